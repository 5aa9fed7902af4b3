import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { badgePath, benchmarkPath, embedPath } from './address.ts';
import type { Linker } from './documents/document.ts';

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

/** Lines for other pages: a badge of the leader, and the board in a frame. */
export function sharingLines(
  { id, title }: Benchmark,
  leader: string | undefined,
  link: Linker,
): string {
  const name = title.replace(/[[\]<>"&\\]/g, ' ').trim();
  const badge =
    leader === undefined
      ? []
      : [`[![${name}](${link(badgePath(id, leader))})](${link(benchmarkPath(id))})`];
  const frame = `<iframe src="${link(embedPath(id))}" title="${name}" width="640" height="480" loading="lazy"></iframe>`;
  return [...badge, frame].join('\n\n');
}
