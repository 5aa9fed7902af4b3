import type { Benchmark } from '../../engine/benchmark/benchmark.ts';

const EXAMPLE_MODEL = 'openai/gpt-4o-mini';

/** The commands that measure a model on a benchmark, from nothing. */
export function runCommands({ id }: Benchmark, repository: string | undefined): string {
  const folder = repository?.split('/').at(-1) ?? '';
  const clone = repository === undefined ? [] : [`git clone ${repository}`, `cd ${folder}`];
  return [
    ...clone,
    'npm ci',
    `npx benchmarkhub plan ${id} --models ${EXAMPLE_MODEL}`,
    `npx benchmarkhub run ${id} --models ${EXAMPLE_MODEL}`,
  ].join('\n');
}

/** The commands that make a benchmark of one's own out of this one. */
export function forkCommands({ id }: Benchmark): string {
  return [`npx benchmarkhub fork ${id}`, 'npx benchmarkhub validate'].join('\n');
}
