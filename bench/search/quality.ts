// How well queries in other words than the documents' find them: node bench/search/quality.ts

import { textOfBenchmark } from '../../engine/search/document.ts';
import { openLibrary, type SearchLibrary } from '../../engine/search/library.ts';
import { packIndex } from '../../engine/search/pack.ts';
import type { Mode } from '../../engine/search/rank.ts';
import { search } from '../../engine/search/search.ts';
import { type TrainingOptions, trainSpace } from '../../engine/search/train.ts';
import { corpus, type LabelledQuery, labelledQueries } from './corpus.ts';

const DEPTH = 10;

/** Share of the relevant benchmarks among the first ten. */
export function recall(found: readonly string[], { relevant }: LabelledQuery): number {
  return relevant.filter((id) => found.slice(0, DEPTH).includes(id)).length / relevant.length;
}

/** Järvelin and Kekäläinen (2002): gain 2 for the most fitting, 1 for the others, log₂ discount. */
export function ndcg(found: readonly string[], { relevant }: LabelledQuery): number {
  const gain = (id: string | undefined) =>
    id === relevant[0] ? 2 : id && relevant.includes(id) ? 1 : 0;
  const total = (ids: readonly string[]) =>
    ids.slice(0, DEPTH).reduce((sum, id, place) => sum + gain(id) / Math.log2(place + 2), 0);
  return total(found) / total(relevant);
}

export async function libraryOf(options: TrainingOptions = {}): Promise<SearchLibrary> {
  const documents = corpus();
  const space = trainSpace(documents.benchmarks.map(textOfBenchmark), options);
  const files = packIndex(documents, space);
  return openLibrary(async (name) => files.get(name) ?? new Uint8Array());
}

/** Mean recall and NDCG at ten of a way to search. */
export function measure(
  library: SearchLibrary,
  queries: readonly LabelledQuery[],
  mode: Mode,
): { readonly recall: number; readonly ndcg: number } {
  const found = queries.map(({ text }) =>
    search(library, { text, mode, limit: DEPTH }).hits.map(({ benchmark }) => benchmark),
  );
  const mean = (score: typeof recall) =>
    queries.reduce((sum, query, index) => sum + score(found[index] ?? [], query), 0) /
    queries.length;
  return { recall: mean(recall), ndcg: mean(ndcg) };
}

if (import.meta.main) {
  const queries = labelledQueries();
  const halves = [
    queries,
    queries.filter((_, index) => index % 2 === 0),
    queries.filter((_, index) => index % 2 === 1),
  ];
  const plain = await libraryOf({ background: [] });
  const whole = await libraryOf();
  const ways: readonly (readonly [string, SearchLibrary, Mode])[] = [
    ['BM25 alone (stems, corrected spelling)', whole, 'text'],
    ['vectors alone, without the glossary', plain, 'meaning'],
    ['hybrid, without the glossary', plain, 'hybrid'],
    ['vectors alone', whole, 'meaning'],
    ['hybrid', whole, 'hybrid'],
  ];
  process.stdout.write(
    '| way | recall@10 | NDCG@10 | first half | second half |\n|---|--:|--:|--:|--:|\n',
  );
  for (const [name, library, mode] of ways) {
    const [all, first, second] = halves.map((half) => measure(library, half, mode));
    const cells = [all?.recall, all?.ndcg].map((value) => value?.toFixed(3));
    const split = [first, second].map(
      (half) => `${half?.recall.toFixed(3)} / ${half?.ndcg.toFixed(3)}`,
    );
    process.stdout.write(`| ${[name, ...cells, ...split].join(' | ')} |\n`);
  }
}
