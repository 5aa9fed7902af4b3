import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expected } from '../../../engine/benchmark/benchmark.ts';
import type { JsonObject } from '../../../engine/json.ts';
import { readItems } from '../../../engine/scorers/text/lists/read.ts';
import { scoreBy } from './helpers.ts';
import rankings from './vectors/rankings.json' with { type: 'json' };

/** What is read as the items of an answer. */
const READ: readonly (readonly [text: string, items: readonly string[]])[] = [
  ['a, b, c', ['a', 'b', 'c']],
  ['a; b, c; d', ['a', 'b, c', 'd']],
  ['a, b and c', ['a', 'b', 'c']],
  ['a, b, and c', ['a', 'b', 'c']],
  ['Cuba and Haiti', ['Cuba and Haiti']],
  ['Cuba, Haiti, and Trinidad and Tobago', ['Cuba', 'Haiti', 'Trinidad and Tobago']],
  ['[a, b]', ['a', 'b']],
  ['{a, b}', ['a', 'b']],
  ['["a", "b, c"]', ['a', 'b, c']],
  ['Sure! ["a", "b"]', ['a', 'b']],
  ['```json\n["a", 1, null]\n```', ['a', '1', 'null']],
  ['{"a": 3, "b": 2}', ['a', 'b']],
  ['- a\n- b\n- c', ['a', 'b', 'c']],
  ['* a\n* b', ['a', 'b']],
  ['• a\n• b', ['a', 'b']],
  ['1. a\n2. b', ['a', 'b']],
  ['1) a\n2) b', ['a', 'b']],
  ['The planets are:\n\n1. **Mercury**\n2. **Venus**\n\nThat is all.', ['Mercury', 'Venus']],
  ['a\nb\nc', ['a', 'b', 'c']],
  ['They are:\na\nb', ['a', 'b']],
  ['Answer: a, b', ['a', 'b']],
  ['“a”, `b`, "c"', ['a', 'b', 'c']],
  ['one', ['one']],
  ['', []],
  [' , , ', []],
  ['日本、中国', ['日本', '中国']],
];

test('lists: items are read', () => {
  for (const [text, items] of READ) {
    const found = readItems(text, { format: 'auto', ignore_case: false });
    assert.deepEqual(
      found.map((item) => item.text),
      items,
      text,
    );
  }
});

test('lists: the format can be given', () => {
  const read = (text: string, format: 'json' | 'lines' | 'commas') =>
    readItems(text, { format, ignore_case: false }).map((item) => item.text);
  assert.deepEqual(read('a, b\nc, d', 'lines'), ['a, b', 'c, d']);
  assert.deepEqual(read('a, b\nc', 'json'), []);
  assert.deepEqual(read('- a, - b', 'commas'), ['- a', '- b']);
});

type Row = readonly [
  type: string,
  options: JsonObject,
  answer: string,
  expected: Expected,
  value: number | null,
];

