import { readFileSync } from 'node:fs';
import type { SearchDocuments } from '../../engine/search/document.ts';
import { everyFacet } from '../../engine/search/facets.ts';

const FOLDER = new URL('../../test/input/search/', import.meta.url);

/** A query and the benchmarks that answer it, the most fitting first. */
export interface LabelledQuery {
  readonly text: string;
  readonly relevant: readonly string[];
}

function rowsOf(name: string): string[][] {
  const lines = readFileSync(new URL(name, FOLDER), 'utf8').trimEnd().split('\n');
  return lines.slice(1).map((line) => line.split('\t'));
}

/** The descriptions that retrieval is measured on. */
export function corpus(): SearchDocuments {
  const benchmarks = rowsOf('benchmarks.tsv').map(
    ([id = '', title = '', tags = '', about = '']) => ({
      id,
      title,
      description: about,
      tags: tags.split(' '),
      facets: { ...everyFacet(() => [] as string[]), tag: tags.split(' ') },
    }),
  );
  return { benchmarks: benchmarks.sort((a, b) => (a.id < b.id ? -1 : 1)), cases: [] };
}

export function labelledQueries(): LabelledQuery[] {
  return rowsOf('queries.tsv').map(([text = '', relevant = '']) => ({
    text,
    relevant: relevant.split(' '),
  }));
}
