import type { FailureChange } from '../../engine/analysis/failures/changes.ts';
import { classifyFailure } from '../../engine/analysis/failures/classify.ts';
import { failedCallOf, isFailure } from '../../engine/analysis/failures/failed-call.ts';
import {
  changesBetween,
  type FailureReport,
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

/** Why one answer did not pass; `undefined` when it passed. */
export function kindOf(
  benchmark: Benchmark,
  testCase: TestCase,
  result: Result,
): FailureCode | undefined {
  if (!isFailure(result) || result.case_hash !== testCase.hash) return undefined;
  return classifyFailure(failedCallOf(benchmark, testCase, result)).primary;
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

/** The signatures of one model on a benchmark: one for each tier. */
export async function failuresOfModel(
  data: SiteData,
  benchmark: Benchmark,
  model: string,
): Promise<readonly FailureSignature[]> {
  const rows = await data.failureRows(benchmark.id);
  return failureReport(benchmark, rows, (other) => other.model === model).models;
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
