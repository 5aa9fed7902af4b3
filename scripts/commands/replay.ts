import { join, resolve } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { parseBenchmark } from '../../engine/benchmark/parse.ts';
import { LOCK_FILE, parquetOf, REPLIES_FILE } from '../../engine/exchange/replay/bundle.ts';
import {
  REPLAY_LIMITS,
  type ReplayLock,
  readLock,
  readReplies,
} from '../../engine/exchange/replay/read.ts';
import {
  type ReplayDifference,
  replayDifferences,
  replayedCalls,
  replayedExecutions,
  rescored,
} from '../../engine/exchange/replay/rescore.ts';
import { hashOfBytes } from '../../engine/hash.ts';
import { writeNewFiles } from '../../engine/node/exchange/new-files.ts';
import { executeAll, memoryStore } from '../../engine/node/executions.ts';
import { diskFolder } from '../../engine/node/files.ts';
import { requireNoSecrets } from '../../engine/node/sandbox/secrets.ts';
import { openWorkspace } from '../../engine/node/workspace.ts';
import { UserError } from '../../engine/problem.ts';
import type { Result } from '../../engine/results/columns.ts';
import { type Command, type Invocation, textOption } from '../command.ts';
import { printable } from '../terminal/terminal.ts';
import { BUILT_IN_MODELS, engineVersion } from '../workspace.ts';

export const replay: Command = {
  summary: 'score a replay bundle again and tell whether it comes to the same bytes',
  usage: 'DIR [--out FILE]',
  options: {
    out: { type: 'string', value: 'FILE', about: 'where the results are written, as Parquet' },
  },
  run: runReplay,
};

async function runReplay(invocation: Invocation): Promise<number> {
  const { names, root, values } = invocation;
  const [name, ...others] = names;
  if (name === undefined || others.length > 0)
    throw new UserError('replay takes one folder', 'benchmarkhub replay export/my-benchmark');
  const bundle = await readBundle(resolve(root, name));
  const replayed = await scoreAgain(bundle, root);
  const out = textOption(values, 'out');
  if (out !== undefined) await writeParquet(resolve(root, out), replayed.bytes);
  return tellAll(invocation, bundle, replayed);
}

/** What a folder that was exported holds. */
interface Bundle {
  readonly lock: ReplayLock;
  /** The file of replies as it is. */
  readonly replies: string;
  readonly rows: readonly Result[];
  readonly benchmark: Benchmark;
}

async function readBundle(folder: string): Promise<Bundle> {
  const lock = readLock(await textOf(folder, LOCK_FILE, REPLAY_LIMITS.lockBytes));
  const replies = await textOf(folder, REPLIES_FILE, REPLAY_LIMITS.repliesBytes);
  const rows = readReplies(replies);
  return { lock, replies, rows, benchmark: await benchmarkOf(folder, lock.benchmark) };
}

/** What scoring a bundle again came to. */
interface Replayed {
  readonly results: readonly Result[];
  /** Them as Parquet. */
  readonly bytes: Uint8Array;
  readonly executed: number;
}

async function scoreAgain({ benchmark, lock, rows }: Bundle, root: string): Promise<Replayed> {
  const calls = replayedCalls(benchmark, lock.models, rows);
  const executions = replayedExecutions(calls);
  // A stranger's bundle: its code runs in the sandbox, and never beside a key.
  if (executions.length > 0)
    requireNoSecrets(process.env, (await openWorkspace(root, BUILT_IN_MODELS)).registry);
  const executed = await executeAll(executions, { store: memoryStore() });
  const results = calls.map((call) => rescored(call, executed));
  const bytes = await parquetOf(results, (page) => zstdCompressSync(page));
  return { results, bytes, executed: executions.length };
}

async function writeParquet(path: string, content: Uint8Array): Promise<void> {
  const file = path.split(/[\\/]/).at(-1) ?? path;
  await writeNewFiles(resolve(path, '..'), [{ path: file, content }]);
}

/** Tells what came of it; the exit code. */
function tellAll(invocation: Invocation, bundle: Bundle, replayed: Replayed): number {
  const sha256 = hashOfBytes(replayed.bytes);
  const expected = bundle.lock.parquet_sha256;
  const same = sha256 === expected;
  const differences = replayDifferences(bundle.rows, replayed.results);
  const reasons = reasonsOf(bundle, !same && differences.length === 0);
  const { executed } = replayed;
  const report = { same, rows: bundle.rows.length, sha256, expected, executed };
  if (invocation.json)
    invocation.terminal.out(JSON.stringify({ ...report, differences, reasons }, null, 2));
  else tell(invocation, report, differences, reasons);
  return same ? 0 : 1;
}

/** Why bytes may differ. */
function reasonsOf({ lock, replies, benchmark }: Bundle, onlyPacked: boolean): string[] {
  const found: readonly (readonly [boolean, string])[] = [
    [
      hashOfBytes(new TextEncoder().encode(replies)) !== lock.replies_sha256,
      `${REPLIES_FILE} is not the file that was locked`,
    ],
    [
      benchmark.fingerprint !== lock.fingerprint,
      'the benchmark has another fingerprint: its files or the scoring have changed',
    ],
    [
      engineVersion() !== lock.engine_version,
      `it was exported by BenchmarkHub ${lock.engine_version}, this is ${engineVersion()}`,
    ],
    [onlyPacked, 'all rows are equal; only their compression differs, as between versions of Node'],
  ];
  return found.filter(([applies]) => applies).map(([, reason]) => reason);
}

async function textOf(folder: string, file: string, most: number): Promise<string> {
  const bytes = await diskFolder(folder, '.').read(file, most);
  if (bytes === undefined)
    throw new UserError(
      `there is no ${join(folder, file)}`,
      'make a bundle with `benchmarkhub export --format replay`',
    );
  return new TextDecoder().decode(bytes);
}

async function benchmarkOf(folder: string, id: string): Promise<Benchmark> {
  const { benchmark, problems } = await parseBenchmark(diskFolder(folder, `benchmarks/${id}`));
  if (benchmark !== undefined) return benchmark;
  const [first] = problems;
  throw new UserError(
    `the benchmark of the bundle is not valid: ${first?.file ?? id}:${first?.line ?? 1} ${first?.message ?? ''}`,
    first?.fix ?? '',
  );
}

function tell(
  { terminal: { out, style } }: Invocation,
  {
    same,
    rows,
    sha256,
    expected,
  }: Readonly<Record<'sha256' | 'expected', string>> & {
    readonly same: boolean;
    readonly rows: number;
  },
  differences: readonly ReplayDifference[],
  reasons: readonly string[],
): void {
  if (same) out(`${style.good('same')} ${rows} results, SHA-256 ${sha256}`);
  else out(`${style.bad('different')} SHA-256 ${sha256}, locked was ${printable(expected)}`);
  for (const { column, rows: count, first } of differences)
    out(`  ${column}: ${count} of ${rows} rows, such as ${printable(first)}`);
  for (const reason of reasons) out(`  ${printable(reason)}`);
}
