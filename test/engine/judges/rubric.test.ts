import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../../engine/judges/jury.ts';
import type { Vote } from '../../../engine/judges/question.ts';
import {
  checklist,
  type Rubric,
  readVerdict,
  totalOf,
  type Verdict,
} from '../../../engine/judges/rubric.ts';

const WEIGHTED = checklist([
  { id: 'gate', statement: 'It is safe.', weight: 0, required: true },
  { id: 'main', statement: 'It is right.', weight: 3 },
  { id: 'side', statement: 'It is short.' },
  { id: 'bad', statement: 'It is rude.', weight: -2 },
]);

function total(verdicts: Record<string, Verdict>, rubric: Rubric = WEIGHTED): number | null {
  return totalOf(
    rubric,
    new Map(Object.entries({ gate: 1, main: 0, side: 0, bad: 0, ...verdicts })),
  );
}

test('totals are computed by weight, with gates and forbidden content', () => {
  assert.equal(total({ main: 1, side: 1 }), 1);
  assert.equal(total({ main: 1 }), 0.75);
  assert.equal(total({ main: 1, side: 1, bad: 1 }), 0.5);
  assert.equal(total({ bad: 1 }), 0, 'never below 0');
  assert.equal(total({ gate: 0, main: 1, side: 1 }), 0, 'a gate that is shut');
  assert.equal(total({ side: 'skip', main: 1 }), 1, 'what does not apply is left out');
  assert.equal(total({ main: 'unknown', side: 1 }), null, 'what could not be told is not zero');
  assert.equal(total({ main: 1, side: 0 }, { ...WEIGHTED, aggregate: 'all' }), 0);
  assert.equal(total({ main: 1, side: 0.5 }, { ...WEIGHTED, aggregate: 'min' }), 0.5);
});

test('scales are read by their places', () => {
  const ordinal: Rubric = {
    ...WEIGHTED,
    scale: 'ordinal',
    levels: ['bad one', 'fair one', 'good one'],
  };
  const numeric: Rubric = { ...WEIGHTED, scale: 'numeric', most: 10 };
  const [criterion] = WEIGHTED.criteria;
  assert.ok(criterion);
  const read = (word: string, rubric: Rubric) => readVerdict(word, rubric, criterion);
  assert.deepEqual(
    ['1', '2', '3', '4', 'met'].map((word) => read(word, ordinal)),
    [0, 0.5, 1, undefined, undefined],
  );
  assert.deepEqual(
    ['0', '2.5', '10', '11', '-1', '1e1'].map((word) => read(word, numeric)),
    [0, 0.25, 1, undefined, undefined, undefined],
  );
  assert.equal(read('cannot_tell', { ...ordinal, abstain_allowed: false }), undefined);
});

const vote = (value: number | null, fields: Partial<Vote> = {}): Vote => ({
  judge: 'j/one',
  prompt: 'rubric-checklist@1',
  key: 'k',
  order: null,
  repeat: 1,
  counts: true,
  status: value === null ? 'abstained' : 'valid',
  value,
  confidence: 1,
  verdicts: {},
  reason: '',
  injection_suspected: false,
  ...fields,
});

test('a jury: unanimous, majority, abstentions, divided, suspicious', () => {
  const table: [(number | null)[], number | null, string | null][] = [
    [[1, 1, 1], 1, null],
    [[0, 0, 0], 0, null],
    [[1, 1, 0], 1, 'contested'],
    [[0, 0, 1], 0, 'contested'],
    [[1, 1, null], 1, 'contested'],
    [[1, 0, null], null, 'contested'],
    [[1, null, null], null, 'unscored'],
    [[null, null, null], null, 'unscored'],
  ];
  for (const [values, value, review] of table) {
    const verdict = decide(
      values.map((one) => vote(one)),
      2,
      'binary',
    );
    assert.deepEqual([verdict.value, verdict.review], [value, review], JSON.stringify(values));
  }
  const suspicious = decide(
    [vote(1, { injection_suspected: true }), vote(1, { injection_suspected: true }), vote(1)],
    2,
    'binary',
  );
  assert.deepEqual([suspicious.value, suspicious.review], [null, 'injection_suspected']);
  const extra = decide([vote(1), vote(1), vote(0, { counts: false })], 2, 'binary');
  assert.deepEqual([extra.value, extra.review], [1, null], 'votes that only measure do not count');
});

test('an ordinal jury takes the median; two levels apart is contested', () => {
  const ordinal = (...values: number[]) =>
    decide(
      values.map((one) => vote(one)),
      2,
      'ordinal',
      5,
    );
  assert.deepEqual([ordinal(0.25, 0.5, 0.5).value, ordinal(0.25, 0.5, 0.5).review], [0.5, null]);
  assert.deepEqual(
    [ordinal(0, 0.25, 0.5).value, ordinal(0, 0.25, 0.5).review],
    [0.25, 'contested'],
  );
});
