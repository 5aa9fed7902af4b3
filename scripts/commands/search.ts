import { nearest, suggestion } from '../../engine/nearest.ts';
import { boardsOf } from '../../engine/node/boards.ts';
import { listResultFiles } from '../../engine/node/results.ts';
import { openSearch } from '../../engine/node/search.ts';
import type { Workspace } from '../../engine/node/workspace.ts';
import { UserError } from '../../engine/problem.ts';
import { documentsOf } from '../../engine/search/document.ts';
import { FACETS, type Facet } from '../../engine/search/facets.ts';
import type { FacetFilter } from '../../engine/search/filter.ts';
import type { Part } from '../../engine/search/highlight.ts';
import { type Hit, type SearchResult, search as searchIn } from '../../engine/search/search.ts';
import { standingsOf } from '../../engine/search/standing.ts';
import { type Command, type Invocation, integerOption, textOption } from '../command.ts';
import { printable } from '../terminal/terminal.ts';
import { openAnalysis, openValid, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const search: Command = {
  summary: 'find benchmarks and cases by words, by meaning and by facets',
  usage: '"words"',
  options: {
    facet: {
      type: 'string',
      value: 'NAME=VALUE,…',
      about: `keep only what has them; names: ${FACETS.join(', ')}`,
    },
    limit: {
      type: 'string',
      value: 'N',
      about: 'the most benchmarks that are listed (default: 10)',
    },
    ...RESULTS_OPTION,
  },
  run: runSearch,
};

async function runSearch(invocation: Invocation): Promise<number> {
  const { names, values, root, json, terminal } = invocation;
  const facets = facetsFrom(textOption(values, 'facet') ?? '');
  if (names.length === 0 && Object.keys(facets).length === 0)
    throw new UserError('search takes words or a facet', 'benchmarkhub search "unit conversion"');
  const workspace = await openValid(invocation, []);
  const documents = documentsOf(workspace.benchmarks, await standings(invocation, workspace));
  const library = await openSearch(documents, root, process.env);
  const limit = integerOption(values, 'limit', 1, 10_000) ?? 10;
  const result = searchIn(library, { text: names.join(' '), facets, limit });
  if (json) terminal.out(JSON.stringify(contractOf(result), null, 2));
  else print(invocation, result);
  return 0;
}

/** What the boards say of each benchmark; nothing when there are no results. */
async function standings(invocation: Invocation, workspace: Workspace) {
  const folder = resultsFolder(invocation);
  if ((await listResultFiles(folder)).length === 0) return () => undefined;
  using database = await openAnalysis(workspace, folder);
  return standingsOf(await boardsOf(database, workspace.benchmarks));
}

/** @throws UserError for a facet that does not exist. */
function facetsFrom(text: string): FacetFilter {
  const filter: Partial<Record<Facet, string[]>> = {};
  for (const part of text.split(',').filter((one) => one.trim() !== '')) {
    const [name = '', ...rest] = part.trim().split('=');
    const facet = FACETS.find((known) => known === name);
    if (facet === undefined)
      throw new UserError(`there is no facet "${name}"`, suggestion(name, FACETS));
    if (rest.length === 0)
      throw new UserError(`--facet ${name} lacks a value`, `write --facet ${name}=…`);
    filter[facet] = [...(filter[facet] ?? []), rest.join('=').trim()];
  }
  return filter;
}

function contractOf({ hits, total, facets, corrected }: SearchResult): object {
  return {
    total,
    corrected,
    hits: hits.map(({ benchmark, score, why, title, excerpt, tags, cases, matchingCases }) => ({
      benchmark,
      score,
      why,
      title: plain(title),
      excerpt: plain(excerpt),
      tags,
      matching_cases: matchingCases,
      cases: cases.map((one) => ({ case: one.case, text: plain(one.text) })),
    })),
    facets,
  };
}

function plain(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('');
}

function print({ terminal, names }: Invocation, result: SearchResult): void {
  const { style } = terminal;
  for (const { written, meant } of result.corrected)
    terminal.log(`${printable(written)} is nowhere: looked for ${style.bold(printable(meant))}`);
  if (result.total === 0) {
    const words = names.join(' ');
    const values = Object.values(result.facets).flatMap((counts) =>
      counts.map(({ value }) => value),
    );
    const near = nearest(words, values);
    terminal.log(
      `nothing is about "${printable(words)}"${near === undefined ? '' : `; there is the facet ${near}`}`,
    );
    return;
  }
  for (const hit of result.hits) printHit(hit, terminal);
  const more = result.total - result.hits.length;
  if (more > 0) terminal.log(`… and ${more} more: --limit ${result.total} lists them`);
}

function printHit(hit: Hit, { out, style }: Invocation['terminal']): void {
  const marked = (parts: readonly Part[]) =>
    parts
      .map(({ text, isMarked }) => (isMarked ? style.warn(printable(text)) : printable(text)))
      .join('');
  out(
    `${style.bold(printable(hit.benchmark))}  ${marked(hit.title)}  ${style.dim(hit.score.toFixed(2))}`,
  );
  out(`  ${marked(hit.excerpt)}`);
  for (const one of hit.cases) out(`  ${style.accent(printable(one.case))} ${marked(one.text)}`);
  const more = hit.matchingCases - hit.cases.length;
  if (more > 0) out(style.dim(`  and ${more} more of its cases`));
  if (hit.why !== '') out(style.dim(`  ${printable(hit.why)}`));
  out('');
}
