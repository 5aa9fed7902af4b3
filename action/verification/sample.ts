import { hashOf } from '../../engine/hash.ts';
import { caseScores, type Submission } from '../../engine/node/submissions.ts';
import type { BenchmarkPlan } from '../../engine/plan/plan.ts';
import { seededShuffle } from '../../engine/statistics/index.ts';
import type { SampledClaim } from '../plan-document.ts';
import { checksOf, type VerificationRecord } from './records.ts';

/** Cases of one claim that one command asks again at most; 37 that all agree verify it. */
const MAX_CASES = 60;

/** The cases of a claim that can be checked: those that the claimed replies have a score for. */
export function claimedScores({ plan, journal }: Submission): Map<string, number> {
  return caseScores(plan, journal);
}

/**
 * Draws the cases to ask again, without those that were asked before: each case counts once.
 *
 * @param seed what nobody could know when the results were submitted
 */
export function drawSample(
  submissions: readonly Submission[],
  records: readonly VerificationRecord[],
  seed: string,
): SampledClaim[] {
  return submissions.flatMap((submission) => {
    const { path, digest, plan } = submission;
    const model = plan.models[0]?.id ?? '';
    const checked = new Set(checksOf(records, { digest, model }).map((check) => check.case));
    const open = [...claimedScores(submission).keys()].filter((hash) => !checked.has(hash));
    const cases = seededShuffle(open, hashOf([seed, digest, model])).slice(0, MAX_CASES);
    return cases.length === 0 ? [] : [{ path, digest, model, cases }];
  });
}

/** The same sample with a share of the cases of each claim, at least one. */
export function smaller(sample: readonly SampledClaim[], share: number): SampledClaim[] {
  return sample.map((claim) => {
    const count = Math.max(1, Math.floor(claim.cases.length * share));
    return { ...claim, cases: claim.cases.slice(0, count) };
  });
}

/** What a sample of a claim asks. @returns `undefined` when nothing of the sort is submitted */
export function samplePlan(
  submissions: readonly Submission[],
  { path, digest, model, cases }: SampledClaim,
): { submission: Submission; plan: BenchmarkPlan } | undefined {
  const submission = submissions.find(
    (one) => one.path === path && one.digest === digest && one.plan.models[0]?.id === model,
  );
  if (submission === undefined) return undefined;
  const { plan } = submission;
  const wanted = new Set(cases);
  const drawn = plan.benchmark.cases.filter(({ hash }) => wanted.has(hash));
  // A reply that is stored could be what was copied: each call is asked anew.
  return { submission, plan: { ...plan, benchmark: { ...plan.benchmark, cases: drawn } } };
}
