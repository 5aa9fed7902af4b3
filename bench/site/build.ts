// How long does the site of many benchmarks take, cold and warm, and how much memory?
// `node bench/site/build.ts [--benchmarks 1000] [--cases 5] [--models 8] [--trials 1] [--folder DIR]`
// Cold: neither pages nor charts of an earlier build. Warm: the same build once more.
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LAUNCHER, measureProcess } from '../runner/process.ts';
import { makeSiteWorkspace } from './workspace.ts';

const { values } = parseArgs({
  options: {
    benchmarks: { type: 'string', default: '1000' },
    cases: { type: 'string', default: '5' },
    models: { type: 'string', default: '8' },
    trials: { type: 'string', default: '1' },
    folder: { type: 'string', default: join(tmpdir(), 'benchmarkhub-site-bench') },
  },
});

const shape = {
  benchmarks: Number(values.benchmarks),
  cases: Number(values.cases),
  models: Number(values.models),
  trials: Number(values.trials),
};
const root = join(values.folder, Object.values(shape).join('x'));
await makeSiteWorkspace(root, shape);
await rm(join(root, 'dist'), { recursive: true, force: true });
await rm(join(root, '.benchmarkhub'), { recursive: true, force: true });

process.stdout.write('| build | wall | CPU | peak memory | pages | files | MB |\n');
process.stdout.write('|---|--:|--:|--:|--:|--:|--:|\n');
for (const name of ['cold', 'warm'])
  process.stdout.write(`| ${(await measure(name)).join(' | ')} |\n`);

async function measure(name: string): Promise<(string | number)[]> {
  const words = [process.execPath, LAUNCHER, 'build', '--root', root];
  const { wallMs, cpuMs, peakMb } = await measureProcess(words, join(root, 'usage'));
  const { pages, files, bytes } = await sizeOf(join(root, 'dist'));
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return [
    name,
    seconds(wallMs),
    seconds(cpuMs),
    `${Math.round(peakMb)} MB`,
    pages,
    files,
    (bytes / 1e6).toFixed(1),
  ];
}

async function sizeOf(folder: string): Promise<{ pages: number; files: number; bytes: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  let bytes = 0;
  for (const { parentPath, name } of files) bytes += (await stat(join(parentPath, name))).size;
  return {
    pages: files.filter(({ name }) => name.endsWith('.html')).length,
    files: files.length,
    bytes,
  };
}
