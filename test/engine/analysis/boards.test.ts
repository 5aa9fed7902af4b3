import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Board, BoardRow, Comparison } from '../../../engine/analysis/board.ts';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import { boardsOf } from '../../../engine/node/boards.ts';
import { compareModels } from '../../../engine/node/compare.ts';
import { type Database, openDatabase } from '../../../engine/node/duckdb.ts';
import { writeResultFile } from '../../../engine/node/results.ts';
import { readQueries } from '../../../engine/node/sql.ts';
import type { Result } from '../../../engine/results/columns.ts';
import { SQL_FOLDER } from '../../../scripts/workspace.ts';
import {
  benchmarkFiles,
  type CaseFields,
  createWorkspace,
  echoCases,
  openTestWorkspace,
} from '../../workspace.ts';
import { missingRow, resultRow } from '../results/rows.ts';

/** Score of the case at a place; `null` when it is missing. */
type Scores = (place: number, trial: number) => number | null;

interface Measured {
  readonly model: string;
  readonly scores: Scores;
  readonly fields?: Partial<Result>;
  readonly trials?: number;
}

/** Rows of one model on every case. */
function rowsOf(
  benchmark: Benchmark,
  { model, scores, fields = {}, trials = 1 }: Measured,
): Result[] {
  return benchmark.cases.flatMap(({ id, hash, cluster, weight }, place) =>
    Array.from({ length: trials }, (_, index) => {
      const score = scores(place, index + 1);
      const common = {
        benchmark: benchmark.id,
        fingerprint: benchmark.fingerprint,
        case_id: id,
        case_hash: hash,
        cluster: cluster ?? null,
        weight,
        model,
        trial: index + 1,
        ...fields,
      };
      return score === null
        ? missingRow('timeout', common)
        : resultRow({ ...common, score, passed: score === 1 });
    }),
  );
}

/** A benchmark with results, in a database, while `work` lasts. */
async function withResults<Value>(
  count: number,
  measured: readonly Measured[],
  work: (database: Database, benchmark: Benchmark) => Promise<Value>,
  fields: CaseFields = {},
  ofCase: (place: number) => CaseFields = () => ({}),
): Promise<Value> {
  const cases = echoCases(count).map((row, place) => ({ ...row, ...ofCase(place) }));
  await using workspace = await createWorkspace({
    ...benchmarkFiles('sums', cases, fields),
    'benchmarks/sums/published.csv':
      'model,score,source,date,cases\nfamous/model,0.99,https://example.org/paper,2025-01-02,500\n',
  });
  const { benchmarks } = await openTestWorkspace(workspace.root);
  const [benchmark] = benchmarks;
  assert.ok(benchmark);
  const resultFiles = measured.map((_, index) => `${index}.parquet`);
  for (const [index, one] of measured.entries())
    await writeResultFile(workspace.root, `${index}.parquet`, rowsOf(benchmark, one));
  const queries = await readQueries(SQL_FOLDER);
  const resultsFolder = workspace.root;
  using database = await openDatabase({
    resultsFolder,
    resultFiles,
    benchmarks,
    models: [],
    queries,
  });
  return await work(database, benchmark);
}

function boardsFor(
  count: number,
  measured: readonly Measured[],
  ...more: [CaseFields?, ((place: number) => CaseFields)?]
): Promise<Board[]> {
  return withResults(
    count,
    measured,
    (database, benchmark) => boardsOf(database, [benchmark]),
    ...more,
  );
}

async function rowsFor(...of: Parameters<typeof boardsFor>): Promise<Map<string, BoardRow>> {
  const [board] = await boardsFor(...of);
  return new Map(
    board?.rows.map((row) => [
      `${row.model}${row.tier === 'self_reported' ? '' : ` ${row.tier}`}`,
      row,
    ]),
  );
}

const right: Scores = () => 1;
const wrong: Scores = () => 0;
/** A share of the cases right, the same ones for every model. */
const rightBelow =
  (places: number): Scores =>
  (place) =>
    Number(place < places);

