import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { BoardCaseRow, BoardScoreRow } from '../../../engine/analysis/board-scores.ts';
import type { AnswerRow } from '../../../engine/analysis/classified.ts';
import type { HistoryRow } from '../../../engine/analysis/drift.ts';
import type { CaseRow, MissingRow, ModelRow } from '../../../engine/analysis/rows.ts';
import { type Database, openDatabase } from '../../../engine/node/duckdb.ts';
import { writeResultFile } from '../../../engine/node/results.ts';
import { type Queries, readQueries } from '../../../engine/node/sql.ts';
import { UserError } from '../../../engine/problem.ts';
import type { Result } from '../../../engine/results/columns.ts';
import { COLUMNS } from '../../../engine/results/parquet.ts';
import { SQL_FOLDER } from '../../../scripts/workspace.ts';
import {
  benchmarkFiles,
  createWorkspace,
  echoCases,
  openTestWorkspace,
  type TestWorkspace,
} from '../../workspace.ts';
import { missingRow, resultRow } from '../results/rows.ts';

const queries: Queries = await readQueries(SQL_FOLDER);

/** What a query may ask for, as the rows below have it. */
const PARAMETERS: Readonly<Record<string, string>> = {
  benchmark: 'sums',
  fingerprint: 'f1',
  run: 'run1',
};

function parametersOf(name: string): Record<string, string> | undefined {
  const names = queries.get(name)?.match(/(?<=\$)\w+/g) ?? [];
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.map((parameter) => [parameter, PARAMETERS[parameter] ?? '']));
}

/** Columns of the row types; one that is missing or too many does not compile. */
const caseColumns: Record<keyof CaseRow, true> = {
  benchmark: true,
  fingerprint: true,
  model: true,
  tier: true,
  case_id: true,
  case_hash: true,
  cluster: true,
  weight: true,
  scores: true,
  missing: true,
};
const modelColumns: Record<keyof ModelRow, true> = {
  benchmark: true,
  fingerprint: true,
  model: true,
  tier: true,
  calls: true,
  missing: true,
  trials: true,
  truncated: true,
  passed: true,
  cost_usd: true,
  latency_ms_median: true,
  first_token_ms_median: true,
  latency_ms_p95: true,
  tokens_output_mean: true,
  run_id: true,
  run_at: true,
  commit: true,
};
const missingColumns: Record<keyof MissingRow, true> = {
  benchmark: true,
  fingerprint: true,
  model: true,
  tier: true,
  outcome: true,
  calls: true,
};
const answerColumns: Record<keyof AnswerRow, true> = {
  benchmark: true,
  fingerprint: true,
  model: true,
  tier: true,
  case_id: true,
  trial: true,
  answer: true,
  confidence: true,
};
const boardCaseColumns: Record<keyof BoardCaseRow, true> = {
  benchmark: true,
  fingerprint: true,
  case_id: true,
  case_hash: true,
  cluster: true,
  weight: true,
};
const boardScoreColumns: Record<keyof BoardScoreRow, true> = {
  benchmark: true,
  fingerprint: true,
  model: true,
  tier: true,
  calls: true,
  scores: true,
  latency_ms: true,
  cost_usd: true,
};
const historyColumns: Record<keyof HistoryRow, true> = {
  benchmark: true,
  fingerprint: true,
  model: true,
  tier: true,
  run_id: true,
  run_at: true,
  case_id: true,
  case_hash: true,
  cluster: true,
  weight: true,
  scores: true,
  call_key: true,
  asked_at: true,
  served_model: true,
};
const EXPECTED: Readonly<Record<string, object>> = {
  case_scores: caseColumns,
  run_case_scores: caseColumns,
  benchmark_case_scores: caseColumns,
  metrics: { ...caseColumns, metric: true },
  answers: answerColumns,
  leaderboard: modelColumns,
  missing: missingColumns,
  run_history: historyColumns,
  benchmark_run_history: historyColumns,
  board_cases: boardCaseColumns,
  board_scores: boardScoreColumns,
  latest: COLUMNS,
  case_results: COLUMNS,
  case_tallies: { case_id: true, passed: true, failed: true, unscored: true },
};

