import { join } from 'node:path';
import { starterFiles } from '../../engine/benchmark/fork.ts';
import { writeWhole } from '../../engine/node/files.ts';
import { UserError } from '../../engine/problem.ts';
import type { Command, Invocation } from '../command.ts';
import { freeFolder, report } from './fork.ts';

export const create: Command = {
  summary: 'start a benchmark: a small one that is valid, to be changed',
  usage: 'id',
  options: {},
  run: runNew,
};

async function runNew(invocation: Invocation): Promise<number> {
  const [id] = invocation.names;
  if (id === undefined || invocation.names.length > 1)
    throw new UserError('new takes one id', 'benchmarkhub new my-benchmark');
  const folder = await freeFolder(invocation.root, id);
  for (const [name, text] of Object.entries(starterFiles(id)))
    await writeWhole(join(folder, name), text);
  report(invocation, id);
  return 0;
}
