import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { SandboxResult } from '../../../engine/sandbox/sandbox.ts';
import { functionTable, humanEvalTests } from '../../../engine/sandbox/tests.ts';
import { FORGERIES, type Forgery, SQUARE_TESTS } from './forgeries.ts';
import { outcomeOf, run } from './shared.ts';

/** A function table knows no more than that a value is wrong. */
const TABLE = functionTable('f', [
  [[2], 4],
  [[3], 9],
]);

describe('code that wants to be taken for right', () => {
  let results: Promise<SandboxResult>[];

  before(() => {
    results = FORGERIES.map((forgery) => run({ ...forgery, tests: testsOf(forgery) }));
  });

  FORGERIES.forEach(({ name, language, outcome }, index) => {
    test(`${language}: ${name}`, async () => {
      const result = await results[index];
      assert.ok(result);
      assert.match(outcomeOf(result), outcome);
    });
  });
});

function testsOf({ language, tests }: Forgery): string {
  return tests ?? SQUARE_TESTS[language];
}

test('right code passes the tests that forgeries fail', async () => {
  const python = run({
    language: 'python',
    code: 'def f(x): return x * x',
    tests: SQUARE_TESTS.python,
  });
  const code = 'const f = (x) => x * x';
  const javascript = run({ language: 'javascript', code, tests: SQUARE_TESTS.javascript });
  for (const result of await Promise.all([python, javascript])) {
    assert.equal(outcomeOf(result), 'passed: ');
    assert.deepEqual([result.passed_tests, result.total_tests], [2, 2]);
  }
});

test('a table is not passed by values that claim to be equal', async () => {
  const frame = '{"$": "yours", "v": 0}';
  const codes = [
    'class Same(int):\n    def __eq__(self, other): return True\ndef f(x): return Same(4)',
    `def f(x): return ${frame}`,
    'def f(x): return [4]',
    'def f(x): return "4"',
    'def f(x): return True',
  ];
  const results = codes.map((code) => run({ language: 'python', code, tests: TABLE }));
  for (const result of await Promise.all(results))
    assert.match(outcomeOf(result), /^failed: f\(2\)/);
});

test('what the code of one submission does is not seen by the next', async () => {
  const stains = {
    python:
      'import builtins, random, sys\nbuiltins.stain = sys.stain = 1\nopen("/tmp/stain", "w").write("x")\ndef f(): return 0',
    javascript:
      'globalThis.stain = Object.prototype.stain = Array.stain = 1; function f() { return 0 }',
  };
  const looks = {
    python:
      'import builtins, os, sys\ndef f(): return [hasattr(builtins, "stain"), hasattr(sys, "stain"), os.path.exists("/tmp/stain")]',
    javascript:
      'function f() { return [typeof stain !== "undefined", "stain" in {}, "stain" in Array] }',
  };
  for (const language of ['python', 'javascript'] as const) {
    const stained = await run({
      language,
      code: stains[language],
      tests: functionTable('f', [[[], 0]]),
    });
    assert.equal(outcomeOf(stained), 'passed: ');
    const tests = functionTable('f', [[[], [false, false, false]]]);
    assert.equal(outcomeOf(await run({ language, code: looks[language], tests })), 'passed: ');
  }
});

test('a helper of the prompt is the prompt’s own on the side of the tests', async () => {
  const prompt = 'def helper(x):\n    return x * x\n\ndef f(x):\n    """ The root. """\n';
  const tests = humanEvalTests(
    prompt,
    'def check(candidate):\n    assert helper(candidate(9)) == 9\n',
    'f',
  );
  const forged = await run({
    language: 'python',
    code: 'def helper(x): return 9\ndef f(x): return 0',
    tests,
  });
  assert.match(outcomeOf(forged), /^failed: /);
  const right = await run({ language: 'python', code: 'def f(x): return x ** 0.5', tests });
  assert.equal(outcomeOf(right), 'passed: ');
});
