import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { type BenchmarkDifference, differenceOf } from '../../engine/benchmark/difference.ts';
import { originOf } from '../../engine/benchmark/lineage.ts';
import { suggestion } from '../../engine/nearest.ts';
import { UserError } from '../../engine/problem.ts';
import type { Command, Invocation } from '../command.ts';
import { printable } from '../terminal/terminal.ts';
import { openValid } from '../workspace.ts';

export const diff: Command = {
  summary: 'what two benchmarks have in common: cases, scorers, and what makes them incomparable',
  usage: 'benchmark [benchmark]',
  options: {},
  run: runDiff,
};

async function runDiff(invocation: Invocation): Promise<number> {
  const { benchmarks } = await openValid(invocation, []);
  const named = invocation.names.map((name) => oneOf(benchmarks, name));
  const [one, other] = named;
  if (one === undefined || named.length > 2)
    throw new UserError('diff takes a fork, or two benchmarks', 'benchmarkhub diff my-fork');
  const first = other === undefined ? upstream(one, benchmarks) : one;
  const second = other ?? one;
  const difference = differenceOf(first, second);
  if (invocation.json)
    invocation.terminal.out(JSON.stringify({ a: first.id, b: second.id, ...difference }, null, 2));
  else print(invocation, first, second, difference);
  return 0;
}

function oneOf(benchmarks: readonly Benchmark[], name: string): Benchmark {
  const id = name.split(/[\\/]/).findLast((part) => part !== '') ?? name;
  const found = benchmarks.find((benchmark) => benchmark.id === id);
  const ids = benchmarks.map((benchmark) => benchmark.id);
  if (found === undefined)
    throw new UserError(`there is no benchmark "${name}"`, suggestion(id, ids));
  return found;
}

/** @throws UserError when the benchmark is no fork, or its original is not here. */
function upstream(fork: Benchmark, benchmarks: readonly Benchmark[]): Benchmark {
  const origin = originOf(fork);
  if (origin === undefined)
    throw new UserError(
      `${fork.id} was not forked from anything`,
      `name two benchmarks: benchmarkhub diff ${fork.id} other`,
    );
  return oneOf(benchmarks, origin.id);
}

const LISTED = 20;

function print(
  { terminal: { out, style } }: Invocation,
  first: Benchmark,
  second: Benchmark,
  { added, removed, changed, same, scorers, parts }: BenchmarkDifference,
): void {
  out(style.bold(`${first.id} → ${second.id}`));
  out(
    `${same} cases the same, ${changed.length} changed, ${added.length} added, ${removed.length} removed`,
  );
  const list = (lines: readonly string[]) => {
    for (const line of lines.slice(0, LISTED)) out(line);
    if (lines.length > LISTED) out(style.dim(`  … and ${lines.length - LISTED} more`));
  };
  list(added.map((id) => style.good(`+ ${printable(id)}`)));
  list(removed.map((id) => style.bad(`- ${printable(id)}`)));
  list(
    changed.map(({ id, fields }) =>
      style.warn(`~ ${printable(id)}: ${printable(fields.join(', '))}`),
    ),
  );
  list(scorers.added.map((text) => style.good(`+ scorer ${printable(text)}`)));
  list(scorers.removed.map((text) => style.bad(`- scorer ${printable(text)}`)));
  out(
    parts.length === 0
      ? 'their scores are comparable'
      : `their scores are not comparable: other ${parts.join(', ')}`,
  );
}
