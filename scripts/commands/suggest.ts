import { openSearch } from '../../engine/node/search.ts';
import { openTemplates } from '../../engine/node/templates.ts';
import { UserError } from '../../engine/problem.ts';
import { documentsOf } from '../../engine/search/document.ts';
import { type Suggestion, suggestionsFor } from '../../engine/search/suggest.ts';
import { type Command, type Invocation, integerOption } from '../command.ts';
import { printable } from '../terminal/terminal.ts';
import { openNamed, PACKAGE_ROOT } from '../workspace.ts';

export const suggest: Command = {
  summary: 'benchmarks and templates to start from, for what you want to measure',
  usage: '"description"',
  options: {
    limit: { type: 'string', value: 'N', about: 'the most suggestions (default: 5)' },
  },
  run: runSuggest,
};

async function runSuggest(invocation: Invocation): Promise<number> {
  const { names, values, root, json, terminal } = invocation;
  const description = names.join(' ').trim();
  if (description === '')
    throw new UserError(
      'suggest takes a description',
      'benchmarkhub suggest "does a model read German invoices?"',
    );
  const workspace = await openNamed({ ...invocation, names: [] });
  const templates = await openTemplates(PACKAGE_ROOT);
  // A benchmark of the workspace may bear the name of a template: the template gives way.
  const own = new Set(workspace.ids);
  const others = templates.filter(({ id }) => !own.has(id));
  const offered = [...workspace.benchmarks, ...others];
  const library = await openSearch(documentsOf(offered), root, process.env);
  const suggestions = suggestionsFor(library, {
    description,
    templates: new Set(others.map(({ id }) => id)),
    taken: own,
    limit: integerOption(values, 'limit', 1, 100) ?? 5,
  });
  if (json) terminal.out(JSON.stringify({ suggestions }, null, 2));
  else print(invocation, suggestions);
  return 0;
}

function print({ terminal }: Invocation, suggestions: readonly Suggestion[]): void {
  const { style } = terminal;
  if (suggestions.length === 0) terminal.log('nothing here is like it: start with an empty one');
  for (const { benchmark, kind, title, why, commands } of suggestions) {
    const mark = kind === 'template' ? ` ${style.dim('(template)')}` : '';
    terminal.out(`${style.bold(printable(benchmark))}  ${printable(title)}${mark}`);
    if (why !== '') terminal.out(`  ${style.dim(printable(why))}`);
    for (const command of commands) terminal.out(`  ${style.accent(printable(command))}`);
    terminal.out('');
  }
}
