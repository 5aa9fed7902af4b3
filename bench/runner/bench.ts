// How fast is a run, beside a peer and beside the floors? Whole processes, from start to stored
// results, interleaved in one go: `npm run bench -- --calls 20000 --concurrency 64 --rounds 3`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Contender, contenders, type Load } from './contenders.ts';
import {
  type Measurement,
  measureProcess,
  median,
  startServer,
  print as write,
} from './process.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '20000' },
    concurrency: { type: 'string', default: '64' },
    latency: { type: 'string', default: '0' },
    rounds: { type: 'string', default: '3' },
    promptfoo: { type: 'string' },
  },
});

const folder = await mkdtemp(join(tmpdir(), 'benchmarkhub-bench-'));
const server = await startServer('--latency', values.latency);
try {
  const load = {
    url: server.url,
    calls: Number(values.calls),
    concurrency: Number(values.concurrency),
  };
  print(load, await measureAll(load));
} finally {
  server.stop();
  await rm(folder, { recursive: true, force: true });
}

async function measureAll(load: Load): Promise<Map<Contender, Measurement[]>> {
  const all = contenders(values.promptfoo);
  const measured = new Map<Contender, Measurement[]>(all.map((contender) => [contender, []]));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const contender of all) measured.get(contender)?.push(await measure(contender, load));
  }
  return measured;
}

async function measure(contender: Contender, load: Load): Promise<Measurement> {
  const place = join(folder, contender.name.split(/[, ]/)[0] ?? '');
  await contender.prepare(place, load);
  return measureProcess(contender.command(place, load), join(folder, 'usage.jsonl'), {
    PROMPTFOO_CONFIG_DIR: join(folder, 'promptfoo-home'),
    PROMPTFOO_DISABLE_TELEMETRY: '1',
    PROMPTFOO_DISABLE_UPDATE: '1',
    PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
  });
}

function print(load: Load, measured: ReadonlyMap<Contender, readonly Measurement[]>): void {
  write(
    `${load.calls} calls, ${values.latency} ms latency, concurrency ${load.concurrency}; medians of ${values.rounds} interleaved rounds`,
  );
  write('| | wall | CPU a call | peak memory | wall, to ours |');
  write('|---|--:|--:|--:|--:|');
  const ours = median(([...measured.values()][0] ?? []).map(({ wallMs }) => wallMs));
  for (const [{ name }, rounds] of measured) {
    const wall = median(rounds.map(({ wallMs }) => wallMs));
    const cpu = median(rounds.map(({ cpuMs }) => cpuMs)) / load.calls;
    const peak = median(rounds.map(({ peakMb }) => peakMb));
    write(
      `| ${name} | ${(wall / 1000).toFixed(2)} s | ${cpu.toFixed(2)} ms | ${Math.round(peak)} MB | ${(wall / ours).toFixed(2)}× |`,
    );
  }
}
