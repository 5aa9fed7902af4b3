import type { FailureChange } from '../../engine/analysis/failures/changes.ts';
import type { Coding } from '../../engine/analysis/failures/coding.ts';
import { type ExplainedFailure, explainFailures } from '../../engine/analysis/failures/explain.ts';
import { isFailure } from '../../engine/analysis/failures/failed-call.ts';
import {
  changesBetween,
  type FailureReport,
  type FailureRows,
  failureReport,
} from '../../engine/analysis/failures/report.ts';
import type { CodeShare, FailureSignature } from '../../engine/analysis/failures/signature.ts';
import type { FailureCode } from '../../engine/analysis/failures/taxonomy.ts';
import type { Benchmark, TestCase } from '../../engine/benchmark/benchmark.ts';
import type { Result } from '../../engine/results/columns.ts';
import { count, listInWords, points } from './format.ts';
import type { SiteData } from './site-data.ts';

/** Models that a board's section has room for. */
const MOST_MODELS = 15;

/** Why an answer did not pass, and who told so. */
export type AnswerKind = Pick<ExplainedFailure, 'by'> & { readonly code: FailureCode };

/**
 * Why the answers to a case did not pass, by rules and else by what judges said of them;
 * `undefined` for one that passed.
 */
export function kindsOf(
  benchmark: Benchmark,
  testCase: TestCase,
  results: readonly Result[],
  codings: readonly Coding[] = [],
): (result: Result) => AnswerKind | undefined {
  const failed = results.filter((row) => isFailure(row) && row.case_hash === testCase.hash);
  const kinds = new Map(
    explainFailures({ ...benchmark, cases: [testCase] }, failed, codings).map(
      ({ primary, by }, place) => [failed[place], { code: primary, by }] as const,
    ),
  );
  return (result) => kinds.get(result);
}

/** The failures of a benchmark, with the signatures of its best models. */
export async function benchmarkFailures(
  data: SiteData,
  benchmark: Benchmark,
): Promise<FailureReport> {
  const rows = await data.failureRows(benchmark.id);
  const [board] = data.boards.get(benchmark.id) ?? [];
  const real = (board?.rows ?? []).filter(({ tier }) => tier !== 'published');
  const best = new Set(real.slice(0, MOST_MODELS).map(({ model, tier }) => `${model} ${tier}`));
  return failureReport(benchmark, rows, ({ model, tier }) => best.has(`${model} ${tier}`));
}

/** Signatures of all models, as long as the rows are held that they are made of. */
const SIGNATURES = new WeakMap<FailureRows, readonly FailureSignature[]>();

/** The signatures of one model on a benchmark: one for each tier. */
export async function failuresOfModel(
  data: SiteData,
  benchmark: Benchmark,
  model: string,
): Promise<readonly FailureSignature[]> {
  const rows = await data.failureRows(benchmark.id);
  const known = SIGNATURES.get(rows) ?? failureReport(benchmark, rows).models;
  SIGNATURES.set(rows, known);
  return known.filter((signature) => signature.model === model);
}

/** Which kinds of failure grew from one run to another; only those that moved. */
export async function runChanges(
  data: SiteData,
  benchmark: Benchmark,
  before: string,
  after: string,
): Promise<readonly FailureChange[]> {
  const [then, now] = await Promise.all([
    data.runFailureRows(before, benchmark.id),
    data.runFailureRows(after, benchmark.id),
  ]);
  return changesBetween(benchmark, then, now).filter(
    ({ only_before, only_after, difference }) => only_before + only_after > 0 || difference !== 0,
  );
}

/** The codes that the models of a table share most, the rest being put together. */
export function leadingCodes(models: readonly FailureSignature[], most: number): FailureCode[] {
  const totals = new Map<FailureCode, number>();
  for (const { codes } of models)
    for (const { code, share } of codes) totals.set(code, (totals.get(code) ?? 0) + share);
  return [...totals]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([code]) => code);
}

/** A share with its interval: `12.0 (7.1–19.4)`. */
export function shareText({ share, low, high }: CodeShare): string {
  return low === null || high === null
    ? points(share)
    : `${points(share)} (${points(low)}–${points(high)})`;
}

/** What the failures of a benchmark say, in a sentence or two. */
export function failuresInWords({
  failures,
  unclear,
  models,
  audit,
  coders,
}: FailureReport): string {
  if (failures === 0) return 'No scored answer failed.';
  const known =
    unclear === null
      ? ''
      : ` ${coders === undefined ? 'Rules name' : `Rules and ${listInWords(coders.judges)} name`} the kind of ${points(1 - unclear)} % of them.`;
  const odd = models.filter(({ codes }) => codes.some((code) => code.stands_out === 'more'));
  const others =
    odd.length === 0
      ? ' No model stands out.'
      : ` ${count(odd.length, 'model')} ${odd.length === 1 ? 'stands' : 'stand'} out.`;
  const keys = audit.length === 0 ? '' : ` ${count(audit.length, 'case')} may be wrong themselves.`;
  return `${count(failures, 'scored answer')} failed.${known}${others}${keys}`;
}

/** The kinds that grew or shrank between two runs, in a sentence. */
export function changesInWords(changes: readonly FailureChange[]): string {
  const named = (verdict: FailureChange['verdict']) =>
    changes.filter((change) => change.verdict === verdict).map(({ code }) => code);
  const parts = [
    ...(named('grew').length > 0 ? [`${listInWords(named('grew'))} grew`] : []),
    ...(named('shrank').length > 0 ? [`${listInWords(named('shrank'))} shrank`] : []),
  ];
  return parts.length === 0 ? 'No evidence that any kind grew or shrank.' : `${parts.join('; ')}.`;
}
