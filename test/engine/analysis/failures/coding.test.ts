import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codersOf } from '../../../../engine/analysis/failures/coders.ts';
import {
  type Coding,
  choiceOf,
  codingsText,
  parseCodings,
} from '../../../../engine/analysis/failures/coding.ts';
import { type FailureCode, isFailureCode } from '../../../../engine/analysis/failures/taxonomy.ts';
import { hashOf } from '../../../../engine/hash.ts';
import { notAsked } from '../../../../engine/results/reply.ts';

function coding(
  index: number,
  code: string,
  second = false,
  fields: Partial<Coding['votes'][number]['vote']> = {},
): Coding {
  const vote = {
    judge: second ? 'b/judge' : 'a/judge',
    prompt: 'failure-category@1',
    key: hashOf([index, second]),
    order: null,
    repeat: 1,
    counts: !second,
    status: 'valid',
    value: null,
    confidence: 0.9,
    verdicts: { code, secondary: '', quote: '' },
    reason: 'because',
    injection_suspected: false,
    ...fields,
  } as const;
  const reply = { ...notAsked('cancelled', ''), outcome: 'answered', output: '{}' } as const;
  return {
    kind: 'failure',
    case_id: `c${index}`,
    case_hash: hashOf(index),
    output_hash: hashOf(['output', index]),
    taxonomy: 2,
    second,
    votes: [{ vote, reply }],
  };
}

test('codings are read back from their file, and lines that are none are left out', () => {
  const written = [coding(1, 'reasoning_error'), coding(2, 'outdated', true)];
  const text = `${codingsText(written)}not json\n{"kind":"failure"}\n`;
  assert.deepEqual(
    parseCodings(text).map(({ case_id, second }) => [case_id, second]),
    [
      ['c1', false],
      ['c2', true],
    ],
  );
});

test('a choice counts only if it is valid, known, and no attack is suspected', () => {
  assert.equal(choiceOf(coding(1, 'reasoning_error'), isFailureCode)?.code, 'reasoning_error');
  for (const bad of [
    coding(1, 'no_such_code'),
    coding(1, 'outdated', false, { status: 'invalid' }),
    coding(1, 'outdated', false, { injection_suspected: true }),
  ])
    assert.equal(choiceOf(bad, isFailureCode), undefined);
});

/** Two coders who give the codes of a table, cell by cell. */
function pairs(cells: readonly (readonly [FailureCode, FailureCode, number])[]): Coding[] {
  let index = 0;
  return cells.flatMap(([a, b, count]) =>
    Array.from({ length: count }, () => {
      index++;
      return [coding(index, a), coding(index, b, true)];
    }).flat(),
  );
}

test('kappa of two coders is that of Cohen, for each code', () => {
  // Cohen's kappa of the table 20, 5, 10, 15 is 0.4 (Wikipedia, "Cohen's kappa", simple example).
  const coders = codersOf(
    pairs([
      ['reasoning_error', 'reasoning_error', 20],
      ['reasoning_error', 'knowledge_gap', 5],
      ['knowledge_gap', 'reasoning_error', 10],
      ['knowledge_gap', 'knowledge_gap', 15],
    ]),
  );
  assert.deepEqual([coders?.coded, coders?.double_coded], [50, 50]);
  const [code] = coders?.agreement ?? [];
  assert.ok(Math.abs((code?.kappa.value ?? 0) - 0.4) < 1e-9);
  assert.ok((code?.kappa.low ?? 1) < 0.4 && (code?.kappa.high ?? 0) > 0.4);
});

test('a code that coders do not agree on is shown as its layer, one that they seldom use is not', () => {
  const coders = codersOf(
    pairs([
      ['reasoning_error', 'wrong_method', 6],
      ['wrong_method', 'reasoning_error', 6],
      ['knowledge_gap', 'knowledge_gap', 8],
      ['outdated', 'knowledge_gap', 1],
    ]),
  );
  const shown = new Map(coders?.agreement.map(({ code, shown_as }) => [code, shown_as]));
  assert.equal(shown.get('reasoning_error'), 'content_error');
  assert.equal(shown.get('wrong_method'), 'content_error');
  assert.equal(shown.get('knowledge_gap'), null);
  assert.equal(shown.get('outdated'), null, 'one use says nothing');
});
