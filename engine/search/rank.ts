import { textOfBenchmark } from './document.ts';
import { matchesIn } from './highlight.ts';
import { benchmarkKey, caseKey, type SearchLibrary } from './library.ts';
import { SEARCH_LIMITS } from './limits.ts';
import type { Query } from './query.ts';
import type { Scores } from './text-index.ts';

/** How text and meaning are weighed; measured in docs/search.md. */
export const WEIGHTS = {
  text: 0.3,
  meaning: 0.7,
  /** Cosines below say nothing. */
  leastCosine: 0.15,
  /** Documents that are found by meaning alone. */
  mostByMeaning: 100,
  /** What a case counts for its benchmark. */
  caseShare: 0.8,
  /** Hits far below the best one are noise. */
  leastShare: 0.3,
} as const;

/** Which of the two are used. */
export type Mode = 'hybrid' | 'text' | 'meaning';

/** A benchmark and what it scores, 0…1 and comparable within one search only. */
export interface Ranked {
  /** Place in the list of benchmarks. */
  readonly benchmark: number;
  readonly score: number;
  /** Cosine of query and benchmark, 0 when it is below the floor. */
  readonly cosine: number;
  readonly cases: readonly RankedCase[];
}

export interface RankedCase {
  /** Place in the list of cases. */
  readonly place: number;
  readonly score: number;
}

/** The benchmarks that a query finds, the best first; ties in the order of the library. */
export function rank(library: SearchLibrary, query: Query, mode: Mode = 'hybrid'): Ranked[] {
  const { index, place, benchmarks, cases } = library;
  const texts: Scores = mode === 'meaning' ? new Map() : index.byText(query.tokens);
  const cosines: Scores =
    mode === 'text'
      ? new Map()
      : index.byVector(place(query.meaning), WEIGHTS.leastCosine, WEIGHTS.mostByMeaning);
  const scores = fused(texts, cosines, {
    text: WEIGHTS.text * coverageOf(query, texts, library),
    meaning: WEIGHTS.meaning * familiarityOf(query, library),
  });
  const byBenchmark = new Map<number, RankedCase[]>();
  for (const [at, { benchmark }] of cases.entries()) {
    const score = scores.get(caseKey(at));
    if (score === undefined) continue;
    const list = byBenchmark.get(benchmark) ?? [];
    list.push({ place: at, score });
    byBenchmark.set(benchmark, list);
  }
  const found = benchmarks.flatMap((_, benchmark): Ranked[] => {
    const key = benchmarkKey(benchmark);
    const own = scores.get(key) ?? 0;
    const ranked = (byBenchmark.get(benchmark) ?? []).sort((a, b) => b.score - a.score);
    const score = Math.max(own, (ranked[0]?.score ?? 0) * WEIGHTS.caseShare);
    return score === 0 ? [] : [{ benchmark, score, cosine: cosines.get(key) ?? 0, cases: ranked }];
  });
  const sorted = found.sort((a, b) => b.score - a.score || a.benchmark - b.benchmark);
  const least = mode === 'hybrid' ? (sorted[0]?.score ?? 0) * WEIGHTS.leastShare : 0;
  return sorted.filter(({ score }) => score >= least).slice(0, SEARCH_LIMITS.readDocuments);
}

/**
 * How much of a query its best text has, 0…1: the square of the share of the words in it. When the
 * best text has one word of four, that it has it is chance.
 */
function coverageOf(query: Query, texts: Scores, library: SearchLibrary): number {
  const [best] = texts.keys();
  if (best === undefined || query.words.length === 0) return 0;
  const found = new Set(matchesIn(textOf(best, library), query).map(({ stem }) => stem));
  const share = query.words.filter(({ stem, isBeginning }) => isBeginning || found.has(stem));
  return (share.length / query.words.length) ** 2;
}

/** How far the semantic space knows a query; of unknown words it has nothing but n-grams. */
function familiarityOf({ words }: Query, { knows }: SearchLibrary): number {
  const known = words.filter(({ stem }) => knows(stem)).length;
  return words.length === 0 ? 0 : 0.25 + (0.75 * known) / words.length;
}

function textOf(key: string, { benchmarks, cases }: SearchLibrary): string {
  const place = Number(key.slice(1));
  const benchmark = key === benchmarkKey(place) ? benchmarks[place] : undefined;
  return benchmark === undefined ? (cases[place]?.text ?? '') : textOfBenchmark(benchmark);
}

/** What text and meaning count for one query. */
interface Shares {
  readonly text: number;
  readonly meaning: number;
}

/** BM25 has no upper bound, so it is taken relative to the best text; cosines stand for themselves. */
function fused(texts: Scores, cosines: Scores, weights: Shares): Map<string, number> {
  let best = 0;
  for (const score of texts.values()) best = Math.max(best, score);
  const scores = new Map<string, number>();
  for (const [key, score] of texts) scores.set(key, (weights.text * score) / (best || 1));
  for (const [key, cosine] of cosines)
    scores.set(key, (scores.get(key) ?? 0) + weights.meaning * Math.min(cosine, 1));
  return scores;
}
