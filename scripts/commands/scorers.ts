import { nearest } from '../../engine/nearest.ts';
import { UserError } from '../../engine/problem.ts';
import {
  type CatalogueEntry,
  entryMarkdown,
  scorerCatalogue,
} from '../../engine/scorers/catalogue.ts';
import type { Command, Invocation } from '../command.ts';
import { tableLines } from '../terminal/table.ts';

export const scorers: Command = {
  summary: 'scorers and extract steps: what they measure, their options, an example',
  usage: '[name…]',
  options: {},
  run: runScorers,
};

async function runScorers({ names, json, terminal }: Invocation): Promise<number> {
  const all = scorerCatalogue();
  const chosen = names.length === 0 ? all : names.flatMap((name) => namedEntries(name, all));
  if (json) terminal.out(JSON.stringify({ scorers: chosen }, null, 2));
  else if (names.length > 0)
    for (const entry of chosen)
      terminal.out(
        `${terminal.style.bold(`${entry.name} (${entry.kind})`)}\n\n${entryMarkdown(entry)}\n`,
      );
  else {
    const rows = all.map(({ kind, name, summary }) => [kind, name, summary]);
    const columns = [{ title: 'kind' }, { title: 'name' }, { title: 'what it does' }];
    for (const line of tableLines(columns, rows)) terminal.out(line);
  }
  return 0;
}

/** A name may be that of a scorer and of a step, such as regex. */
function namedEntries(name: string, all: readonly CatalogueEntry[]): CatalogueEntry[] {
  const found = all.filter((entry) => entry.name === name);
  if (found.length > 0) return found;
  const near = nearest(
    name,
    all.map((entry) => entry.name),
  );
  throw new UserError(
    `there is no scorer "${name}"`,
    near === undefined ? 'benchmarkhub scorers lists them' : `did you mean "${near}"?`,
  );
}
