import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  MAX_MESSAGE_CHARS,
  MAX_STDOUT_CHARS,
  type SandboxLanguage,
} from '../../../engine/sandbox/sandbox.ts';
import { functionTable } from '../../../engine/sandbox/tests.ts';
import { outcomeOf, run } from './shared.ts';

/** The same promises in every language: [what, code, tests, outcome]. */
type Promised = readonly [string, string, string, RegExp];

const PASSED = /^passed: $/;

const ADD = functionTable('add', [
  [[1, 2], 3],
  [['a', 'b'], 'ab'],
]);
const SUM = functionTable('total', [[[[0.1, 0.2]], 0.3]], 1e-9);

const PYTHON: readonly Promised[] = [
  ['a table', 'def add(a, b): return a + b', ADD, PASSED],
  ['a wrong value', 'def add(a, b): return a * 2', ADD, /^failed: add\(1, 2\) is 2, expected 3/],
  ['an exception', 'def add(a, b): return a / 0', ADD, /^error: ZeroDivisionError: .* \(line 1\)/],
  ['no function', 'def sub(a, b): return a - b', ADD, /^error: the code defines no function add/],
  ['no Python', 'def add(a, b) return', ADD, /^error: SyntaxError: .* \(line 1\)/],
  ['a tolerance', 'def total(xs): return sum(xs)', SUM, PASSED],
  ['a tuple', 'def f(): return (1, [2, (3,)])', functionTable('f', [[[], [1, [2, [3]]]]]), PASSED],
  [
    'a dictionary',
    'def f(d): return {**d, "b": 2}',
    functionTable('f', [[[{ a: 1 }], { b: 2, a: 1 }]]),
    PASSED,
  ],
  ['a set is no list', 'def f(): return {1}', functionTable('f', [[[], [1]]]), /^failed/],
  [
    'a main block that does not run',
    'def f(): return 1\nif __name__ == "__main__":\n    f(input())',
    'assert f() == 1',
    PASSED,
  ],
  ['nothing to read', 'def f(): return input()', 'assert f()', /^error: EOFError/],
  [
    'assertions',
    'def f(x): return x',
    'assert f(1) == 1\nassert f(2) == 3',
    /^failed: AssertionError: assert f\(2\) == 3/,
  ],
  [
    'a check function',
    'def f(x): return x',
    'def check(candidate):\n    assert candidate(1) == 1\n    assert candidate(2) == 3\ncheck(f)',
    /^failed: AssertionError: assert candidate\(2\) == 3/,
  ],
  [
    'what JSON cannot write',
    'def f(x): return x',
    'import math, datetime, collections, decimal\nfor x in [(1, 2), {3}, frozenset([4]), 2**200, -2**200, 1.0, float("inf"), 1j, b"x", range(3), {1: (2,)}, None, datetime.date(2026, 1, 2), decimal.Decimal("1.50"), collections.deque([1])]:\n    assert f(x) == x and type(f(x)) is type(x), x\nassert math.isnan(f(float("nan")))',
    PASSED,
  ],
  [
    'a class',
    'class P:\n    def __init__(self, x): self.x = x\n    def twice(self): return self.x * 2\n    def __eq__(self, other): return self.x == other.x\n    def __repr__(self): return f"P({self.x})"\n    def __len__(self): return self.x',
    'p = P(4)\nassert p.twice() == 8 and p.x == 4\np.x = 5\nassert p.twice() == 10\nassert p == P(5) and p != P(6)\nassert repr(p) == "P(5)" and len(p) == 5\nassert isinstance(p, P)',
    PASSED,
  ],
  [
    'a function that gets a function',
    'def apply(f, xs): return [f(x) for x in xs]',
    'assert apply(lambda x: x + 1, [1, 2]) == [2, 3]',
    PASSED,
  ],
  [
    'a function that gets an object',
    'def total(node):\n    return node.value + (total(node.next) if node.next else 0)',
    'class Node:\n    def __init__(self, value, next=None):\n        self.value, self.next = value, next\nassert total(Node(1, Node(2))) == 3',
    PASSED,
  ],
  [
    'an argument that is changed',
    'def sort(xs): xs.sort()',
    'xs = [3, 1]\nassert sort(xs) is None\nassert xs == [1, 3]',
    PASSED,
  ],
  [
    'a generator',
    'def count(n): yield from range(n)',
    'assert list(count(3)) == [0, 1, 2]',
    PASSED,
  ],
  [
    'an exception that is expected',
    'def f(): raise KeyError("x")',
    'try:\n    f()\n    assert False\nexcept KeyError:\n    pass',
    PASSED,
  ],
  [
    'a name tuple',
    'from collections import namedtuple\nP = namedtuple("P", "x y")\ndef f(): return P(1, 2)',
    'assert f() == (1, 2) and f().y == 2',
    PASSED,
  ],
  [
    'tests that do not parse',
    'def f(): pass',
    'assert f( == 1',
    /^sandbox_error: the tests cannot run: SyntaxError/,
  ],
  ['a name that nobody defines', 'def f(): pass', 'assert g() == 1', /^error: NameError/],
  ['no test', 'def f(): pass', ' \n', /^sandbox_error: there is no test/],
];

