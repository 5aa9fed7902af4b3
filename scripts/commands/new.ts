import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { foresightOf } from '../../engine/analysis/foresight.ts';
import { starterFiles } from '../../engine/benchmark/fork.ts';
import { suggestion } from '../../engine/nearest.ts';
import { foldersIn, writeWhole } from '../../engine/node/files.ts';
import { UserError } from '../../engine/problem.ts';
import type { Command, Invocation } from '../command.ts';
import { openNamed, PACKAGE_ROOT } from '../workspace.ts';
import { freeFolder, report } from './fork.ts';

export const create: Command = {
  summary:
    'start a benchmark: a small one that is valid, to be changed; alone, it lists the templates',
  usage: '[template] [id]',
  options: {},
  run: runNew,
};

const TEMPLATES = join(PACKAGE_ROOT, 'benchmarks', 'templates');
const FILE = 'benchmark.yaml';

async function runNew(invocation: Invocation): Promise<number> {
  const { names } = invocation;
  if (names.length === 0) return listTemplates(invocation);
  const [first, second] = names;
  if (first === undefined || names.length > 2)
    throw new UserError(
      'new takes a template and an id',
      'benchmarkhub new classification my-benchmark',
    );
  const templates = await foldersIn(TEMPLATES);
  if (second === undefined && templates.includes(first))
    throw new UserError(`the new benchmark needs an id`, `benchmarkhub new ${first} my-${first}`);
  const id = second ?? first;
  const files = second === undefined ? starterFiles(id) : await templateFiles(first, id, templates);
  const folder = await freeFolder(invocation.root, id);
  for (const [name, text] of Object.entries(files)) await writeWhole(join(folder, name), text);
  const { benchmarks } = await openNamed({ ...invocation, names: [id] });
  report(invocation, id, benchmarks.flatMap((benchmark) => foresightOf(benchmark) ?? [])[0]);
  return 0;
}

/** The files of a template, the title made of the id. @throws UserError when there is none. */
async function templateFiles(
  name: string,
  id: string,
  templates: readonly string[],
): Promise<Record<string, string>> {
  if (!templates.includes(name))
    throw new UserError(`there is no template "${name}"`, suggestion(name, templates));
  const folder = join(TEMPLATES, name);
  const files = await Promise.all(
    (await readdir(folder)).map(async (file) => {
      const text = await readFile(join(folder, file), 'utf8');
      return [file, file === FILE ? text.replace(/^title: .*$/m, `title: ${titleOf(id)}`) : text];
    }),
  );
  return Object.fromEntries(files);
}

/** Quoted, since an id may be a number. */
function titleOf(id: string): string {
  return JSON.stringify(id.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase()));
}

async function listTemplates({ json, terminal }: Invocation): Promise<number> {
  const templates = await Promise.all(
    (await foldersIn(TEMPLATES)).map(async (name) => ({
      template: name,
      // The second line of a template says what it is for.
      about: (await readFile(join(TEMPLATES, name, FILE), 'utf8')).split('\n')[1]?.slice(2) ?? '',
    })),
  );
  if (json) terminal.out(JSON.stringify({ templates }, null, 2));
  else {
    const width = Math.max(...templates.map(({ template }) => template.length));
    for (const { template, about } of templates)
      terminal.out(`  ${template.padEnd(width)}  ${about}`);
    terminal.out('\nbenchmarkhub new <template> <id> makes a benchmark of one');
  }
  return 0;
}
