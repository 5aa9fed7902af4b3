import type { Comparison, Verdict } from '../../engine/analysis/board.ts';
import { TIERS } from './board-view.ts';
import type { Fact } from './facts.ts';
import { count, integer, moment, usd, words } from './format.ts';
import type { RunRow } from './run-changes.ts';
import type { Run } from './runs.ts';

/** What a verdict says of a model that was measured twice. */
const VERDICTS: Readonly<Record<Verdict, string>> = {
  improved: 'improved',
  regressed: 'regressed',
  'no regression': 'no regression',
  'no evidence': 'no evidence of a change',
  'not comparable': 'not comparable',
};

export function verdictText(change: Comparison | undefined): string {
  return change === undefined ? 'first time' : VERDICTS[change.verdict];
}

/** Provenance, size and cost of a run. */
export function runFacts(run: Run): Fact[] {
  return [
    { name: 'Started', text: moment(run.at) },
    ...(run.seconds !== null && run.seconds > 0
      ? [{ name: 'Took', text: durationText(run.seconds) }]
      : []),
    { name: 'Benchmarks', text: integer(run.benchmarks.length) },
    { name: 'Models', text: integer(run.models.length) },
    { name: 'Calls', text: integer(run.calls) },
    { name: 'Asked in this run', text: integer(run.asked) },
    { name: 'Spent in this run', text: spentText(run) },
    { name: 'Without a score', text: missingText(run) },
    { name: 'Tier', text: run.tiers.map((tier) => TIERS[tier].label).join(', ') },
    ...(run.engineVersion === null ? [] : [{ name: 'Engine', text: run.engineVersion }]),
  ];
}

/** What was spent; the calls whose cost is not known are said, never counted as nothing. */
export function spentText({ asked, spentUsd, spentUnknown }: Run): string {
  if (asked > 0 && spentUnknown === asked) return 'unknown';
  if (spentUnknown === 0) return usd(spentUsd);
  return `${usd(spentUsd)} and ${count(spentUnknown, 'call')} of unknown cost`;
}

export function missingText({ missing, missingByOutcome }: Run): string {
  if (missing === 0) return 'none';
  const why = Object.entries(missingByOutcome).map(
    ([outcome, calls]) => `${integer(calls)} ${words(outcome)}`,
  );
  return `${integer(missing)}: ${why.join(', ')}`;
}

/** `42 s`, `3 min`, `2.5 h`. */
export function durationText(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** What a run changed, in a sentence. */
export function runFinding(rows: readonly RunRow[]): string {
  const compared = rows.filter(({ change }) => change !== undefined);
  if (compared.length === 0)
    return 'Nothing to compare with: none of these models had been measured on these cases before.';
  const tally = (verdict: Verdict) =>
    compared.filter(({ change }) => change?.verdict === verdict).length;
  const [worse, better] = [tally('regressed'), tally('improved')];
  const rest = compared.length - worse - better;
  if (worse + better === 0)
    return `No evidence of a change: ${count(compared.length, 'model result')} compared with an earlier run, case by case.`;
  const parts = [
    ...(worse > 0 ? [`${worse} regressed`] : []),
    ...(better > 0 ? [`${better} improved`] : []),
    ...(rest > 0 ? [`for ${rest} there is no evidence of a change`] : []),
  ];
  return `Of ${count(compared.length, 'model result')} compared with an earlier run, ${parts.join(', ')}.`;
}
