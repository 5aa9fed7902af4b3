// How long do all boards take, statistics included, from stored results?
// `node bench/boards/bench.ts [--rows 1000000,10000000] [--repeat 3] [--folder DIR]`
// Each repetition is a process of its own: opening, reading, inferring, nothing warmed up but the
// files. The files stay in the folder for the next time.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { type Shape, writeFiles } from './data.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000,10000000' },
    repeat: { type: 'string', default: '3' },
    folder: { type: 'string', default: join(tmpdir(), 'benchmarkhub-boards') },
  },
});

/** Rows of one benchmark: 25 models × 500 cases × 4 trials. */
const ROWS_OF_ONE = 50_000;

process.stdout.write(
  '| rows | boards | pairs | open | SQL | statistics | metrics | all | processor time | best of |\n',
);
process.stdout.write('| --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n');
for (const rows of values.rows.split(',').map(Number)) {
  const shape: Shape = {
    benchmarks: Math.max(1, rows / ROWS_OF_ONE),
    models: 25,
    cases: 500,
    trials: 4,
  };
  const folder = join(values.folder, String(rows));
  if (!existsSync(join(folder, `bench-${shape.benchmarks - 1}.parquet`)))
    await writeFiles(folder, shape);
  const measured = [];
  for (let repetition = 0; repetition < Number(values.repeat); repetition++)
    measured.push(await measure(folder, shape));
  const [best] = measured.toSorted((a, b) => a.all - b.all);
  if (best === undefined) continue;
  const cells = [
    rows.toLocaleString('en'),
    best.boards,
    best.tests,
    seconds(best.open),
    seconds(best.sql),
    seconds(best.statistics),
    seconds(best.metrics),
    seconds(best.all),
    seconds(best.processor),
    values.repeat,
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

interface Measured {
  readonly boards: number;
  readonly tests: number;
  /** Milliseconds. */
  readonly open: number;
  readonly sql: number;
  readonly statistics: number;
  readonly metrics: number;
  /** Of all threads: what other work on the machine does not change much. */
  readonly processor: number;
  readonly all: number;
}

async function measure(folder: string, shape: Shape): Promise<Measured> {
  const script = join(import.meta.dirname, 'once.ts');
  const words = [script, folder, JSON.stringify(shape)];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return JSON.parse(stdout) as Measured;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
