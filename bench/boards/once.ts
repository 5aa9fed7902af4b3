// One measurement of bench.ts, in a process of its own: folder and shape as arguments.
import { boardsFrom } from '../../engine/analysis/leaderboard.ts';
import { boardSources, withMetrics } from '../../engine/node/boards.ts';
import { openDatabase } from '../../engine/node/duckdb.ts';
import { listResultFiles } from '../../engine/node/results.ts';
import { readQueries } from '../../engine/node/sql.ts';
import { SQL_FOLDER } from '../../scripts/workspace.ts';
import { benchmarksOf, type Shape } from './data.ts';

const [folder = '', shape = '{}'] = process.argv.slice(2);
const benchmarks = benchmarksOf(JSON.parse(shape) as Shape);
const resultFiles = await listResultFiles(folder);
const queries = await readQueries(SQL_FOLDER);
const before = process.cpuUsage();
const laps: number[] = [performance.now()];
const lap = () => laps.push(performance.now());
using database = await openDatabase({
  resultsFolder: folder,
  resultFiles,
  benchmarks,
  models: [],
  queries,
});
lap();
const sources = await boardSources(database, benchmarks);
lap();
const ranked = boardsFrom(sources);
lap();
const boards = await withMetrics(database, ranked, benchmarks);
lap();
const processor = process.cpuUsage(before);
const [start = 0, opened = 0, counted = 0, inferred = 0, done = 0] = laps;
process.stdout.write(
  JSON.stringify({
    boards: boards.length,
    tests: boards.reduce((sum, { tests }) => sum + tests, 0),
    open: opened - start,
    sql: counted - opened,
    statistics: inferred - counted,
    metrics: done - inferred,
    all: done - start,
    processor: (processor.user + processor.system) / 1000,
  }),
);