/** Worked out by hand from the definitions; sets as in HELM, precision at k as in trec_eval. */
const VALUES: readonly Row[] = [
  ['set_f1', {}, 'a, b', ['a', 'b'], 1],
  ['set_f1', {}, 'b, a, a', ['a', 'b'], 1],
  ['set_f1', {}, 'a, c', ['a', 'b'], 0.5],
  ['set_f1', {}, 'a', ['a', 'b', 'c'], 0.5],
  ['set_f1', {}, 'x', ['a'], 0],
  ['set_f1', {}, '', [], 1],
  ['set_f1', {}, 'a', [], 0],
  ['set_f1', {}, 'A', ['a'], 0],
  ['set_f1', { ignore_case: true }, 'A', ['a'], 1],
  ['set_f1', {}, 'cafe\u0301', ['caf\u00e9'], 1],
  ['set_f1', {}, 'c', [['a'], ['b', 'c']], 2 / 3],
  ['iou', {}, 'a, b', ['a', 'b'], 1],
  ['iou', {}, 'a, c', ['a', 'b'], 1 / 3],
  ['iou', {}, 'a, b, c, d', ['a', 'b'], 0.5],
  ['iou', {}, '', [], 1],
  ['exact_set', {}, 'b, a', ['a', 'b'], 1],
  ['exact_set', {}, 'a', ['a', 'b'], 0],
  ['exact_set', {}, 'a, b, c', ['a', 'b'], 0],
  ['exact_set', {}, '[1, 2]', [2, 1], 1],
  ['ordered_list', {}, 'a, b, c', ['a', 'b', 'c'], 1],
  ['ordered_list', {}, 'a, c, b', ['a', 'b', 'c'], 0],
  ['ordered_list', {}, 'a, b', ['a', 'b', 'c'], 0],
  ['ordered_list', { partial: true }, 'a, c, b', ['a', 'b', 'c'], 2 / 3],
  ['ordered_list', { partial: true }, 'c, b, a', ['a', 'b', 'c'], 1 / 3],
  ['ordered_list', { partial: true }, 'x, a, b, c', ['a', 'b', 'c'], 0.75],
  // The longest common subsequence of ABCBDAB and BDCABA has four letters (Cormen et al., 15.4).
  ['ordered_list', { partial: true }, 'B,D,C,A,B,A', 'A,B,C,B,D,A,B', 4 / 7],
  ['recall_at_k', {}, 'a, x, b', ['a', 'b', 'c'], 2 / 3],
  ['recall_at_k', { k: 2 }, 'a, x, b', ['a', 'b', 'c'], 1 / 3],
  ['recall_at_k', { k: 1 }, 'a', ['a', 'b'], 0.5],
  ['recall_at_k', { k: 2 }, 'a, a, b', ['a', 'b'], 1],
  ['recall_at_k', {}, 'a', [], null],
  ['precision_at_k', {}, 'a, x, b', ['a', 'b', 'c'], 2 / 3],
  ['precision_at_k', { k: 2 }, 'a, x, b', ['a', 'b', 'c'], 0.5],
  ['precision_at_k', { k: 5 }, 'a, b', ['a', 'b', 'c'], 0.4],
  ['precision_at_k', {}, '', ['a'], 0],
  ['mrr', {}, 'a, b', ['a'], 1],
  ['mrr', {}, 'x, a', ['a', 'b'], 0.5],
  ['mrr', {}, 'x, y, a', ['a'], 1 / 3],
  ['mrr', { k: 2 }, 'x, y, a', ['a'], 0],
  ['mrr', {}, 'x', ['a'], 0],
  ['ndcg', {}, 'a, b', ['a', 'b'], 1],
  ['ndcg', {}, 'x, a', ['a'], 1 / Math.log2(3)],
  [
    'ndcg',
    { gain: 'exponential' },
    'b, a',
    { a: 2, b: 1 },
    (1 + 3 / Math.log2(3)) / (3 + 1 / Math.log2(3)),
  ],
  ['ndcg', {}, 'a, a, b', { a: 1, b: 1 }, 1],
  ['ndcg', {}, 'a', { a: 0 }, null],
  ['ndcg', {}, 'a', { a: -1 }, null],
  ['ndcg', {}, 'a', { a: 'x' }, null],
  ['kendall', {}, 'a, b', 'a, b, c, d', 0.5],
  ['kendall', {}, 'b, a', 'a, b, c, d', 0],
  ['kendall', {}, 'a, x, b', 'a, b', 1],
  ['kendall', {}, 'a', 'a, b', 0],
  ['kendall', {}, 'a, b', 'a', null],
];

test('lists: values', () => {
  for (const [type, options, answer, expected, value] of VALUES) {
    const score = scoreBy(type, options, answer, expected);
    const what = `${type} of ${answer} and ${JSON.stringify(expected)}: ${score.reason}`;
    if (value === null || score.value === null) assert.equal(score.value, value, what);
    else assert.ok(Math.abs(score.value - value) < 1e-12, `${what}, ${score.value}`);
  }
});

test(`kendall: vectors of ${rankings.source}`, () => {
  for (const { expected, answer, tau } of rankings.kendall) {
    const { value, reason } = scoreBy('kendall', {}, answer, expected);
    assert.ok(value !== null && Math.abs(value - (tau + 1) / 2) < 1e-12, `${answer}: ${value}`);
    assert.ok(reason.startsWith(`τ = ${tau.toFixed(4)}`), reason);
  }
});

test(`ndcg: vectors of ${rankings.source}`, () => {
  for (const { expected, answer, value, ...options } of rankings.ndcg) {
    const score = scoreBy('ndcg', options, answer, expected);
    assert.ok(
      score.value !== null && Math.abs(score.value - value) < 1e-12,
      `${answer}: ${score.value}`,
    );
  }
});
