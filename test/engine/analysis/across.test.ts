import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acrossOf } from '../../../engine/analysis/across.ts';
import type { CaseRow } from '../../../engine/analysis/rows.ts';
import { acrossMarkdown } from '../../../engine/report/across.ts';
import { benchmarkFiles, createWorkspace, echoCases, openTestWorkspace } from '../../workspace.ts';

const CASES = 60;

async function benchmarks(ids: readonly string[], chance = 0) {
  const files = ids.map((id) => benchmarkFiles(id, echoCases(CASES), { chance }));
  await using workspace = await createWorkspace(Object.assign({}, ...files));
  return (await openTestWorkspace(workspace.root)).benchmarks;
}

type Measured = Readonly<Record<string, number>>;

/** The first cases right, the others wrong. */
function rowsOf(
  of: Awaited<ReturnType<typeof benchmarks>>,
  measured: Readonly<Record<string, Measured>>,
): CaseRow[] {
  return of.flatMap(({ id, fingerprint, cases }) =>
    Object.entries(measured[id] ?? {}).flatMap(([model, right]) =>
      cases.map(
        (one, place): CaseRow => ({
          benchmark: id,
          fingerprint,
          model,
          tier: 'self_reported',
          case_id: one.id,
          case_hash: one.hash,
          cluster: null,
          weight: 1,
          scores: [Number(place < right)],
          missing: 0,
        }),
      ),
    ),
  );
}

describe('several benchmarks together', () => {
  const results = {
    one: { good: 54, fair: 36, part: 60 },
    two: { good: 48, fair: 30 },
  };

  test('points are corrected for chance, and weigh benchmarks the same', async () => {
    const of = await benchmarks(['one', 'two'], 0.25);
    const { rows, tests } = acrossOf(of, rowsOf(of, results), 200);
    // 100·((0.9 − 0.25)/0.75 + (0.8 − 0.25)/0.75)/2 and 100·((0.6 − 0.25)/0.75 + (0.5 − 0.25)/0.75)/2
    assert.deepEqual(
      rows.map(({ model, score }) => [model, Math.round(score * 1e6) / 1e6]),
      [
        ['good', 80],
        ['fair', 40],
      ],
    );
    assert.equal(tests, 1);
    assert.deepEqual([rows[0]?.rank_low, rows[0]?.rank_high, rows[1]?.rank_low], [1, 1, 2]);
    assert.deepEqual([rows[0]?.mean_win_rate, rows[0]?.borda, rows[0]?.lead_share], [1, 2, 1]);
    for (const { low, high, score } of rows) assert.ok(low < score && score < high);
  });

  test('a model that lacks a benchmark stands apart; nothing is imputed', async () => {
    const of = await benchmarks(['one', 'two']);
    const { rows, incomplete } = acrossOf(of, rowsOf(of, results), 200);
    assert.deepEqual(incomplete, [{ model: 'part', missing: ['two'] }]);
    assert.ok(!rows.some(({ model }) => model === 'part'));
  });

  test('leaving out the benchmark that decides turns the ranks round', async () => {
    const of = await benchmarks(['one', 'two']);
    const split = { one: { a: 60, b: 0 }, two: { a: 29, b: 30 } };
    const [a] = acrossOf(of, rowsOf(of, split), 200).rows;
    assert.deepEqual([a?.model, a?.leave_one_out_low, a?.leave_one_out_high], ['a', 1, 2]);
    assert.ok((a?.lead_share ?? 1) > 0.9 && (a?.lead_share ?? 1) < 1);
  });

  test('the same results give the same bytes, in any order of rows', async () => {
    const of = await benchmarks(['one', 'two']);
    const rows = rowsOf(of, results);
    const text = (one: readonly CaseRow[]) => JSON.stringify(acrossOf(of, one, 200));
    assert.equal(text(rows), text(rows));
  });

  test('says why there is no table', async () => {
    const of = await benchmarks(['one']);
    const report = acrossOf(of, rowsOf(of, { one: { a: 1, b: 2 } }));
    assert.equal(report.note, 'it takes two benchmarks with results');
    assert.match(acrossMarkdown(report), /No overall table: it takes two/);
  });
});
