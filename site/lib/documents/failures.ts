import type { FailureChange } from '../../../engine/analysis/failures/changes.ts';
import type { FailureSignature } from '../../../engine/analysis/failures/signature.ts';
import { FAILURE_KINDS } from '../../../engine/analysis/failures/taxonomy.ts';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import { changesInWords, failuresOfModel, shareText } from '../failure-view.ts';
import { BLANK, points, words } from '../format.ts';
import { plain, table } from '../markdown.ts';
import type { ModelEntry } from '../models.ts';
import { pValueText } from '../p-value.ts';
import type { SiteData } from '../site-data.ts';

/** How a model fails on one benchmark: a signature for each tier. */
export interface BenchmarkSignatures {
  readonly benchmark: Benchmark;
  readonly signatures: readonly FailureSignature[];
}

/** How a model fails on every benchmark that it has taken, those without a failure left out. */
export async function signaturesOf(
  data: SiteData,
  entry: ModelEntry,
): Promise<BenchmarkSignatures[]> {
  const measured = new Map(entry.results.map(({ benchmark }) => [benchmark.id, benchmark]));
  const parts = await Promise.all(
    [...measured.values()].map(async (benchmark) => ({
      benchmark,
      signatures: await failuresOfModel(data, benchmark, entry.id),
    })),
  );
  return parts.filter(({ signatures }) => signatures.some(({ codes }) => codes.length > 0));
}

/** The commonest kinds of each benchmark that a page has room for. */
const KINDS = 4;

/** How a model fails, as its page says it; empty without a failure. */
export function signaturesText(parts: readonly BenchmarkSignatures[]): string {
  const rows = parts.flatMap(({ benchmark, signatures }) =>
    signatures
      .flatMap(({ codes }) => codes.slice(0, KINDS))
      .map((share) => [
        plain(benchmark.title),
        `\`${share.code}\` ${FAILURE_KINDS[share.code].means}`,
        shareText(share),
        share.field === null ? BLANK : points(share.field),
        share.stands_out === null ? BLANK : `${share.stands_out} than others`,
      ]),
  );
  if (rows.length === 0) return '';
  const head = ['benchmark', 'failure', 'cases, % (95 %)', 'others, %', 'difference'];
  return `## How it fails\n\n${table(head, rows)}`;
}

/** Changes of kinds that a page has room for. */
const CHANGES = 8;

/** Which kinds of failure changed between two runs, as the page of the later says it. */
export function changesText(changes: readonly FailureChange[]): string {
  if (changes.length === 0) return '';
  const signed = (share: number) =>
    `${share > 0 ? '+' : share < 0 ? '−' : ''}${points(Math.abs(share))}`;
  const rows = changes
    .slice(0, CHANGES)
    .map(({ code, before, after, difference, low, high, p_adjusted, verdict }) => [
      `\`${code}\``,
      points(before),
      points(after),
      `${signed(difference)} (${signed(low)} to ${signed(high)})`,
      pValueText(p_adjusted),
      words(verdict),
    ]);
  const head = ['failure', 'before, %', 'after, %', 'change (95 %)', 'p', 'verdict'];
  return ['### Kinds of failure that changed', changesInWords(changes), table(head, rows)].join(
    '\n\n',
  );
}
