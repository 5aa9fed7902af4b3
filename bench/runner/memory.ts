// Does memory grow with the number of calls, and what does a stored result take?
// `npm run bench:memory`; `-- --sizes 1x1,10x1,10x10 --cases 2000` are models × trials of it.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parquetMetadata } from 'hyparquet';
import { listResultFiles } from '../../engine/node/results.ts';
import { LAUNCHER, measureProcess, print, startServer } from './process.ts';
import { makeWorkspace } from './workspace.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '2000' },
    sizes: { type: 'string', default: '1x1,10x1,10x10' },
    concurrency: { type: 'string', default: '64' },
  },
});

/** Columns that hold what the model wrote, or what a scorer quotes of it. */
const OWN_TEXT = /^(output|answer|error|scores\.list\.element\.(answer|reason))$/;

const folder = await mkdtemp(join(tmpdir(), 'benchmarkhub-memory-'));
const server = await startServer();
try {
  print(
    '| calls | cases × models × trials | peak memory | to the first | CPU a call | bytes a result | of them own text |',
  );
  print('|--:|---|--:|--:|--:|--:|--:|');
  let first: number | undefined;
  for (const size of values.sizes.split(',')) {
    const { peakMb, line } = await measureSize(size);
    first ??= peakMb;
    print(line.replace('RATIO', (peakMb / first).toFixed(2)));
  }
} finally {
  server.stop();
  await rm(folder, { recursive: true, force: true });
}

async function measureSize(size: string): Promise<{ peakMb: number; line: string }> {
  const [models = 1, trials = 1] = size.split('x').map(Number);
  const cases = Number(values.cases);
  const routes = Array.from({ length: models }, (_, index) => [
    `bench/m${index}`,
    [`bench:m${index}`],
  ]);
  await makeWorkspace(folder, {
    cases,
    providers: { bench: server.url },
    models: Object.fromEntries(routes),
    concurrency: Number(values.concurrency),
  });
  const words = ['run', '--root', folder, '--models', 'bench', '--trials', String(trials)];
  const usage = join(folder, 'usage.jsonl');
  const run = await measureProcess([process.execPath, LAUNCHER, ...words, '--quiet'], usage);
  const calls = cases * models * trials;
  const stored = await storedBytes();
  const cells = [
    calls.toLocaleString('en-US'),
    `${cases} × ${models} × ${trials}`,
    `${Math.round(run.peakMb)} MB`,
    'RATIO',
    `${(run.cpuMs / calls).toFixed(2)} ms`,
    (stored.all / calls).toFixed(1),
    (stored.text / calls).toFixed(1),
  ];
  return { peakMb: run.peakMb, line: `| ${cells.join(' | ')} |` };
}

/** Bytes of the results on disk, and those of them in columns of text. */
async function storedBytes(): Promise<{ all: number; text: number }> {
  let [all, text] = [0, 0];
  for (const file of await listResultFiles(join(folder, 'results'))) {
    const bytes = new Uint8Array(await readFile(join(folder, 'results', file)));
    all += bytes.length;
    for (const { columns } of parquetMetadata(bytes.buffer).row_groups) {
      for (const { meta_data } of columns) {
        const isText = OWN_TEXT.test(meta_data?.path_in_schema.join('.') ?? '');
        if (isText) text += Number(meta_data?.total_compressed_size ?? 0);
      }
    }
  }
  return { all, text };
}
