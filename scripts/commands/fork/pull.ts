import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Benchmark, TestCase } from '../../../engine/benchmark/benchmark.ts';
import { ERRATA_FILE } from '../../../engine/benchmark/errata.ts';
import { originOf, type PendingErratum, pendingErrata } from '../../../engine/benchmark/lineage.ts';
import { isMissing, writeWhole } from '../../../engine/node/files.ts';
import { formatPosition, UserError } from '../../../engine/problem.ts';
import type { Invocation } from '../../command.ts';
import { printable } from '../../terminal/terminal.ts';
import { openValid } from '../../workspace.ts';

/**
 * Writes the original's new errata into the fork's own list. Cases stay as they are, for the fork
 * may have changed them on purpose: those that still differ are told with their places.
 */
export async function pullErrata(invocation: Invocation): Promise<number> {
  const { benchmarks } = await openValid(invocation, []);
  const [name] = invocation.names;
  const fork = benchmarks.find(({ id }) => id === name);
  if (fork === undefined || invocation.names.length > 1)
    throw new UserError('fork --pull takes one fork', 'benchmarkhub fork --pull my-currencies');
  const pending = pendingErrata(fork, originalOf(fork, benchmarks));
  if (pending.length > 0) await append(invocation.root, fork.id, pending);
  report(invocation, fork, pending);
  return 0;
}

/** @throws UserError when it is no fork, or the original is not here. */
function originalOf(fork: Benchmark, benchmarks: readonly Benchmark[]): Benchmark {
  const origin = originOf(fork);
  const original = benchmarks.find(({ id }) => id === origin?.id);
  if (origin === undefined) throw new UserError(`${fork.id} was not forked from anything`);
  if (original === undefined)
    throw new UserError(
      `${origin.id}, which ${fork.id} was forked from, is not in benchmarks/`,
      'merge the repository it comes from first',
    );
  return original;
}

async function append(root: string, id: string, pending: readonly PendingErratum[]): Promise<void> {
  const path = join(root, 'benchmarks', id, ERRATA_FILE);
  const before = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
  const added = stringify(pending.map(({ erratum }) => erratum));
  // An empty list, or one in flow style, cannot be continued line by line.
  if (before.trim() !== '' && !/^- /m.test(before))
    throw new UserError(`${path} is not a list with one entry after "- "`, 'write it that way');
  await writeWhole(
    path,
    before === '' || before.endsWith('\n') ? before + added : `${before}\n${added}`,
  );
}

function report(
  { json, terminal }: Invocation,
  fork: Benchmark,
  pending: readonly PendingErratum[],
): void {
  const open = pending.filter(({ erratum }) => erratum.fixed_in === undefined);
  if (json) {
    const errata = pending.map(({ erratum }) => erratum);
    terminal.out(JSON.stringify({ benchmark: fork.id, errata, open: open.length }, null, 2));
    return;
  }
  for (const { erratum, original, fork: own } of open) {
    terminal.out(`${terminal.style.warn(formatPosition(own.source))} ${printable(erratum.wrong)}`);
    terminal.out(`  here: ${answer(own)}, in the original: ${answer(original)}`);
  }
  terminal.out(
    `${pending.length} errata taken over into benchmarks/${fork.id}/${ERRATA_FILE}, ${open.length} of them to be put right`,
  );
}

function answer(testCase: TestCase | undefined): string {
  return testCase === undefined
    ? 'no such case'
    : printable(JSON.stringify(testCase.expected ?? null));
}
