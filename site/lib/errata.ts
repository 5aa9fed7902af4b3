import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import type { Erratum } from '../../engine/benchmark/errata.ts';

/** An erratum and the benchmark it belongs to. */
export interface ErratumEntry {
  readonly benchmark: Benchmark;
  readonly erratum: Erratum;
  /** Whether the case still has a page. */
  readonly isHere: boolean;
}

/** All errata of a library, the newest first. */
export function errataOf(benchmarks: readonly Benchmark[]): ErratumEntry[] {
  return benchmarks
    .flatMap((benchmark) =>
      (benchmark.errata ?? []).map((erratum) => ({
        benchmark,
        erratum,
        isHere: benchmark.cases.some(({ id }) => id === erratum.case),
      })),
    )
    .sort((a, b) => b.erratum.date.localeCompare(a.erratum.date));
}

/** What was wrong, who found it, and since when it is right. */
export function errataInWords({ wrong, by, fixed_in }: Erratum): string {
  const end = /[.!?]$/.test(wrong) ? '' : '.';
  const fixed = fixed_in === undefined ? 'Not put right yet.' : `Put right in ${fixed_in}.`;
  return `${wrong}${end} Found by ${by}. ${fixed}`;
}
