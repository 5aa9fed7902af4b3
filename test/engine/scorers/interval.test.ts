import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreBy } from './helpers.ts';

/** Worked out by hand, with the two notations of ISO 80000-2:2019, 2-7.7 to 2-7.12. */
const INTERVALS: readonly (readonly [expected: string, answer: string, value: number | null])[] = [
  ['[0, 1)', '[0,1)', 1],
  ['[0, 1)', '[0;1[', 1],
  ['(0,1)', ']0,1[', 1],
  ['(0,1]', ']0, 1]', 1],
  ['(0, 1)', '(0, 1]', 0],
  ['(0, 1)', '[0, 1)', 0],
  ['(0, 1)', '(0, 2)', 0],
  ['(-\\infty, 3]', 'x ≤ 3', 1],
  ['(3, \\infty)', 'x > 3', 1],
  ['(3, \\infty)', '3 < x', 1],
  ['(3,\\infty)', '3 < x < \\infty', 1],
  ['(-inf, inf)', '(-\\infty, \\infty)', 1],
  ['(-\\infty, \\infty]', '(-\\infty, \\infty)', 1],
  ['(1,2) \\cup (2,3)', '1<x<2 or 2<x<3', 1],
  ['(-\\infty, -1] \\cup [1, \\infty)', 'x \\le -1 \\text{ or } x \\ge 1', 1],
  ['(-∞, 0) ∪ (0, ∞)', '(-\\infty,0)U(0,\\infty)', 1],
  ['[0,2]', '[0,1] \\cup [1,2]', 1],
  ['[0,2]', '[0,1) ∪ [1,2]', 1],
  ['[0,2]', '[0,1) ∪ (1,2]', 0],
  ['[0,3]', '[1,3] ∪ [0,2]', 1],
  ['[0, \\sqrt{2}]', '[0, 1.4142135623731]', 1],
  ['[0,1.41]', '[0,\\sqrt2]', 0],
  ['\\left(0,\\frac{\\pi}{2}\\right)', '(0, π/2)', 1],
  ['\\emptyset', '(3,3)', 1],
  ['[1,1]', '\\{1\\}', 1],
  ['[2, 1]', '[1, 2]', 0],
  ['(0,1)', 'The solution is (0, 1).', 1],
  ['(0,1)', 'so the interval (0, 1) is where it is positive', 1],
  ['(0,1)', '$x \\in \\boxed{(0,1)}$', 1],
  ['(0,1)', 'none', 0],
  ['abc', '(0,1)', null],
  ['(a, b)', '(a, b)', null],
  ['5', '(0,1)', null],
];

test('interval: vectors', () => {
  for (const [expected, answer, value] of INTERVALS) {
    const score = scoreBy('interval', {}, answer, expected);
    assert.equal(score.value, value, `${expected} and ${answer}: ${score.reason}`);
  }
});

test('interval: a tolerance is for the ends', () => {
  assert.equal(scoreBy('interval', { tolerance: 0.01 }, '[0, 1.42)', '[0, \\sqrt{2})').value, 1);
  assert.equal(scoreBy('interval', { tolerance: 0.01 }, '[0, 1.42]', '[0, \\sqrt{2})').value, 0);
});

test('interval: the recorded answer is plain', () => {
  const { answer } = scoreBy('interval', {}, 'x > 2 or x \\le -1', '(0, 1)');
  assert.equal(answer, '(-∞, -1] ∪ (2, ∞)');
});
