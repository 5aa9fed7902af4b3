// One measurement of bench.ts, in a process of its own: folder and shape as arguments.
import { boardsFrom } from '../../engine/analysis/leaderboard.ts';
import { boardSources } from '../../engine/node/boards.ts';
import { openDatabase } from '../../engine/node/duckdb.ts';
import { listResultFiles } from '../../engine/node/results.ts';
import { readQueries } from '../../engine/node/sql.ts';
import { SQL_FOLDER } from '../../scripts/workspace.ts';
import { benchmarksOf, type Shape } from './data.ts';

const [folder = '', shape = '{}'] = process.argv.slice(2);
const benchmarks = benchmarksOf(JSON.parse(shape) as Shape);
const resultFiles = await listResultFiles(folder);
const queries = await readQueries(SQL_FOLDER);
const start = performance.now();
using database = await openDatabase({
  resultsFolder: folder,
  resultFiles,
  benchmarks,
  models: [],
  queries,
});
const sources = await boardSources(database, benchmarks);
const counted = performance.now();
const boards = boardsFrom(sources);
const done = performance.now();
process.stdout.write(
  JSON.stringify({
    boards: boards.length,
    tests: boards.reduce((sum, { tests }) => sum + tests, 0),
    sql: counted - start,
    statistics: done - counted,
    all: done - start,
  }),
);
