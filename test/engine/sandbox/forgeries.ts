import type { SandboxLanguage } from '../../../engine/sandbox/sandbox.ts';

/** Code that is wrong and wants to be taken for right. */
export interface Forgery {
  readonly name: string;
  readonly language: SandboxLanguage;
  readonly code: string;
  /** Anything but `passed`. */
  readonly outcome: RegExp;
  /** Other tests than those of the square. */
  readonly tests?: string;
}

const WRONG = /^(failed: AssertionError|error: )/;

/** A frame as the harness writes it, by whoever knows how. */
const FRAME = `
import json, os
def frame(message):
    data = json.dumps(message).encode()
    os.write(2, len(data).to_bytes(4, "big") + data)
VERDICT = {"op": "verdict", "kind": None, "message": "", "passed": 2, "total": 2}
`;

/** The harness itself, found as any code in its process can find it. */
const HARNESS = `
import sys
frame = sys._getframe()
while frame.f_back is not None:
    frame = frame.f_back
    if "peer" in frame.f_globals:
        harness = frame.f_globals
`;

const python = (name: string, code: string, outcome = WRONG, tests?: string): Forgery => ({
  name,
  language: 'python',
  code,
  outcome,
  ...(tests === undefined ? {} : { tests }),
});

const javascript = (name: string, code: string, outcome = WRONG, tests?: string): Forgery => ({
  ...python(name, code, outcome, tests),
  language: 'javascript',
});

/** The tests that most forgeries want to pass. */
export const SQUARE_TESTS: Readonly<Record<SandboxLanguage, string>> = {
  python: 'assert f(2) == 4\nassert f(3) == 9',
  javascript: 'assert.equal(f(2), 4)\nassert(f(3) === 9)',
};

