import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driftOf, type HistoryRow } from '../../../engine/analysis/drift.ts';
import { seededRandom } from '../../../engine/statistics/index.ts';

/** One run of a model that passes at a rate, each case asked anew. */
function run(day: number, rate: number, fields: Partial<HistoryRow> = {}): HistoryRow[] {
  const random = seededRandom(`run ${day} ${rate}`);
  return Array.from({ length: 80 }, (_, place) => ({
    benchmark: 'sums',
    fingerprint: 'f1',
    model: 'acme/one',
    tier: 'self_reported',
    run_id: `run${day}`,
    run_at: new Date(Date.UTC(2026, 0, day)),
    case_id: `c${place}`,
    case_hash: `h${place}`,
    cluster: null,
    weight: 1,
    scores: [Number(random.fraction() < rate)],
    call_key: `k${place}`,
    asked_at: new Date(Date.UTC(2026, 0, day)),
    served_model: 'one-2026',
    ...fields,
  }));
}

function states(rows: readonly HistoryRow[]): string[] {
  return driftOf(rows).map(({ state }) => state);
}

const days = (from: number, to: number, rate: number) =>
  Array.from({ length: to - from }, (_, index) => run(from + index, rate)).flat();

test('a model that stays as it is does not drift; one that breaks does', () => {
  assert.deepEqual(states(days(1, 8, 0.8)), ['stable']);
  assert.deepEqual(states([...days(1, 5, 0.9), ...days(5, 9, 0.4)]), ['drift']);
});

test('a changed fingerprint breaks the series: nothing is compared across it', () => {
  const later = days(5, 9, 0.3).map((row) => ({ ...row, fingerprint: 'f2' }));
  const series = driftOf([...days(1, 5, 0.9), ...later]);
  assert.deepEqual(
    series.map(({ runs, state, follows_break }) => [runs.length, state, follows_break]),
    [
      [4, 'stable', false],
      [4, 'stable', true],
    ],
  );
});

test('runs that found their replies stored asked nobody, and are no new evidence', () => {
  const stored = (day: number) => run(1, 0.8).map((row) => ({ ...row, run_id: `again${day}` }));
  const [series] = driftOf([...run(1, 0.8), ...stored(2), ...stored(3)]);
  assert.deepEqual([series?.runs.length, series?.state], [1, 'too_short']);
});

test('numbers stand beside each run, and equal results give equal ones', () => {
  const rows = days(1, 5, 0.8);
  const [series] = driftOf(rows);
  assert.equal(series?.runs[0]?.change, null);
  assert.equal(series?.cases, 80);
  const last = series?.runs.at(-1);
  assert.ok((last?.ewma_low ?? 0) < 0 && (last?.ewma_high ?? 0) > 0);
  assert.deepEqual(driftOf(rows), driftOf(rows));
});