const JAVASCRIPT: readonly Promised[] = [
  ['a table', 'const add = (a, b) => a + b', ADD, PASSED],
  [
    'a wrong value',
    'function add(a) { return a * 2 }',
    ADD,
    /^failed: add\(1, 2\) is 2, expected 3/,
  ],
  ['an exception', 'function add() { return null.x }', ADD, /^error: TypeError: .* \(line 1\)/],
  ['no function', 'function sub() {}', ADD, /^error: the code defines no function add/],
  ['no JavaScript', 'function add( {', ADD, /^error: SyntaxError/],
  ['a tolerance', 'function total(xs) { return xs[0] + xs[1] }', SUM, PASSED],
  ['an export', 'export const add = (a, b) => a + b', ADD, PASSED],
  [
    'a default export beside it',
    'export default class {}\nexport async function add(a, b) { return a + b }',
    ADD,
    PASSED,
  ],
  ['module.exports', 'module.exports = { add: (a, b) => a + b }', ADD, PASSED],
  [
    'an object',
    'function f(d) { return { ...d, b: 2 } }',
    functionTable('f', [[[{ a: 1 }], { b: 2, a: 1 }]]),
    PASSED,
  ],
  [
    'assertions',
    'const f = (x) => x',
    'assert.equal(f(1), 1);\nassert(f(2) === 3);',
    /^failed: AssertionError: it does not hold .*assert\(f\(2\) === 3\);$/,
  ],
  [
    'what JSON cannot write',
    'const f = (x) => x',
    'for (const x of [undefined, null, NaN, -0, Infinity, 10n ** 30n, new Date(5), new Map([[1, { a: 2 }]]), new Set([1]), /x/g, [undefined], new Uint8Array([1])]) assert.deepStrictEqual(f(x), x)',
    PASSED,
  ],
  [
    'a class',
    'class P { constructor(x) { this.x = x } twice() { return this.x * 2 } *[Symbol.iterator]() { yield this.x } }',
    'const p = new P(4); p.x = 5\nassert.equal(p.twice(), 10); assert(p instanceof P); assert.deepEqual([...p], [5]); assert.equal(typeof p, "object")',
    PASSED,
  ],
  [
    'a closure',
    'const counter = () => { let n = 0; return { next() { return ++n } } }',
    'const c = counter(); c.next(); assert.equal(c.next(), 2)',
    PASSED,
  ],
  [
    'a function that gets a function',
    'const apply = (f, xs) => xs.map((x) => f(x))',
    'assert.deepEqual(apply((x) => x + 1, [1, 2]), [2, 3])',
    PASSED,
  ],
  [
    'an argument that is changed',
    'const sort = (xs) => { xs.sort() }',
    'const xs = [3, 1]; sort(xs)\nassert.deepEqual(xs, [1, 3])',
    PASSED,
  ],
  ['await', 'const later = async (x) => await x', 'assert.equal(await later(3), 3)', PASSED],
  [
    'an error that is expected',
    'function f() { throw new RangeError("far") }',
    'assert.throws(() => f(), RangeError); assert.throws(() => f(), /far/)',
    PASSED,
  ],
  [
    'tests that do not parse',
    'function f() {}',
    'assert(f(',
    /^sandbox_error: the tests cannot run: /,
  ],
  ['a name that nobody defines', 'function f() {}', 'assert(g())', /^error: ReferenceError/],
];

const TABLES: Readonly<Record<SandboxLanguage, readonly Promised[]>> = {
  python: PYTHON,
  javascript: JAVASCRIPT,
};

for (const language of ['python', 'javascript'] as const) {
  describe(language, { concurrency: 2 }, () => {
    for (const [name, code, tests, outcome] of TABLES[language]) {
      test(name, async () =>
        assert.match(outcomeOf(await run({ language, code, tests })), outcome),
      );
    }

    test('what is printed is told, and cut', async () => {
      const say = language === 'python' ? 'print' : 'console.log';
      const loud = language === 'python' ? '"x" * 99999' : '"x".repeat(99999)';
      const tests = language === 'python' ? 'assert True' : 'assert(true)';
      const short = await run({ language, code: `${say}("hello")`, tests });
      assert.equal(short.stdout, 'hello\n');
      const { stdout } = await run({ language, code: `${say}(${loud})`, tests });
      assert.equal(stdout.length, MAX_STDOUT_CHARS);
    });

    test('a long message is cut', async () => {
      const code =
        language === 'python'
          ? 'raise ValueError("x" * 9999)'
          : 'throw new Error("x".repeat(9999))';
      const { message } = await run({ language, code, tests: ADD });
      assert.ok(message.length <= MAX_MESSAGE_CHARS);
    });

    test('processor time is measured outside', { skip: process.platform !== 'linux' }, async () => {
      const code =
        language === 'python'
          ? 'def add(a, b):\n    for _ in range(3_000_000): pass\n    return a + b'
          : 'function add(a, b) { for (let i = 0; i < 3e6; i++); return a + b }';
      const { cpu_ms } = await run({ language, code, tests: ADD });
      assert.ok(cpu_ms !== null && cpu_ms >= 30, `${cpu_ms} ms`);
    });
  });
}

test('limits that make no sense are refused', async () => {
  const submission = { language: 'python', code: '', tests: ADD } as const;
  const memory = await run({ ...submission, memoryMb: 1 });
  assert.match(outcomeOf(memory), /^sandbox_error: memoryMb is not between 64 and 4096/);
  const time = await run({ ...submission, timeoutMs: 0 });
  assert.match(outcomeOf(time), /^sandbox_error: timeoutMs is not between/);
});
