import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import { boardsOf } from '../../../engine/node/boards.ts';
import { openDatabase } from '../../../engine/node/duckdb.ts';
import { writeResultFile } from '../../../engine/node/results.ts';
import { readQueries } from '../../../engine/node/sql.ts';
import type { Result, ScoreDetail } from '../../../engine/results/columns.ts';
import { seededRandom } from '../../../engine/statistics/index.ts';
import { SQL_FOLDER } from '../../../scripts/workspace.ts';
import { benchmarkFiles, createWorkspace, echoCases, openTestWorkspace } from '../../workspace.ts';
import { missingRow, resultRow } from '../results/rows.ts';

const queries = await readQueries(SQL_FOLDER);
const PARAMETERS: Readonly<Record<string, string>> = {
  benchmark: 'sums',
  fingerprint: 'f1',
  run: 'run1',
};

/** Two runs of two models with trials, repeats of the same calls, and missing answers. */
function rows(): Result[] {
  const random = seededRandom('engines');
  return ['run1', 'run2'].flatMap((run_id, run) =>
    ['acme/one', 'acme/two'].flatMap((model) =>
      Array.from({ length: 30 }, (_, index) => {
        const fields = {
          run_id,
          model,
          run_at: new Date(Date.UTC(2026, 0, 1 + run)),
          case_id: `c${index % 10}`,
          case_hash: `h${index % 10}`,
          trial: 1 + Math.floor(index / 10),
          call_key: `${model} ${index}`,
          latency_ms: 100 + Math.floor(random.fraction() * 1000),
          cost_usd: random.fraction() / 7,
        };
        const score = random.fraction();
        if (score < 0.1 || index === 9) return missingRow('timeout', fields);
        const [value, passed] = [score > 0.5 ? 1 : 0.3, score > 0.5];
        const details = ['exact', 'short'].map((scorer) => detail(scorer, value, passed));
        return resultRow({ ...fields, score: value, passed, scores: details });
      }),
    ),
  );
}

function detail(scorer: string, value: number, passed: boolean): ScoreDetail {
  return { scorer, value, weight: 1, passed, answer: 'a', reason: '' };
}

/** Every value as the engine itself writes it. */
function asText(name: string): string {
  const sql = (queries.get(name) ?? '')
    .replace(/--.*$/gm, '')
    .replace(/\$(\w+)/g, (_, parameter: string) => `'${PARAMETERS[parameter] ?? ''}'`);
  // Lists that are said to come in no order are put into one.
  const lists = ['calls', 'scores', 'latency_ms', 'cost_usd'].map(
    (one) => `list_sort(${one}) AS ${one}`,
  );
  const from =
    name === 'board_scores' ? `(SELECT * REPLACE (${lists.join(', ')}) FROM (${sql}))` : `(${sql})`;
  return `SELECT COLUMNS(*)::VARCHAR FROM ${from}`;
}

/** Rows as JSON; those that promise no order in one of their own. */
function texts(found: readonly unknown[], name: string): string[] {
  const lines = found.map((row) => JSON.stringify(row));
  return name === 'latest' || name === 'repeated' ? lines.sort() : lines;
}

function literal(value: unknown): string {
  return value === null ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`;
}

async function openWasm() {
  const require = createRequire(import.meta.url);
  const bundle = (name: string) => ({
    mainModule: require.resolve(`@duckdb/duckdb-wasm/dist/duckdb-${name}.wasm`),
    mainWorker: '',
  });
  const bundles = { mvp: bundle('mvp'), eh: bundle('eh') };
  const database = await createDuckDB(bundles, new VoidLogger(), NODE_RUNTIME);
  await database.instantiate();
  return database.connect();
}

test('every .sql file gives the same in DuckDB for Node and in DuckDB for browsers', async () => {
  await using folder = await createWorkspace();
  await writeResultFile(folder.root, 'a.parquet', rows());
  using node = await openDatabase({
    resultsFolder: folder.root,
    resultFiles: ['a.parquet'],
    benchmarks: [],
    models: [],
    queries,
  });
  const browser = await openWasm();
  const described = (await node.query('DESCRIBE results')).rows;
  const names = described.map(({ column_name }) => `"${String(column_name)}"`);
  const types = described.map(({ column_type }) => String(column_type));
  browser.query(
    `CREATE TABLE results (${names.map((name, i) => `${name} ${types[i]}`).join(', ')})`,
  );
  const stored = (await node.query('SELECT COLUMNS(*)::VARCHAR FROM results')).rows;
  const values = stored.map((row) => `(${Object.values(row).map(literal).join(', ')})`);
  browser.query(`INSERT INTO results VALUES ${values.join(', ')}`);
  browser.query("CREATE VIEW result_files AS SELECT *, 'a.parquet' AS filename FROM results");
  browser.query(`CREATE TABLE repeated AS ${queries.get('repeated') ?? ''}`);
  browser.query(`CREATE VIEW latest AS ${queries.get('latest') ?? ''}`);
  for (const name of queries.keys()) {
    const here = (await node.query(asText(name))).rows;
    const there = browser
      .query(asText(name))
      .toArray()
      .map((row): unknown => row.toJSON());
    assert.deepEqual(texts(here, name), texts(there, name), name);
    assert.ok(here.length > 0, name);
  }
  browser.close();
});

test('boards are the same bytes on one thread and on two', async () => {
  await using workspace = await createWorkspace(benchmarkFiles('sums', echoCases(150)));
  const { benchmarks } = await openTestWorkspace(workspace.root);
  const [benchmark] = benchmarks;
  assert.ok(benchmark);
  const random = seededRandom('threads');
  const results = Array.from({ length: 8 }, (_, model) =>
    benchmark.cases.flatMap(({ id, hash }) =>
      [1, 2, 3, 4, 5, 6, 7, 8].map((trial) =>
        resultRow({
          ...{
            benchmark: benchmark.id,
            fingerprint: benchmark.fingerprint,
            model: `acme/${model}`,
          },
          ...{ case_id: id, case_hash: hash, trial, cost_usd: random.fraction() / 3 },
          score: random.fraction() < 0.5 + model / 40 ? 1 : 0.1,
          latency_ms: random.fraction() * 1000,
        }),
      ),
    ),
  ).flat();
  await writeResultFile(workspace.root, 'a.parquet', results.slice(0, 5000));
  await writeResultFile(workspace.root, 'b.parquet', results.slice(5000));
  const boards = async (threads: number) => {
    using database = await openDatabase({
      resultsFolder: workspace.root,
      resultFiles: ['a.parquet', 'b.parquet'],
      benchmarks,
      models: [],
      queries,
      threads,
    });
    return JSON.stringify(await boardsOf(database, benchmarks));
  };
  const one = await boards(1);
  assert.ok(one.length > 1000);
  for (let repetition = 0; repetition < 3; repetition++) assert.equal(await boards(2), one);
});
