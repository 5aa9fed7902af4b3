import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** The command line of the project. */
export const LAUNCHER: string = resolve(
  import.meta.dirname,
  '..',
  '..',
  'scripts',
  'benchmarkhub.mjs',
);

/** What one process took, its children included. */
export interface Measurement {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMb: number;
}

/**
 * Runs a program to its end.
 *
 * @param usage a file for what its processes leave behind
 * @throws Error with the end of its standard error when it fails
 */
export async function measureProcess(
  words: readonly string[],
  usage: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Measurement> {
  await rm(usage, { force: true });
  const started = performance.now();
  await runToEnd(words, {
    NODE_OPTIONS: `--import=${join(import.meta.dirname, 'usage.mjs')}`,
    BENCH_USAGE: usage,
    ...environment,
  });
  const wallMs = performance.now() - started;
  const lines = (await readFile(usage, 'utf8')).trim().split('\n');
  const used = lines.map((line) => JSON.parse(line) as Measurement);
  return {
    wallMs,
    cpuMs: used.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    peakMb: Math.max(...used.map(({ peakMb }) => peakMb)),
  };
}

function runToEnd(
  [program = '', ...words]: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(program, words, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
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

/** The loopback API in a process of its own. */
export interface BenchServer {
  readonly url: string;
  stop(): void;
}

/** Starts it with the options of `test/servers/main.ts`. */
export function startServer(...options: readonly string[]): Promise<BenchServer> {
  const main = resolve(import.meta.dirname, '..', '..', 'test', 'servers', 'main.ts');
  const child = spawn(process.execPath, [main, ...options], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((done) => {
    child.stdout.once('data', (line: Buffer) =>
      done({ url: line.toString().trim(), stop: () => child.kill() }),
    );
  });
}

/** The middle value; of two the higher. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A line on standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
