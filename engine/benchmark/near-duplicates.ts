import type { Problem } from '../problem.ts';
import { wordsOf } from '../search/words.ts';
import type { Benchmark, TestCase } from './benchmark.ts';

/** Words of one shingle. */
const SHINGLE = 3;
/** Hashes of a signature, in bands of so many rows: pairs above about 0.65 meet in a band. */
const HASHES = 64;
const ROWS = 4;
/** Jaccard similarity of shingles from which two cases are near-duplicates. */
export const NEAR_DUPLICATE = 0.7;
/** Shorter cases are alike by chance. */
const LEAST_WORDS = 6;
/** Cases of one band that are compared with a new one: templates make thousands of them. */
const MOST_CANDIDATES = 50;

/** Two cases of different benchmarks that are much the same. */
export interface NearDuplicate {
  readonly benchmark: Benchmark;
  readonly testCase: TestCase;
  readonly other: Benchmark;
  readonly otherCase: TestCase;
  /** Jaccard similarity of their shingles, 0…1; 1 also for equal words. */
  readonly similarity: number;
}

interface Entry {
  readonly benchmark: Benchmark;
  readonly testCase: TestCase;
  readonly shingles: ReadonlySet<number>;
}

/**
 * Cases of `candidates` that another benchmark of `library` has too, each with its most similar
 * one. MinHash signatures in bands (Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive
 * Datasets, 3.4) find the pairs, so the work grows with the number of cases and not with its square.
 * A fork and its original are left out: they share cases on purpose.
 */
export function nearDuplicates(
  candidates: readonly Benchmark[],
  library: readonly Benchmark[],
): NearDuplicate[] {
  const bands = new Map<string, Entry[]>();
  for (const benchmark of library)
    for (const entry of entriesOf(benchmark))
      for (const band of bandsOf(entry.shingles)) {
        const list = bands.get(band);
        if (list === undefined) bands.set(band, [entry]);
        else if (list.length < MOST_CANDIDATES || list.at(-1)?.benchmark !== benchmark)
          list.push(entry);
      }
  return candidates.flatMap((benchmark) =>
    entriesOf(benchmark).flatMap((entry) => mostSimilar(entry, bands) ?? []),
  );
}

function mostSimilar(
  { benchmark, testCase, shingles }: Entry,
  bands: ReadonlyMap<string, readonly Entry[]>,
): NearDuplicate | undefined {
  let best: NearDuplicate | undefined;
  const seen = new Set<Entry>();
  for (const band of bandsOf(shingles))
    for (const other of bands.get(band) ?? []) {
      if (seen.has(other) || areRelated(benchmark, other.benchmark)) continue;
      seen.add(other);
      const similarity = jaccard(shingles, other.shingles);
      if (similarity < Math.max(NEAR_DUPLICATE, best?.similarity ?? 0)) continue;
      if (best !== undefined && similarity === best.similarity) continue;
      best = {
        benchmark,
        testCase,
        other: other.benchmark,
        otherCase: other.testCase,
        similarity,
      };
    }
  return best;
}

function areRelated(a: Benchmark, b: Benchmark): boolean {
  const origin = (one: Benchmark) => one.forked_from?.split('@')[0];
  return a.id === b.id || origin(a) === b.id || origin(b) === a.id;
}

function entriesOf(benchmark: Benchmark): Entry[] {
  return benchmark.cases.flatMap((testCase) => {
    const shingles = shinglesOf(testCase);
    return shingles.size === 0 ? [] : [{ benchmark, testCase, shingles }];
  });
}

/** Hashes of runs of words of a case's texts, numbers included. */
function shinglesOf({ variables, choices = [] }: TestCase): Set<number> {
  const texts = Object.entries(variables).flatMap(([name, value]) =>
    name !== 'id' && name !== 'expected' && typeof value === 'string' ? [value] : [],
  );
  const words = wordsOf([...texts, ...choices].join('\n')).map(({ folded }) => folded);
  if (words.length < LEAST_WORDS) return new Set();
  return new Set(
    Array.from({ length: words.length - SHINGLE + 1 }, (_, at) =>
      hash(words.slice(at, at + SHINGLE).join(' ')),
    ),
  );
}

const SALTS: readonly number[] = Array.from({ length: HASHES }, (_, index) => mix(index + 1));

function bandsOf(shingles: ReadonlySet<number>): string[] {
  const signature = SALTS.map((salt) => {
    let least = 0xffffffff;
    for (const shingle of shingles) least = Math.min(least, mix(shingle ^ salt));
    return least;
  });
  return Array.from(
    { length: HASHES / ROWS },
    (_, band) => `${band}:${signature.slice(band * ROWS, (band + 1) * ROWS).join(',')}`,
  );
}

function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const shared = a.intersection(b).size;
  return shared / (a.size + b.size - shared);
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return mix(value);
}

/** The finaliser of MurmurHash3. */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Near-duplicates as warnings where the later case stands. */
export function duplicateProblems(found: readonly NearDuplicate[]): Problem[] {
  return found.map(({ testCase, other, otherCase, similarity }) => {
    const { source } = testCase;
    const kind = similarity === 1 ? 'the same as' : `${Math.floor(similarity * 100)} % the same as`;
    const place = `benchmarks/${other.id}/${otherCase.source.file.split('/').at(-1)}:${otherCase.source.line}`;
    return {
      ...source,
      severity: 'warning',
      message: `case ${JSON.stringify(testCase.id)} is ${kind} case ${JSON.stringify(otherCase.id)} of ${other.id} (${place})`,
      fix: `leave it out, or fork ${other.id} when most cases come from it`,
    };
  });
}