export const FORGERIES: readonly Forgery[] = [
  python('prints the verdict', 'print("passed 2 of 2")\ndef f(x): print("passed")'),
  python('writes a verdict while it loads', `${FRAME}\nframe(VERDICT)\ndef f(x): pass`, /^error: /),
  python('writes a verdict while it is called', `${FRAME}\ndef f(x): frame(VERDICT)`, /^error: /),
  python(
    'writes an answer too many',
    `${FRAME}\ndef f(x):\n    frame({"op": "return", "value": True})`,
  ),
  python(
    'equals everything',
    'class Same:\n    def __eq__(self, other): return True\ndef f(x): return Same()',
  ),
  python(
    'an integer that equals everything',
    'class Same(int):\n    def __eq__(self, other): return True\ndef f(x): return Same(0)',
  ),
  python(
    'is near everything',
    'class Near(float):\n    def __sub__(self, other): return 0.0\ndef f(x): return Near(1)',
    WRONG,
    'assert abs(f(2) - 4.0) < 1e-6',
  ),
  python(
    'is between everything',
    'class Between:\n    def __lt__(self, other): return True\n    __gt__ = __le__ = __ge__ = __lt__\ndef f(x): return Between()',
    WRONG,
    'assert 3 < f(2) < 5',
  ),
  python(
    'contains everything',
    'class All(list):\n    def __contains__(self, item): return True\ndef f(x): return All()',
    WRONG,
    'assert 4 in f(2)',
  ),
  python(
    'says it is another class',
    'class Four:\n    __class__ = int\n    def __index__(self): return 4\n    __int__ = __index__\ndef f(x): return Four()',
  ),
  python('sys.exit(0)', 'import sys\ndef f(x): sys.exit(0)'),
  python('sys.exit(0) while it loads', 'import sys\nsys.exit(0)'),
  python('os._exit(0)', 'import os\ndef f(x): os._exit(0)', /^error: the process ended/),
  python(
    'rewrites built-ins',
    'import builtins\nbuiltins.AssertionError = ValueError\nbuiltins.abs = builtins.len = lambda *_: 4\ndef f(x): return 0',
  ),
  python(
    'takes the place of the tests',
    'import sys, types\nfake = types.ModuleType("tests")\nsys.modules["tests"] = sys.modules["__main__"] = fake\ndef f(x): return 0',
  ),
  python(
    'rewrites the harness',
    `${HARNESS}\nharness["encode"] = lambda *_: 4\nharness["run_tests"] = lambda *_: {"op": "verdict", "kind": None}\nharness["peer"].role = "tests"\ndef f(x): return 0`,
    /^(failed: AssertionError|error: )/,
  ),
  python(
    'traces what runs',
    'import sys\nsys.settrace(lambda frame, *_: frame.f_locals.update(x=4))\ndef f(x): return x',
  ),
  python(
    'registers an exit',
    'import atexit, os\natexit.register(os._exit, 0)\ndef f(x): return None',
  ),
  python(
    'raises an AssertionError of its own',
    'class Passed(AssertionError): pass\ndef f(x): raise Passed("passed")',
    /^error: /,
  ),
  python(
    'defines what the tests use',
    'all = any = sorted = isinstance = lambda *_: True\ndef f(x): return [0]',
    WRONG,
    'assert all(isinstance(y, str) for y in f(2))',
  ),
  python(
    'is a module that the tests use',
    'class math:\n    isclose = staticmethod(lambda *_: True)\ndef f(x): return 0',
    WRONG,
    'assert math.isclose(f(2), 4)',
  ),
  python(
    'looks through a function it is lent',
    'def f(g):\n    g.__globals__["f"] = None\n    return g(2)',
    WRONG,
    'assert f(lambda x: x * x) == 4',
  ),
  python(
    'looks through an object it is lent',
    'def f(p):\n    return p.__class__.__init__.__globals__',
    WRONG,
    'class P:\n    x = 4\nassert f(P()) == 4',
  ),
  python(
    'replaces a helper of the prompt',
    'def helper(x): return 4\ndef f(x): return 0',
    WRONG,
    'def helper(x): return x * x\nassert helper(submission.f(2)) == 16',
  ),
  python(
    'guesses the tag of a value',
    `${HARNESS}\nharness["encode"] = lambda *_: {"$": "yours", "v": 0}\ndef f(x): return 0`,
    /^(failed|error): /,
  ),
  python(
    'answers with a bomb',
    `${FRAME}\ndef f(x):\n    os.write(2, (80).to_bytes(4, "big") + b"[" * 80)`,
    /^(failed|error): /,
  ),
  python(
    'answers deeper than a parser goes',
    `${FRAME}\ndef f(x):\n    text = b'{"op":"return","value":' + b"[" * 100000 + b"]" * 100000 + b"}"\n    os.write(2, len(text).to_bytes(4, "big") + text)`,
    /^error: /,
  ),

  javascript(
    'prints the verdict',
    'console.log(JSON.stringify({ op: "verdict", kind: null })); function f() {}',
  ),
  javascript(
    'equals everything',
    'function f() { return { valueOf: () => true, toString: () => "4", equals: () => true } }',
  ),
  javascript(
    'is a different number each time',
    'let n = 0; function f() { return { [Symbol.toPrimitive]: () => n++ } }',
  ),
  javascript(
    'is a proxy',
    'function f() { return new Proxy({}, { get: () => 4, getPrototypeOf: () => Number.prototype }) }',
  ),
  javascript(
    'pollutes Object.prototype',
    'Object.prototype.kind = null; Object.prototype.passed = 2; Object.prototype.ofSubmission = true; function f() {}',
  ),
  javascript(
    'pollutes Array.prototype',
    'Array.prototype.map = Array.prototype.every = Array.prototype.flatMap = () => []; function f() { return [0] }',
    WRONG,
    'assert.deepEqual(f(2), [4])',
  ),
  javascript(
    'replaces JSON.stringify',
    `JSON.stringify = () => '{"op":"verdict","kind":null}'; function f() {}`,
    WRONG,
  ),
  javascript(
    'replaces JSON.parse',
    'JSON.parse = () => ({ what: "call", on: 0, args: [] }); function f() {}',
  ),
  javascript(
    'replaces Object.is',
    'Object.is = () => true; Number.isNaN = () => true; function f() { return 0 }',
  ),
  javascript(
    'replaces assert',
    'globalThis.assert = () => {}; assert.equal = assert; var submission = {}; function f() {}',
  ),
  javascript(
    'replaces Error',
    'globalThis.Error = globalThis.TypeError = function () {}; function f() { throw { name: "Passed" } }',
  ),
  javascript(
    'throws an AssertionError of its own',
    'class AssertionError extends Error {} function f() { throw new AssertionError("passed") }',
    /^error: /,
  ),
  javascript('throws nothing', 'function f() { throw undefined }'),
  javascript('promises', 'async function f(x) { return x * x }'),
  javascript(
    'is thenable',
    'function f() { return { then: (resolve) => resolve(4) } }',
    WRONG,
    'assert.deepEqual([await f(2)], [0])',
  ),
  javascript(
    'never settles',
    'function f() { return new Promise(() => {}) }',
    /^error: /,
    'const value = await f(2)\nassert(value === 4)',
  ),
  javascript(
    'looks through a function it is lent',
    'function f(g) { g.constructor("assert = () => {}")(); return g(2) }',
    WRONG,
    'assert.equal(f((x) => x * x), 4)',
  ),
  javascript(
    'looks through an object it is lent',
    'function f(p) { return p.constructor.constructor("return 4")() }',
    WRONG,
    'class P { x = 4 }\nassert.equal(f(new P()), 4)',
  ),
  javascript(
    'closes the program of the tests',
    'function f() {} })(); (async () => {',
    /^error: SyntaxError/,
  ),
];