async function databaseOf(root: string, rows: readonly Result[]): Promise<Database> {
  const files = rows.length === 0 ? [] : ['sums/a.parquet'];
  if (rows.length > 0) await writeResultFile(root, 'sums/a.parquet', rows);
  return openDatabase({
    resultsFolder: root,
    resultFiles: files,
    benchmarks: [],
    models: [],
    queries,
  });
}

const DETAIL = { value: 1, weight: 1, passed: true, answer: 'a', reason: '' };
const ROWS = [
  resultRow({ scores: ['exact', 'short'].map((scorer) => ({ ...DETAIL, scorer })) }),
  resultRow({ trial: 2, score: 0.5, passed: false, cost_usd: 0.2, latency_ms: 323.5 }),
  missingRow('timeout', { trial: 3, cost_usd: null, latency_ms: null }),
  resultRow({ model: 'acme/two', output_tokens: 10, cost_usd: 0.5, run_id: 'run2' }),
  // The same call in an earlier run, which counts no more.
  resultRow({ model: 'acme/two', output_tokens: 99, cost_usd: 0.9, score: 0.1 }),
];

for (const name of queries.keys()) {
  test(`${name}.sql runs on nothing and on results, and gives the columns of its rows`, async () => {
    await using folder = await createWorkspace();
    for (const rows of [[], ROWS]) {
      using database = await databaseOf(folder.root, rows);
      const found = await database.run(name, parametersOf(name));
      assert.equal(found.length > 0, rows.length > 0);
      const expected = EXPECTED[name];
      if (expected !== undefined)
        for (const row of found)
          assert.deepEqual(Object.keys(row).sort(), Object.keys(expected).sort());
    }
  });
}

test('trials stay together, in order, and what is missing is counted', async () => {
  await using folder = await createWorkspace();
  using database = await databaseOf(folder.root, ROWS);
  const [first] = await database.run('case_scores');
  assert.deepEqual([first?.scores, first?.missing], [[1, 0.5], 1]);
  assert.deepEqual(await database.run('missing'), [
    {
      benchmark: 'sums',
      fingerprint: 'f1',
      model: 'acme/one',
      tier: 'self_reported',
      outcome: 'timeout',
      calls: 1,
    },
  ]);
});

test('the leaderboard counts cost, latency and tokens, and an unknown cost makes the sum unknown', async () => {
  await using folder = await createWorkspace();
  using database = await databaseOf(folder.root, ROWS);
  const [one, two] = await database.run('leaderboard');
  assert.deepEqual([one?.calls, one?.missing, one?.trials, one?.cost_usd], [3, 1, 3, null]);
  assert.deepEqual([one?.latency_ms_median, one?.passed], [223.5, 0.5]);
  assert.deepEqual([two?.calls, two?.cost_usd, two?.run_id], [1, 0.5, 'run2']);
  assert.ok(one?.run_at instanceof Date);
});

test('of each call the newest scored result counts', async () => {
  const day = (date: number) => new Date(Date.UTC(2026, 0, date));
  await using folder = await createWorkspace();
  using database = await databaseOf(folder.root, [
    resultRow({ run_id: 'old', run_at: day(1), score: 0.1 }),
    resultRow({ run_id: 'new', run_at: day(2), score: 0.2 }),
    missingRow('timeout', { run_id: 'failed', run_at: day(3) }),
    resultRow({ run_id: 'other', run_at: day(4), fingerprint: 'f2', score: 0.9 }),
    missingRow('timeout', { run_id: 'first', run_at: day(1), case_id: 'never' }),
    missingRow('provider_error', { run_id: 'second', run_at: day(2), case_id: 'never' }),
  ]);
  const { rows } = await database.query(
    'SELECT case_id, run_id FROM latest ORDER BY run_at, case_id',
  );
  assert.deepEqual(rows, [
    { case_id: 'c1', run_id: 'new' },
    { case_id: 'never', run_id: 'second' },
    { case_id: 'c1', run_id: 'other' },
  ]);
});

