import type { Result } from '../results/columns.ts';
import {
  decideSign,
  decideThreshold,
  signEValue,
  type ThresholdDecision,
} from '../statistics/index.ts';
import { groupBy } from './rows.ts';

/** What a run is to settle. */
export type Question =
  | { readonly kind: 'threshold'; readonly threshold: number }
  | { readonly kind: 'compare'; readonly a: string; readonly b: string };

/** What a run says so far, after cases in an order fixed before it. */
export interface Decision {
  readonly decided: boolean;
  /** Cases that every model has ended, and cases of the benchmark. */
  readonly seen: number;
  readonly cases: number;
  readonly sentence: string;
}

/** A case that a model has ended: it passed, failed, or has no score. */
type Ended = 'passed' | 'failed' | 'missing';

/**
 * Whether the question is settled, from the results in the order they were asked.
 *
 * Only the cases before the first one that is still open count, so that slow answers cannot choose
 * what is seen. A threshold is decided by the finite-population sequence, two models by the sign
 * e-process; both may be read after every case. What has no score counts against either answer.
 */
export function decide(question: Question, results: Iterable<Result>, cases: number): Decision {
  const rows = groupBy(results, ({ case_id }) => case_id);
  const ended: ReadonlyMap<string, Ended>[] = [];
  for (const own of rows.values()) {
    if (own.some(isOpen)) break;
    ended.push(new Map([...groupBy(own, ({ model }) => model)].map(([m, all]) => [m, endOf(all)])));
  }
  const all = ended.length === cases;
  const said =
    question.kind === 'threshold'
      ? thresholdOf(question.threshold, ended, cases)
      : comparisonOf(question, ended);
  return { ...said, decided: said.decided || all, seen: ended.length, cases };
}

function isOpen({ outcome }: Result): boolean {
  return outcome === 'cancelled' || outcome === 'budget_stop' || outcome === 'stopped_early';
}

/** More than half of the trials that have a score. */
function endOf(rows: readonly Result[]): Ended {
  const scored = rows.filter(({ score }) => score !== null);
  if (scored.length === 0) return 'missing';
  return 2 * scored.filter(({ passed }) => passed === true).length > scored.length
    ? 'passed'
    : 'failed';
}

type Said = Pick<Decision, 'decided' | 'sentence'>;

function thresholdOf(
  threshold: number,
  ended: readonly ReadonlyMap<string, Ended>[],
  cases: number,
): Said {
  const models = [...new Set(ended.flatMap((one) => [...one.keys()]))];
  const answers = models.map((model): { model: string; answer: ThresholdDecision } => {
    const count = (end: Ended) => ended.filter((one) => one.get(model) === end).length;
    const [passes, missing, seen] = [count('passed'), count('missing'), ended.length];
    const least = decideThreshold({ cases, seen, passes }, threshold);
    const most = decideThreshold({ cases, seen, passes: passes + missing }, threshold);
    const answer = least === 'reached' ? least : most === 'missed' ? most : 'undecided';
    return { model, answer };
  });
  const share = `${(100 * threshold).toFixed(0)} %`;
  const words = { reached: `reaches ${share}`, missed: `misses ${share}`, undecided: 'open' };
  return {
    decided: answers.length > 0 && answers.every(({ answer }) => answer !== 'undecided'),
    sentence: answers.map(({ model, answer }) => `${model} ${words[answer]}`).join(', '),
  };
}

function comparisonOf(
  { a, b }: { readonly a: string; readonly b: string },
  ended: readonly ReadonlyMap<string, Ended>[],
): Said {
  const won = (winner: string, loser: string) =>
    ended.filter((one) => one.get(winner) === 'passed' && one.get(loser) === 'failed').length;
  const [onlyA, onlyB] = [won(a, b), won(b, a)];
  const answer = decideSign(onlyA, onlyB);
  const evidence = `${onlyA} to ${onlyB}, evidence ${signEValue(onlyA, onlyB).toPrecision(2)} of 20`;
  if (answer === 'undecided') return { decided: false, sentence: `open: ${evidence}` };
  const [winner, loser] = answer === 'a' ? [a, b] : [b, a];
  return { decided: true, sentence: `${winner} is better than ${loser}: ${evidence}` };
}
