import type { Message } from '../../engine/benchmark/benchmark.ts';
import type { Result } from '../../engine/results/columns.ts';
import { turnsOf } from '../../engine/results/turns.ts';
import { cut } from './conversation.ts';
import type { AnswerKind } from './failure-view.ts';
import { count, integer, listInWords, points, seconds, usd, words } from './format.ts';
import type { ModelView, ModelViews } from './model-view.ts';

/** Longest output that a page shows in full, in characters. */
const OUTPUT_LETTERS = 20_000;

/** Longest reply before the last that a page shows in full, in characters. */
const TURN_LETTERS = 4_000;

export type Verdict = 'passed' | 'failed' | 'unscored';

/** One trial of one model at one case. */
export interface AnswerView {
  readonly model: ModelView;
  readonly trial: number;
  readonly verdict: Verdict;
  /** The verdict in words. */
  readonly headline: string;
  readonly output: string;
  /** Of a conversation, what was said before the last reply. */
  readonly before: readonly Message[];
  /** Characters of the output that are left out. */
  readonly omitted: number;
  readonly error: string;
  readonly reasons: readonly string[];
  readonly numbers: readonly string[];
  readonly tier: Result['tier'];
  /** Why it did not pass, as a kind of failure; absent when it passed. */
  readonly kind?: AnswerKind;
}

/** Answers side by side: best first, those without a score last. */
export function answerViewsOf(
  results: readonly Result[],
  models: ModelViews,
  kindOf: (result: Result) => AnswerKind | undefined = () => undefined,
): AnswerView[] {
  return [...results]
    .sort(
      (a, b) =>
        (b.score ?? -1) - (a.score ?? -1) ||
        Number(a.tier === 'baseline') - Number(b.tier === 'baseline') ||
        byName(a, b) ||
        a.trial - b.trial,
    )
    .map((result) => {
      const kind = kindOf(result);
      return { ...answerViewOf(result, models), ...(kind === undefined ? {} : { kind }) };
    });
}

function byName(a: Result, b: Result): number {
  return a.model < b.model ? -1 : Number(a.model > b.model);
}

function answerViewOf(result: Result, models: ModelViews): AnswerView {
  const output = result.output ?? '';
  const verdict = verdictOf(result);
  return {
    model: models(result.model),
    trial: result.trial,
    verdict,
    headline: headlineOf(result, verdict),
    output: output.slice(0, OUTPUT_LETTERS),
    before: saidBefore(result),
    omitted: Math.max(output.length - OUTPUT_LETTERS, 0),
    error: result.error ?? '',
    reasons: result.scores.map((detail) =>
      result.scores.length > 1 ? `${words(detail.scorer)}: ${detail.reason}` : detail.reason,
    ),
    numbers: numbersOf(result),
    tier: result.tier,
  };
}

/** From the first reply to the last word of the user; nothing where the user speaks once. */
function saidBefore({ turns: column, output }: Result): Message[] {
  const turns = turnsOf(column);
  const said = turns.flatMap(({ user, reply }): Message[] => [
    { role: 'user', content: user },
    { role: 'assistant', content: cut(reply.output ?? '', TURN_LETTERS) },
  ]);
  return said.slice(1, output === null ? undefined : -1);
}

function verdictOf(result: Result): Verdict {
  if (result.score === null) return 'unscored';
  return (result.passed ?? result.score >= 0.5) ? 'passed' : 'failed';
}

function headlineOf(result: Result, verdict: Verdict): string {
  const how = result.outcome === 'answered' ? '' : `, ${words(result.outcome)}`;
  if (verdict === 'unscored') return `No score${how}: this is not counted as a wrong answer`;
  return `${verdict === 'passed' ? 'Passed' : 'Did not pass'}, ${points(result.score ?? 0)} points${how}`;
}

function numbersOf(result: Result): string[] {
  const { latency_ms: latency, input_tokens: input, output_tokens: output } = result;
  return [
    ...(latency === null ? [] : [`${seconds(latency)} s`]),
    ...(input === null ? [] : [`${integer(input)} tokens in`]),
    ...(output === null ? [] : [`${integer(output)} out`]),
    ...(result.reasoning_tokens ? [`${integer(result.reasoning_tokens)} reasoning`] : []),
    ...(result.cost_usd === null ? [] : [usd(result.cost_usd)]),
    ...(result.attempts > 1 ? [`${result.attempts} attempts`] : []),
  ];
}

/** How many answers passed, failed or have no score: what `case_tallies.sql` counts too. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly unscored: number;
}

export const NO_ANSWERS: Tally = { passed: 0, failed: 0, unscored: 0 };

export function tallyOf(results: readonly Result[]): Tally {
  const verdicts = results.map(verdictOf);
  const tally = (verdict: Verdict) => verdicts.filter((other) => other === verdict).length;
  return { passed: tally('passed'), failed: tally('failed'), unscored: tally('unscored') };
}

/** The answers to a case in a sentence. */
export function tallyInWords({ passed, failed, unscored }: Tally): string {
  if (passed + failed + unscored === 0) return 'No model has answered this case yet.';
  const parts = [
    `${count(passed, 'answer')} passed`,
    ...(failed > 0 ? [`${failed} did not`] : []),
    ...(unscored > 0 ? [`${unscored} ${unscored === 1 ? 'has' : 'have'} no score`] : []),
  ];
  return `${listInWords(parts)}.`;
}
