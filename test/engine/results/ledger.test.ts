import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  judgePredictions,
  type LedgerEntry,
  ledgerText,
  parseLedger,
} from '../../../engine/results/ledger.ts';

function entry(predicted: number | null, actual: number | null): LedgerEntry {
  return {
    time: '2026-11-01T00:00:00.000Z',
    run_id: 'r1',
    benchmark: 'b',
    model: 'm/one',
    actor: null,
    calls: 10,
    predicted_usd: predicted,
    predicted_usd_low: (predicted ?? 0) / 2,
    predicted_usd_high: (predicted ?? 0) * 2,
    predicted_basis: 'past replies',
    actual_usd: actual,
    predicted_output_tokens: 100,
    actual_output_tokens: 90,
  };
}

test('a ledger reads back as it was written', () => {
  const entries = [entry(1, 1.2), entry(null, null)];
  assert.deepEqual(parseLedger(ledgerText(entries)), entries);
});

test('damaged lines are left out, the others kept', () => {
  const text = `${ledgerText([entry(1, 1)])}not json\n{"time":1}\n\n${ledgerText([entry(2, 2)])}`;
  assert.deepEqual(
    parseLedger(text).map(({ predicted_usd }) => predicted_usd),
    [1, 2],
  );
});

test('the error is the median share of what was spent, and intervals are counted', () => {
  // Errors 0.5, 0.25 and 3: the median is 0.5; the last lies outside of its interval (2 to 8).
  const record = judgePredictions([entry(1, 2), entry(1.25, 1), entry(4, 1)]);
  assert.deepEqual(record, { predictions: 3, median_error: 0.5, inside: 2 / 3 });
});

test('what cost nothing, or is not known, judges no prediction', () => {
  assert.equal(judgePredictions([entry(null, 1), entry(1, null), entry(1, 0)]), undefined);
  assert.equal(judgePredictions([]), undefined);
});
