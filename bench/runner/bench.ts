// How fast is a run, beside a peer and beside the floors? Whole processes, from start to stored
// results, interleaved in one go: `npm run bench -- --calls 20000 --concurrency 64 --rounds 3`.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Contender, contenders, type Load } from './contenders.ts';

/** What one process took. */
interface Measurement {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMb: number;
}

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
const server = await startServer(Number(values.latency));
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
  const usage = join(folder, 'usage.jsonl');
  await rm(usage, { force: true });
  const started = performance.now();
  await runToEnd(contender.command(place, load), usage);
  const wallMs = performance.now() - started;
  const lines = (await readFile(usage, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Measurement);
  return {
    wallMs,
    cpuMs: lines.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    peakMb: Math.max(...lines.map(({ peakMb }) => peakMb)),
  };
}

function runToEnd([program = '', ...words]: readonly string[], usage: string): Promise<void> {
  const importUsage = `--import=${join(import.meta.dirname, 'usage.mjs')}`;
  const env = {
    ...process.env,
    NODE_OPTIONS: importUsage,
    BENCH_USAGE: usage,
    PROMPTFOO_CONFIG_DIR: join(folder, 'promptfoo-home'),
    PROMPTFOO_DISABLE_TELEMETRY: '1',
    PROMPTFOO_DISABLE_UPDATE: '1',
    PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
  };
  return new Promise((done, fail) => {
    const child = spawn(program, words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors = (errors + chunk).slice(-2000);
    });
    // promptfoo ends with 100 when an assertion fails; the server's answers are all wrong.
    child.on('exit', (code) =>
      code === 0 || code === 100 ? done() : fail(new Error(`${words.join(' ')}: ${errors}`)),
    );
  });
}

function startServer(latencyMs: number): Promise<{ url: string; stop(): void }> {
  const main = resolve(import.meta.dirname, '..', '..', 'test', 'servers', 'main.ts');
  const child = spawn(process.execPath, [main, '--latency', String(latencyMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((done) => {
    child.stdout.once('data', (line: Buffer) =>
      done({ url: line.toString().trim(), stop: () => child.kill() }),
    );
  });
}

function print(load: Load, measured: ReadonlyMap<Contender, readonly Measurement[]>): void {
  const write = (text: string) => process.stdout.write(`${text}\n`);
  write(
    `${load.calls} calls, ${values.latency} ms latency, concurrency ${load.concurrency}; medians of ${values.rounds} interleaved rounds\n`,
  );
  write('| | wall | CPU a call | peak memory | wall, to ours |');
  write('|---|--:|--:|--:|--:|');
  const ours = median([...measured.values()][0] ?? [], ({ wallMs }) => wallMs);
  for (const [{ name }, rounds] of measured) {
    const wall = median(rounds, ({ wallMs }) => wallMs);
    const cpu = median(rounds, ({ cpuMs }) => cpuMs) / load.calls;
    const peak = median(rounds, ({ peakMb }) => peakMb);
    write(
      `| ${name} | ${(wall / 1000).toFixed(2)} s | ${cpu.toFixed(2)} ms | ${Math.round(peak)} MB | ${(wall / ours).toFixed(2)}× |`,
    );
  }
}

function median(rounds: readonly Measurement[], value: (round: Measurement) => number): number {
  const sorted = rounds.map(value).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
