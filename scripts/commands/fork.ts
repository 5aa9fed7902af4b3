import { copyFile, lstat, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Foresight } from '../../engine/analysis/foresight.ts';
import { ERRATA_FILE } from '../../engine/benchmark/errata.ts';
import { forkedText } from '../../engine/benchmark/fork.ts';
import { BENCHMARK_FILE } from '../../engine/benchmark/parse.ts';
import { writeWhole } from '../../engine/node/files.ts';
import { UserError } from '../../engine/problem.ts';
import { type Command, type Invocation, textOption } from '../command.ts';
import { openValid } from '../workspace.ts';
import { pullErrata } from './fork/pull.ts';

export const fork: Command = {
  summary: 'copy a benchmark and write down where it came from',
  usage: 'benchmark',
  options: {
    pull: {
      type: 'boolean',
      about: 'take over the errata that the original of this fork has had since',
    },
    as: { type: 'string', value: 'ID', about: 'id of the copy (default: the id with -fork)' },
  },
  run: runFork,
};

async function runFork(invocation: Invocation): Promise<number> {
  if (invocation.values.pull === true) return pullErrata(invocation);
  const [name] = invocation.names;
  if (name === undefined || invocation.names.length > 1)
    throw new UserError(
      'fork takes one benchmark',
      'benchmarkhub fork currency-in-prose --as my-currencies',
    );
  const [original] = (await openValid(invocation)).benchmarks;
  if (original === undefined) throw new UserError(`there is no benchmark "${name}"`);
  const id = textOption(invocation.values, 'as') ?? `${original.id}-fork`;
  const target = await freeFolder(invocation.root, id);
  const source = join(invocation.root, 'benchmarks', original.id);
  for (const file of await plainFiles(source)) {
    // What was wrong with the original is told there; the fork begins with none.
    if (file === BENCHMARK_FILE || file === ERRATA_FILE) continue;
    await mkdir(dirname(join(target, file)), { recursive: true });
    await copyFile(join(source, file), join(target, file));
  }
  await writeWhole(
    join(target, BENCHMARK_FILE),
    forkedText(await readFile(join(source, BENCHMARK_FILE), 'utf8'), original),
  );
  report(invocation, id);
  return 0;
}

/** @throws UserError when the id cannot be one, or its folder exists. */
export async function freeFolder(root: string, id: string): Promise<string> {
  if (!/^[a-z0-9][a-z0-9-]{0,79}$/.test(id))
    throw new UserError(
      `"${id}" cannot be a benchmark's id`,
      'use lower-case letters, digits and hyphens',
    );
  const folder = join(root, 'benchmarks', id);
  const taken = await stat(folder).catch(() => undefined);
  if (taken !== undefined)
    throw new UserError(`benchmarks/${id} exists already`, 'choose another id');
  return folder;
}

/** Tells where the new benchmark is and what comes next. */
export function report({ json, terminal }: Invocation, id: string, power?: Foresight): void {
  const { cases, minimum_detectable_effect = null } = power ?? {};
  const known = cases === undefined ? {} : { cases, minimum_detectable_effect };
  const made = { benchmark: id, folder: `benchmarks/${id}`, ...known };
  if (json) terminal.out(JSON.stringify(made, null, 2));
  else {
    terminal.out(`benchmarks/${id} is ready: edit it, then \`benchmarkhub validate ${id}\``);
    if (power !== undefined) terminal.out(power.sentence);
  }
}

/** Links are left behind: they could lead anywhere. */
async function plainFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const kinds = await Promise.all(
    names.map(async (name) => (await lstat(join(folder, name))).isFile()),
  );
  return names.filter((_, index) => kinds[index]);
}