test('what is missing is counted, and bounds the score from both sides', async () => {
  const scores: Scores = (place) => (place < 4 ? null : Number(place < 24));
  const row = (await rowsFor(40, [{ model: 'acme/one', scores }])).get('acme/one');
  assert.deepEqual([row?.cases, row?.missing, row?.missing_by_outcome], [36, 4, { timeout: 4 }]);
  assert.equal(row?.score, 20 / 36);
  assert.equal(row?.score_if_missing_fail, 20 / 40);
  assert.equal(row?.score_if_missing_pass, 24 / 40);
});

test('a missing trial of a scored case bounds the score too', async () => {
  const scores: Scores = (_, trial) => (trial === 3 ? null : 1);
  const row = (await rowsFor(30, [{ model: 'acme/one', scores, trials: 3 }])).get('acme/one');
  assert.deepEqual([row?.score, row?.missing, row?.trials], [1, 30, 3]);
  assert.ok(Math.abs((row?.score_if_missing_fail ?? 0) - 2 / 3) < 1e-12);
});

test('two models whose bounds cross are never told apart, however low p is', async () => {
  const told = async (zeros: number) => {
    const rows = await rowsFor(100, [
      { model: 'acme/high', scores: (place) => (place < 30 ? null : 1) },
      { model: 'acme/low', scores: (place) => (place >= 100 - zeros ? 0 : null) },
    ]);
    return [rows.get('acme/high')?.rank_high, rows.get('acme/low')?.rank_low];
  };
  assert.deepEqual(await told(40), [1, 2], '0.7 at the least against 0.6 at the most');
  assert.deepEqual(await told(25), [2, 1], '0.7 at the least against 0.75 at the most');
});

test('equal models share their ranks and name each other', async () => {
  const rows = await rowsFor(60, [
    { model: 'acme/a', scores: rightBelow(50) },
    { model: 'acme/b', scores: rightBelow(50) },
    { model: 'acme/c', scores: wrong },
  ]);
  const of = (model: string) => {
    const row = rows.get(model);
    return [row?.rank_low, row?.rank_high, row?.tied_with];
  };
  assert.deepEqual(of('acme/a'), [1, 2, ['acme/b']]);
  assert.deepEqual(of('acme/b'), [1, 2, ['acme/a']]);
  assert.deepEqual(of('acme/c'), [3, 3, []]);
});

test('a published score stands on the board and is never ranked', async () => {
  const [board] = await boardsFor(60, [{ model: 'acme/a', scores: rightBelow(50) }], {
    published: 'published.csv',
  });
  const [first, second] = board?.rows ?? [];
  assert.deepEqual(
    [first?.model, first?.tier, first?.rank_low, first?.rank_high],
    ['famous/model', 'published', null, null],
  );
  assert.deepEqual([second?.model, second?.rank_low, second?.tied_with], ['acme/a', 1, []]);
  assert.equal(board?.tests, 0);
});

test('results of another fingerprint make a board of their own, after the current one', async () => {
  const boards = await boardsFor(40, [
    { model: 'acme/a', scores: right, fields: { fingerprint: 'older' } },
    { model: 'acme/b', scores: wrong },
  ]);
  assert.deepEqual(
    boards.map(({ current, rows }) => [current, rows.map(({ model }) => model)]),
    [
      [true, ['acme/b']],
      [false, ['acme/a']],
    ],
  );
});

test('with only older results the current board is there, and empty', async () => {
  const boards = await boardsFor(40, [
    { model: 'acme/a', scores: right, fields: { fingerprint: 'older' } },
  ]);
  assert.deepEqual(
    boards.map(({ current, rows }) => [current, rows.length]),
    [
      [true, 0],
      [false, 1],
    ],
  );
});