describe('a query of the user', () => {
  let folder: TestWorkspace;
  let database: Database;
  before(async () => {
    folder = await createWorkspace({ 'secret.csv': 'a\n1\n' });
    database = await databaseOf(folder.root, ROWS);
  });
  after(async () => {
    database[Symbol.dispose]();
    await folder[Symbol.asyncDispose]();
  });

  const refused = {
    'writes over the results':
      "COPY (SELECT 1 AS x) TO '$root/sums/a.parquet' (USE_TMP_FILE false)",
    'writes over them while it explains':
      "EXPLAIN ANALYZE COPY (SELECT 1 AS x) TO '$root/sums/a.parquet' (USE_TMP_FILE false)",
    'writes elsewhere': "COPY results TO '$root/copy.parquet'",
    'reads another file': "SELECT * FROM read_csv('$root/secret.csv')",
    'reads text': "SELECT * FROM read_text('/etc/passwd')",
    'lists files': "SELECT * FROM glob('$root/*')",
    'reads from a network': "SELECT * FROM read_csv('https://example.org/a.csv')",
    'makes a table': 'CREATE TABLE mine AS SELECT 1',
    'takes a view away': 'DROP VIEW results',
    'changes a table': 'DELETE FROM cases',
    'attaches a database': "ATTACH '$root/other.db'",
    'installs an extension': 'INSTALL httpfs',
    'loads an extension': 'LOAD httpfs',
    'changes a setting': 'SET enable_external_access = true',
    'changes a setting by a pragma': 'PRAGMA enable_profiling',
    'is two statements': 'SELECT 1; SELECT 2',
    'is no statement': '',
    'is no SQL': 'SELEKT 1',
    'reads the environment': "SELECT getenv('HOME')",
  };
  for (const [what, sql] of Object.entries(refused)) {
    test(`that ${what} is refused`, async () => {
      const path = join(folder.root, 'sums', 'a.parquet');
      const had = await readFile(path);
      await assert.rejects(database.query(sql.replaceAll('$root', folder.root)), UserError);
      assert.ok(had.equals(await readFile(path)));
      await assert.rejects(readFile(join(folder.root, 'copy.parquet')));
    });
  }

  test('that only reads is answered: WITH, FROM, DESCRIBE, SUMMARIZE, a pivot with its values', async () => {
    for (const sql of [
      'WITH x AS (SELECT 1 AS a) SELECT * FROM x;',
      'FROM results LIMIT 1',
      'DESCRIBE results',
      'SUMMARIZE latest',
      "PIVOT results ON model IN ('acme/one') USING count(*) GROUP BY benchmark",
    ])
      assert.ok((await database.query(sql)).rows.length > 0, sql);
  });

  test('gets plain values of every type, equal names told apart', async () => {
    const { columns, rows } = await database.query(
      "SELECT 1::HUGEINT AS a, 2 AS a, 1.5::DECIMAL(9,2) AS b, [1, NULL] AS c, {'x': 9::BIGINT} AS d, DATE '2026-01-02' AS e, NULL AS f, 'ü' AS g",
    );
    assert.equal(new Set(columns).size, 8);
    assert.equal(
      JSON.stringify(Object.values(rows[0] ?? {})),
      '[1,2,1.5,[1,null],{"x":9},"2026-01-02T00:00:00.000Z",null,"ü"]',
    );
  });
});

test('cases and models are views, whatever is in their texts', async () => {
  await using workspace = await createWorkspace(
    benchmarkFiles('odd', [
      { id: 'half', question: 'q', expected: 'cut \ud83d' },
      { id: 'nul', question: 'q2', expected: 'nul \u0000, quote \' and "', tags: 'a|b', weight: 2 },
      ...echoCases(2),
    ]),
  );
  const { benchmarks, registry } = await openTestWorkspace(workspace.root);
  using database = await openDatabase({
    resultsFolder: workspace.root,
    resultFiles: [],
    benchmarks,
    models: registry.models.values(),
    queries,
  });
  const { rows } = await database.query('SELECT case_id, expected, tags, weight, line FROM cases');
  assert.deepEqual(rows.slice(0, 2), [
    { case_id: 'half', expected: '"cut \\ud83d"', tags: [], weight: 1, line: 1 },
    {
      case_id: 'nul',
      expected: '"nul \\u0000, quote \' and \\""',
      tags: ['a', 'b'],
      weight: 2,
      line: 2,
    },
  ]);
  const models = await database.query(
    "SELECT model, tags FROM models WHERE model LIKE 'baseline/%'",
  );
  assert.ok(models.rows.length >= 5);
});
