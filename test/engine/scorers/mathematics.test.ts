import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEqualExpression } from '../../../engine/scorers/text/math/compare.ts';
import { parseMathematics } from '../../../engine/scorers/text/math/parse.ts';
import { scoreBy } from './helpers.ts';
import groups from './vectors/mathematics.json' with { type: 'json' };

for (const { source, pairs } of groups) {
  test(`math: verdicts of ${source}`, () => {
    for (const [expected, answer, value] of pairs) {
      const score = scoreBy('math', {}, String(answer), expected);
      assert.equal(score.value, value, `${expected} and ${answer}: ${score.reason}`);
    }
  });
}

/** Worked out by hand: forms of answers that the sources above do not have. */
const FORMS: readonly (readonly [expected: string, answer: string, value: number | null])[] = [
  // Several answers and sets in any order; tuples and intervals in theirs.
  ['1, 2', '2 and 1', 1],
  ['\\{1,2\\}', '{2, 1}', 1],
  ['\\{1,2,3\\}', '\\{1,2\\}', 0],
  ['(1,2)', '(2,1)', 0],
  ['(1,2)', '[1,2]', 0],
  ['x=1 \\text{ or } x=-3', '-3, 1', 1],
  ['5 \\text{ and } 7', '7, 5', 1],
  ['\\emptyset', '{}', 1],
  // Both signs.
  ['\\pm 2', '-2, 2', 1],
  ['2\\pm\\sqrt3', '2+\\sqrt{3}, 2-\\sqrt3', 1],
  ['x = \\pm 5', 'x=5 or x=-5', 1],
  // Inequalities and the intervals that they describe.
  ['(-\\infty, 3]', 'x \\le 3', 1],
  ['(2,5]', '2 < x \\leq 5', 1],
  ['(-\\infty,0)\\cup(0,\\infty)', '(0,\\infty) \\cup (-\\infty,0)', 1],
  ['(0, \\infty)', '(0, -\\infty)', 0],
  ['\\infty', '-\\infty', 0],
  // Percent, money, units, grouping.
  ['50\\%', '0.5', 1],
  ['50\\%', '50', 1],
  ['50\\%', '5', 0],
  ['\\$12.50', '12.50 dollars', 1],
  ['12', '12 square units', 1],
  ['1,000,000', '10^6', 1],
  // Equations, named functions, matrices.
  ['y = 2x+1', '2x - y + 1 = 0', 1],
  ['y=2x+1', '2x+1', 1],
  ['x^2+y^2=1', 'x^2+y^2=4', 0],
  ['f(x)=x^2', 'x^2', 1],
  [
    '\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}',
    '\\begin{bmatrix} 2/2 \\\\ \\sqrt4 \\end{bmatrix}',
    1,
  ],
  ['\\begin{pmatrix} 1 & 2 \\end{pmatrix}', '\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}', 0],
  // Unicode and plain spellings.
  ['x^2', 'x²', 1],
  ['\\sqrt{2}', '√2', 1],
  ['2\\pi', '2π', 1],
  ['1\\frac12', '1½', 1],
  ['sqrt(2)/2', '\\frac{\\sqrt2}{2}', 1],
  ['x**2', 'x^2', 1],
  ['exp(x)', 'e^x', 1],
  // Bars nest; logarithms without a base are natural.
  ['||x||', '|x|', 1],
  ['|x-1|+|x+1|', '|x+1|+|1-x|', 1],
  ['\\log 100', '2', 0],
  ['\\lg 100', '2', 1],
  // Words.
  ['\\text{red}', 'Red', 1],
  ['(C)', 'C', 1],
  ['\\text{(B)}', 'B', 1],
  // Prose round the answer.
  ['42', 'I think it is 42', 1],
  ['\\frac{3}{4}', '**3/4**', 1],
  ['5', 'I do not know', 0],
  // The end of another number is no answer.
  ['5', '56/5', 0],
  ['7', '-12/7', 0],
  // What cannot be parsed or has no value: of the answer it is wrong, of the expected value unscored.
  ['I do not know', '5', null],
  ['\\sum_{i=1}^n i', '5', null],
  ['\\sum_{i=1}^n i', '\\sum_{i=1}^{n} i', null],
  ['\\int x dx', '\\int x dx', 1],
  ['5', '\\sum_{i=1}^n i', 0],
  ['5', '\\frac{1}{0}', 0],
  ['\\frac{1}{0}', '5', null],
  ['5', '2^{100000}', 0],
  ['2^{100000}', '2^{100000}', 1],
  ['10^{10^{10}}', '5', null],
];