test('cases of one cluster are not independent: fewer effective cases, a wider interval', async () => {
  const measured = [{ model: 'acme/a', scores: rightBelow(30) }];
  const alone = (await rowsFor(60, measured)).get('acme/a');
  const clustered = (
    await rowsFor(60, measured, { cluster: 'passage' }, (place) => ({
      passage: `p${Math.floor(place / 3)}`,
    }))
  ).get('acme/a');
  assert.deepEqual([alone?.clusters, clustered?.clusters], [60, 20]);
  assert.ok((clustered?.effective_cases ?? 60) < (alone?.effective_cases ?? 0) / 2);
  const width = (row: BoardRow | undefined) => (row?.high ?? 0) - (row?.low ?? 0);
  assert.ok(width(clustered) > 1.4 * width(alone), `${width(clustered)} against ${width(alone)}`);
});

test('trials of a case become one score, as the benchmark says', async () => {
  const scores: Scores = (_, trial) => Number(trial !== 2);
  const measured = [{ model: 'acme/a', scores, trials: 3 }];
  const mean = (await rowsFor(30, measured)).get('acme/a');
  assert.ok(Math.abs((mean?.score ?? 0) - 2 / 3) < 1e-12);
  assert.deepEqual([mean?.cases, mean?.trials], [30, 3], 'the case is the unit, not the trial');
  const all = (await rowsFor(30, measured, { reducer: 'pass^k', reducer_k: 3, trials: 3 })).get(
    'acme/a',
  );
  assert.equal(all?.score, 0);
  const any = (await rowsFor(30, measured, { reducer: 'max', trials: 3 })).get('acme/a');
  assert.equal(any?.score, 1);
});

test('weights of cases count', async () => {
  const measured = [{ model: 'acme/a', scores: rightBelow(20) }];
  const row = (await rowsFor(40, measured, {}, (place) => ({ weight: place < 20 ? 3 : 1 }))).get(
    'acme/a',
  );
  assert.ok(Math.abs((row?.score ?? 0) - 0.75) < 1e-12);
});

test('the tiers of one model are rows of their own, and a comparison takes the verified one', async () => {
  const measured: Measured[] = [
    { model: 'acme/a', scores: wrong },
    { model: 'acme/a', scores: right, fields: { tier: 'verified' } },
    { model: 'acme/b', scores: rightBelow(20) },
  ];
  const rows = await rowsFor(40, measured);
  assert.deepEqual([rows.get('acme/a')?.score, rows.get('acme/a verified')?.score], [0, 1]);
  const compared = await withResults(40, measured, (database, benchmark) =>
    compareModels(database, benchmark, 'acme/b', 'acme/a'),
  );
  assert.deepEqual([compared?.cases, compared?.difference, compared?.only_b], [40, 0.5, 20]);
});

test('a model without any score is on the board, last, without a rank', async () => {
  const [board] = await boardsFor(30, [
    { model: 'acme/none', scores: () => null },
    { model: 'acme/zero', scores: wrong },
  ]);
  const last = board?.rows.at(-1);
  assert.deepEqual(
    [
      last?.model,
      last?.score,
      last?.low,
      last?.rank_low,
      last?.missing,
      last?.score_if_missing_pass,
    ],
    ['acme/none', null, null, null, 30, 1],
  );
});

test('a comparison says what it can: better, worse, no evidence, not comparable', async () => {
  const verdict = async (a: Scores, b: Scores): Promise<Comparison | undefined> =>
    withResults(
      100,
      [
        { model: 'acme/a', scores: a },
        { model: 'acme/b', scores: b },
      ],
      (database, benchmark) => compareModels(database, benchmark, 'acme/a', 'acme/b'),
    );
  assert.equal((await verdict(rightBelow(50), rightBelow(70)))?.verdict, 'improved');
  assert.equal((await verdict(rightBelow(70), rightBelow(50)))?.verdict, 'regressed');
  assert.equal(
    (await verdict(rightBelow(50), (place) => Number(place >= 48)))?.verdict,
    'no evidence',
  );
  assert.equal((await verdict(rightBelow(50), rightBelow(50)))?.verdict, 'no regression');
  const half: Scores = (place) => (place < 50 ? 1 : null);
  assert.equal((await verdict(wrong, half))?.verdict, 'not comparable');
  assert.equal(await verdict(wrong, () => null), undefined);
});
