import { join, resolve } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { parseBenchmark } from '../../engine/benchmark/parse.ts';
import { LOCK_FILE, parquetOf, REPLIES_FILE } from '../../engine/exchange/replay/bundle.ts';
import { REPLAY_LIMITS, readLock, readReplies } from '../../engine/exchange/replay/read.ts';
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
  const { names, terminal, json, root, values } = invocation;
  const [name, ...others] = names;
  if (name === undefined || others.length > 0)
    throw new UserError('replay takes one folder', 'benchmarkhub replay export/my-benchmark');
  const folder = resolve(root, name);
  const lock = readLock(await textOf(folder, LOCK_FILE, REPLAY_LIMITS.lockBytes));
  const replies = await textOf(folder, REPLIES_FILE, REPLAY_LIMITS.repliesBytes);
  const rows = readReplies(replies);
  const benchmark = await benchmarkOf(folder, lock.benchmark);
  const calls = replayedCalls(benchmark, lock.models, rows);
  const executions = replayedExecutions(calls);
  // A stranger's bundle: its code runs in the sandbox, and never beside a key.
  if (executions.length > 0)
    requireNoSecrets(process.env, (await openWorkspace(root, BUILT_IN_MODELS)).registry);
  const executed = await executeAll(executions, { store: memoryStore() });
  const results = calls.map((call) => rescored(call, executed));
  const bytes = await parquetOf(results, (page) => zstdCompressSync(page));
  const out = textOption(values, 'out');
  if (out !== undefined) {
    const path = resolve(root, out);
    const file = path.split(/[\\/]/).at(-1) ?? path;
    await writeNewFiles(resolve(path, '..'), [{ path: file, content: bytes }]);
  }
  const sha256 = hashOfBytes(bytes);
  const same = sha256 === lock.parquet_sha256;
  const differences = replayDifferences(rows, results);
  const reasons = [
    ...(hashOfBytes(new TextEncoder().encode(replies)) === lock.replies_sha256
      ? []
      : [`${REPLIES_FILE} is not the file that was locked`]),
    ...(benchmark.fingerprint === lock.fingerprint
      ? []
      : ['the benchmark has another fingerprint: its files or the scoring have changed']),
    ...(engineVersion() === lock.engine_version
      ? []
      : [`it was exported by BenchmarkHub ${lock.engine_version}, this is ${engineVersion()}`]),
    ...(!same && differences.length === 0
      ? ['all rows are equal; only their compression differs, as between versions of Node']
      : []),
  ];
  const report = {
    same,
    rows: rows.length,
    sha256,
    expected: lock.parquet_sha256,
    executed: executions.length,
  };
  if (json) terminal.out(JSON.stringify({ ...report, differences, reasons }, null, 2));
  else tell(invocation, report, differences, reasons);
  return same ? 0 : 1;
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
