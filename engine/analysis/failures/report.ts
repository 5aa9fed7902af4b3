import type { Benchmark } from '../../benchmark/benchmark.ts';
import type { CaseRow } from '../rows.ts';
import {
  audited,
  type CaseAgreement,
  caseAgreement,
  type SuspectCase,
  suspectCases,
} from './audit.ts';
import { type FailureChange, failureChanges } from './changes.ts';
import { type Coders, codersOf } from './coders.ts';
import type { Coding } from './coding.ts';
import { explainFailures, type FailedRow } from './explain.ts';
import { type ModelFailures, modelFailures } from './shares.ts';
import { type FailureSignature, signaturesOf } from './signature.ts';
import { TAXONOMY_VERSION } from './taxonomy.ts';

/** Why the answers to a benchmark did not pass. Names are those of `--json`. */
export interface FailureReport {
  readonly benchmark: string;
  readonly fingerprint: string;
  /** Version of the list of codes. */
  readonly taxonomy: number;
  /** Scored answers that did not pass. */
  readonly failures: number;
  /** Share of them that neither a rule nor a judge explains, 0…1; `null` without one. */
  readonly unclear: number | null;
  /** Who coded what no rule explains; absent when nobody did. */
  readonly coders?: Coders;
  /** Best model first. */
  readonly models: readonly FailureSignature[];
  /** Failed by the most models first. */
  readonly cases: readonly CaseAgreement[];
  /** Cases whose answer or scorer somebody should look at. */
  readonly audit: readonly SuspectCase[];
  /** Against an earlier run; absent when none is named. */
  readonly changes?: readonly FailureChange[];
}

/** The rows a report is made of, all of one benchmark. */
export interface FailureRows {
  readonly failed: readonly FailedRow[];
  readonly cases: readonly CaseRow[];
  /** What judges said of answers and cases. */
  readonly codings?: readonly Coding[];
}

/**
 * Explains the failures of a benchmark as it stands now; rows of other fingerprints are left out.
 *
 * @param isWanted models whose signatures are made; all are the field they are compared with
 */
export function failureReport(
  benchmark: Benchmark,
  rows: FailureRows,
  isWanted: (model: ModelFailures) => boolean = () => true,
): FailureReport {
  const isCurrent = ({ fingerprint }: { readonly fingerprint: string }) =>
    fingerprint === benchmark.fingerprint;
  const failures = explainFailures(benchmark, rows.failed.filter(isCurrent), rows.codings);
  const models = modelFailures(rows.cases.filter(isCurrent), failures).sort(
    (a, b) => (b.mean ?? -1) - (a.mean ?? -1),
  );
  const counted = failures.filter(({ tier, score }) => tier !== 'baseline' && score !== null);
  const open = counted.filter(({ by }) => by === 'nobody');
  const coders = codersOf(rows.codings ?? []);
  const real = models.filter(({ tier }) => tier !== 'baseline');
  return {
    benchmark: benchmark.id,
    fingerprint: benchmark.fingerprint,
    taxonomy: TAXONOMY_VERSION,
    failures: counted.length,
    unclear: counted.length === 0 ? null : open.length / counted.length,
    ...(coders === undefined ? {} : { coders }),
    models: signaturesOf(real.length > 0 ? real : models, isWanted),
    cases: caseAgreement(counted),
    audit: audited(suspectCases(benchmark, models, counted), rows.codings),
  };
}

/** Which kinds of failure grew from one set of results to another of the same benchmark. */
export function changesBetween(
  benchmark: Benchmark,
  before: FailureRows,
  after: FailureRows,
): FailureChange[] {
  return failureChanges(sideOf(benchmark, before), sideOf(benchmark, after));
}

function sideOf(benchmark: Benchmark, { failed, cases, codings }: FailureRows): ModelFailures[] {
  const current = new Set(benchmark.cases.map(({ hash }) => hash));
  const rows = cases.filter(({ case_hash }) => current.has(case_hash));
  // The same case asked of two models is two pairs of one cluster.
  const clustered = rows.map((row) => ({ ...row, cluster: row.cluster ?? row.case_id }));
  return modelFailures(clustered, explainFailures(benchmark, failed, codings));
}