test('math: forms of answers', () => {
  for (const [expected, answer, value] of FORMS) {
    const score = scoreBy('math', {}, answer, expected);
    assert.equal(score.value, value, `${expected} and ${answer}: ${score.reason}`);
  }
});

test('math: a tolerance joins numbers, not functions', () => {
  assert.equal(scoreBy('math', { tolerance: 0.001 }, '0.333', '1/3').value, 1);
  assert.equal(scoreBy('math', { tolerance: 0.0001 }, '0.333', '1/3').value, 0);
  assert.equal(scoreBy('math', { tolerance: 0.01 }, '3.14', '\\pi').value, 1);
  assert.equal(scoreBy('math', { tolerance: 10 }, 'x+1', 'x').value, 0);
});

test('math: several answers can have an order', () => {
  assert.equal(scoreBy('math', { ordered: true }, '2, 1', '1, 2').value, 0);
  assert.equal(scoreBy('math', { ordered: true }, '1, 2', '1, 2').value, 1);
  assert.equal(scoreBy('math', { ordered: true }, '\\{2, 1\\}', '\\{1, 2\\}').value, 1);
});

test('math: any of several accepted answers is right', () => {
  assert.equal(scoreBy('math', {}, '0.5', ['x', '\\frac12']).value, 1);
});

/** Expressions that would take long where something grows without bounds. */
const HOSTILE: readonly string[] = [
  '(a+b+c+d+e)^{30}',
  '(a+b)^{999}',
  '(x+y)'.repeat(60),
  '2^{2^{2^{2^{2}}}}',
  `${'\\frac{1+'.repeat(12)}x${'}{y+z}'.repeat(12)}`,
  `${'2\\frac{'.repeat(14)}x${'}{3}'.repeat(14)}`,
  `\\{${Array.from({ length: 60 }, (_, place) => `\\sqrt{x+${place}}`).join(',')}\\}`,
  `${'9'.repeat(900)}^{3}`,
  '300!/299!',
  '1000!',
  Array.from({ length: 30 }, (_, place) => `\\frac{1}{x+${place}y}`).join('+'),
  `(${Array.from({ length: 40 }, (_, place) => `x_{${place}}`).join('+')})^{3}`,
];

test('math: expressions that grow are compared in bounded time', () => {
  for (const text of HOSTILE) {
    const start = performance.now();
    scoreBy('math', {}, `${text}+0`, text);
    assert.ok(performance.now() - start < 3_000, text.slice(0, 40));
  }
});

test('math: what is too long or nests too deep is refused in words', () => {
  for (const text of ['('.repeat(60), '-'.repeat(400), 'x+'.repeat(400), 'x'.repeat(5_000)]) {
    assert.ok('problem' in parseMathematics(`${text}1`), text.slice(0, 20));
  }
});

test('math: equality has no side', () => {
  const rules = { tolerance: 0, ordered: false };
  for (const [expected, answer] of groups.flatMap(({ pairs }) => pairs)) {
    const [a, b] = [parseMathematics(String(expected)), parseMathematics(String(answer))];
    // ln x² is 2 ln x where only x > 0 counts, and the expected one of them says whether it does.
    if ('problem' in a || 'problem' in b || expected === '2\\ln x') continue;
    const [one, other] = [
      isEqualExpression(a.expression, b.expression, rules),
      isEqualExpression(b.expression, a.expression, rules),
    ];
    assert.equal(one === true, other === true, `${expected} and ${answer}`);
  }
});
