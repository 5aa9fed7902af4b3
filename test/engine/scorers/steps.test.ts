import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extract } from './helpers.ts';

/** Written steps, a text, and what they take out of it. */
const TAKEN: readonly (readonly [unknown, string, string | null])[] = [
  // Reasoning: closed, repeated, nested, with attributes, in other spellings.
  ['strip_reasoning', '<think>a</think>b', 'b'],
  ['strip_reasoning', '<think>a</think>b<think>c</think>d', 'bd'],
  ['strip_reasoning', '<think>a<think>b</think>c</think>d', 'd'],
  ['strip_reasoning', '<thinking type="deep">a</thinking> b', 'b'],
  ['strip_reasoning', '<Reasoning>a</Reasoning>\n\nb', 'b'],
  ['strip_reasoning', '[THINK]a[/THINK]b', 'b'],
  ['strip_reasoning', '<|begin_of_thought|>a<|end_of_thought|>b', 'b'],
  ['strip_reasoning', 'no reasoning', 'no reasoning'],
  // Cut off before it closed: there is no answer, but what stood before the block stays.
  ['strip_reasoning', '<think>never closed', null],
  ['strip_reasoning', 'b <think>never closed', 'b'],
  ['strip_reasoning', '<think>a</think>', null],
  // Opened by the chat template, so that the reply only closes it.
  ['strip_reasoning', 'a\n</think>\nb', 'b'],
  ['strip_reasoning', 'a</think>b</think>c', 'c'],
  // The channels of OpenAI's open-weight models.
  [
    'strip_reasoning',
    '<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>b<|return|>',
    'b',
  ],

  [{ after: 'Answer:' }, 'Answer: 1\nAnswer: 2', '2'],
  [{ after: 'Answer:' }, 'answer: 1', null],
  [{ after: { text: 'answer:', ignore_case: true } }, 'ANSWER: 1', '1'],
  [{ after: { text: '(1+)', ignore_case: true } }, 'x (1+) y', 'y'],
  // “İ” grows when its case changes: places must not shift.
  [{ after: { text: 'answer:', ignore_case: true } }, 'İİİ ANSWER: 1', '1'],
  [{ after: 'A:' }, 'A:', ''],

  [{ regex: 'x=(\\d+)' }, 'x=1, x=2', '1'],
  [{ regex: { pattern: 'x=(\\d+)', match: 'last' } }, 'x=1, x=2', '2'],
  [{ regex: { pattern: 'x=(\\d+)', group: 0 } }, 'x=1', 'x=1'],
  [{ regex: { pattern: '(a)(?P<n>b)', group: 'n' } }, 'ab', 'b'],
  [{ regex: { pattern: '(a)(?<n>b)', group: 'n' } }, 'ab', 'b'],
  [{ regex: '\\d+' }, 'a 12 b', '12'],
  [{ regex: '(a)|(b)' }, 'b', null],
  [{ regex: { pattern: '^b$', flags: 'm' } }, 'a\nb', 'b'],
  [{ regex: { pattern: 'A.B', flags: 'si' } }, 'a\nb', 'a\nb'],

  ['last_number', '12 apples and 1,300.50 dollars.', '1300.5'],
  ['last_number', 'about 12%', '12%'],
  ['last_number', '3/4', '0.75'],
  ['last_number', 'none', null],
  [{ last_number: {} }, '1 2', '2'],
  [{ last_number: null }, '7', '7'],
  // Three decimals read with decimal commas must not become thousands when they are read again.
  [{ last_number: { decimal: 'comma' } }, '1,234', '1.2340'],

  [{ json_path: 'a.b[0].c' }, '{"a": {"b": [{"c": "x"}]}}', 'x'],
  [{ json_path: 'a[-1]' }, 'Sure: {"a": [1, 2]} — done', '2'],
  [{ json_path: '["odd key"]' }, '{"odd key": {"z": null}}', '{"z":null}'],
  [{ json_path: '$.a' }, '{"a": true}', 'true'],
  [{ json_path: 'b' }, '{"a": 1}', null],
  [{ json_path: 'toString' }, '{"a": 1}', null],
  [{ json_path: '__proto__.x' }, '{"a": 1}', null],
  [{ json_path: 'a' }, 'no JSON', null],

  ['first_line', '\n\n a \nb', 'a'],
  ['last_line', 'a\r\n b \r\n\r\n', 'b'],
  ['first_line', ' \n ', null],
  ['lower', 'ÄB', 'äb'],
  ['trim', ' a ', 'a'],

  ['strip_markdown', '**a** and *b* and `c` and __d__ and _e_', 'a and b and c and d and e'],
  ['strip_markdown', '# T\n> q\n1. x\n* y', 'T\nq\n1. x\ny'],
  ['strip_markdown', '```python\nprint(1)\n```', 'print(1)'],
  ['strip_markdown', '[a](http://b) ![c](d)', 'a c'],
  // Powers, products and names are not emphasis.
  [
    'strip_markdown',
    '2**3 and 4**5, 2 * 3 * 4, snake_case_name',
    '2**3 and 4**5, 2 * 3 * 4, snake_case_name',
  ],

  ['boxed', 'a \\boxed{1} b \\boxed{2}', '2'],
  ['boxed', '\\boxed{x^{2} + \\text{a}}', 'x^{2} + \\text{a}'],
  ['boxed', '\\boxed{\\{1, 2\\}}', '\\{1, 2\\}'],
  ['boxed', '\\boxed{1} \\boxed{never closed', '1'],
  ['boxed', '\\fbox{3}', '3'],
  ['boxed', 'nothing', null],

  [['strip_reasoning', { after: 'A:' }, 'last_number'], '<think>A: 3</think> A: 4 eggs', '4'],
  [['strip_reasoning', { after: 'A:' }, 'lower'], 'B: 4', null],
  [[], 'as it is ', 'as it is '],
];

for (const [steps, text, taken] of TAKEN) {
  const shown = JSON.stringify(text.slice(0, 50));
  test(`extract ${JSON.stringify(steps)} takes ${JSON.stringify(taken)} out of ${shown}`, () => {
    assert.equal(extract(steps, text), taken);
  });
}

test('regex: the last of very many matches is found at the end', () => {
  const text = `${'1 '.repeat(500_000)}22`;
  const start = performance.now();
  assert.equal(extract({ regex: { pattern: '\\d+', match: 'last' } }, text), '22');
  assert.ok(performance.now() - start < 3000);
});

test('regex: a pattern that reads to the end for every match stays bounded', () => {
  const start = performance.now();
  assert.equal(
    extract({ regex: { pattern: 'a[^z]*z|a', match: 'last' } }, 'a'.repeat(200_000)),
    'a',
  );
  assert.ok(performance.now() - start < 8000);
});
