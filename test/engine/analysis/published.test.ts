import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BoardRow } from '../../../engine/analysis/board.ts';
import { boardsOf } from '../../../engine/node/boards.ts';
import { compareModels } from '../../../engine/node/compare.ts';
import { openDatabase } from '../../../engine/node/duckdb.ts';
import { plansOf } from '../../../engine/node/execute.ts';
import { readQueries } from '../../../engine/node/sql.ts';
import { mcnemarExact } from '../../../engine/statistics/index.ts';
import { SQL_FOLDER } from '../../../scripts/workspace.ts';
import { createWorkspace, openTestWorkspace } from '../../workspace.ts';

/** 60 questions: `good` has 50 right, `twin` 49 of the same, `poor` 10; one of them has no record. */
const OUTCOMES = Array.from({ length: 60 }, (_, index) =>
  [
    `q${index}`,
    index === 59 ? '' : Number(index < 50),
    Number(index < 49),
    Number(index < 10),
  ].join(','),
);
const FROM = 'https://example.org/paper,2025-01-02,MIT';

const FILES = {
  'benchmarks/shown/benchmark.yaml': {
    title: 'Shown',
    description: 'Made for a test.',
    version: '1.0.0',
    license: 'MIT',
    cases: 'cases.csv',
    published: 'published.csv',
    outcomes: 'outcomes.csv',
  },
  'benchmarks/shown/cases.csv': `id\n${OUTCOMES.map((_, index) => `q${index}`).join('\n')}\n`,
  'benchmarks/shown/published.csv': `model,score,source,date,license,cost_usd,cases\ngood,,${FROM},3,\ntwin,,${FROM},,\npoor,,${FROM},,\ntotal,0.5,${FROM},2,200\n`,
  'benchmarks/shown/outcomes.csv': `case,good,twin,poor\n${OUTCOMES.join('\n')}\n`,
};

async function shown<Value>(
  work: (opened: {
    readonly rows: ReadonlyMap<string, BoardRow>;
    readonly tests: number;
    readonly compared: Awaited<ReturnType<typeof compareModels>>;
    readonly plans: number;
  }) => Value,
): Promise<Value> {
  await using files = await createWorkspace(FILES);
  const workspace = await openTestWorkspace(files.root);
  const [benchmark] = workspace.benchmarks;
  assert.ok(benchmark, JSON.stringify(workspace.problems));
  using database = await openDatabase({
    resultsFolder: files.root,
    resultFiles: [],
    benchmarks: workspace.benchmarks,
    models: [],
    queries: await readQueries(SQL_FOLDER),
  });
  const [board] = await boardsOf(database, workspace.benchmarks);
  assert.ok(board);
  return work({
    rows: new Map(board.rows.map((row) => [row.model, row])),
    tests: board.tests,
    compared: await compareModels(database, benchmark, 'poor', 'good'),
    plans: plansOf(workspace, { models: [] }).length,
  });
}

test('published outcomes are tested in pairs and ranked; a total beside them is not', async () => {
  await shown(({ rows, tests }) => {
    const of = (name: string) => {
      const row = rows.get(name);
      return [row?.tier, row?.rank_low, row?.rank_high, row?.tied_with];
    };
    assert.equal(tests, 3);
    assert.deepEqual(of('good'), ['published', 1, 2, ['twin']]);
    assert.deepEqual(of('twin'), ['published', 1, 2, ['good']]);
    assert.deepEqual(of('poor'), ['published', 3, 3, []]);
    assert.deepEqual(of('total'), ['published', null, null, []]);
  });
});

test('no record is missing, not wrong; source and cost stand on the row', async () => {
  await shown(({ rows }) => {
    const good = rows.get('good');
    assert.equal(good?.score, 50 / 59);
    assert.deepEqual([good?.missing, good?.missing_by_outcome], [1, { not_published: 1 }]);
    assert.equal(good?.score_if_missing_fail, 50 / 60);
    assert.equal(good?.source, 'https://example.org/paper');
    assert.equal(good?.cost_usd_per_100_cases, 5);
    assert.equal(rows.get('twin')?.cost_usd, null);
    assert.equal(rows.get('total')?.cost_usd_per_100_cases, 1);
  });
});

test('two published models are compared case by case, though their cases show nothing', async () => {
  await shown(({ compared }) => {
    assert.deepEqual([compared?.cases, compared?.only_a, compared?.only_b], [59, 0, 40]);
    assert.equal(compared?.p_value, mcnemarExact(0, 40));
  });
});

test('a benchmark without a prompt is never asked', async () => {
  await shown(({ plans }) => assert.equal(plans, 0));
});
