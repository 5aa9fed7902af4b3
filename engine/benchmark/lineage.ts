import type { Benchmark, TestCase } from './benchmark.ts';
import { type BenchmarkDifference, differenceOf } from './difference.ts';
import type { Erratum } from './errata.ts';

/** Where a fork came from: the id, and how its fingerprint began at that time. */
export interface Origin {
  readonly id: string;
  readonly fingerprint: string;
}

/** What a benchmark was forked from, as `forked_from` has it. */
export function originOf({
  forked_from: text,
}: Pick<Benchmark, 'forked_from'>): Origin | undefined {
  if (text === undefined) return undefined;
  const at = text.lastIndexOf('@');
  return at < 1
    ? { id: text, fingerprint: '' }
    : { id: text.slice(0, at), fingerprint: text.slice(at + 1) };
}

/** A fork beside the benchmark it came from. */
export interface Upstream {
  readonly origin: Origin;
  /** The original as it is now; absent when the library no longer has it. */
  readonly benchmark?: Benchmark;
  /** Whether the original has changed since. */
  readonly hasMoved: boolean;
  /** From the original as it is now to the fork. */
  readonly difference?: BenchmarkDifference;
}

export function upstreamOf(fork: Benchmark, library: readonly Benchmark[]): Upstream | undefined {
  const origin = originOf(fork);
  if (origin === undefined) return undefined;
  const benchmark = library.find(({ id }) => id === origin.id && id !== fork.id);
  if (benchmark === undefined) return { origin, hasMoved: false };
  return {
    origin,
    benchmark,
    hasMoved: origin.fingerprint !== '' && !benchmark.fingerprint.startsWith(origin.fingerprint),
    difference: differenceOf(benchmark, fork),
  };
}

/** An erratum of the original that a fork has not taken over. */
export interface PendingErratum {
  /** As it belongs to the fork: put right in its version when its case is as the original's now. */
  readonly erratum: Erratum;
  readonly original?: TestCase;
  readonly fork: TestCase;
}

/** The original's errata that concern a fork's cases and that the fork does not list yet. */
export function pendingErrata(fork: Benchmark, original: Benchmark): PendingErratum[] {
  const listed = new Set((fork.errata ?? []).map((one) => `${one.date} ${one.case}`));
  return (original.errata ?? []).flatMap(({ fixed_in: _, ...erratum }) => {
    const own = fork.cases.find(({ id }) => id === erratum.case);
    if (own === undefined || listed.has(`${erratum.date} ${erratum.case}`)) return [];
    const now = original.cases.find(({ id }) => id === erratum.case);
    const isRight = now?.hash === own.hash;
    return [
      {
        erratum: isRight ? { ...erratum, fixed_in: fork.version } : erratum,
        ...(now === undefined ? {} : { original: now }),
        fork: own,
      },
    ];
  });
}

/** The forks of a benchmark, and the number of cases that they add together. */
export function forksOf(
  benchmark: Benchmark,
  library: readonly Benchmark[],
): { readonly forks: readonly Benchmark[]; readonly addedCases: number } {
  const forks = library.filter(
    (other) => other.id !== benchmark.id && originOf(other)?.id === benchmark.id,
  );
  const known = new Set(benchmark.cases.map(({ id }) => id));
  // Two forks may add the same case: it counts once.
  const added = forks.flatMap(({ cases }) => cases.filter(({ id }) => !known.has(id)));
  return { forks, addedCases: new Set(added.map(({ hash }) => hash)).size };
}

/** `3 forks add 41 cases`; nothing when there are none. */
export function forksInWords(forks: number, cases: number): string {
  if (forks === 0) return '';
  const plural = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  return `${plural(forks, 'fork')} ${forks === 1 ? 'adds' : 'add'} ${plural(cases, 'case')}`;
}
