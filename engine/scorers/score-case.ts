import type { Expected, ExtractStep, Message, ScorerSpec, Tool } from '../benchmark/benchmark.ts';
import type { JsonObject } from '../json.ts';
import type { Judged } from '../judges/question.ts';
import type { ScoreDetail } from '../results/columns.ts';
import type { Executed } from '../sandbox/execution.ts';
import { checkedOptions } from './checked-options.ts';
import { runExtract } from './extract.ts';
import { GROUPS } from './groups.ts';
import { SCORERS } from './index.ts';
import { MAX_OUTPUT_CHARS, type ReplyFacts, type Score, type ToolCall } from './scorer.ts';
import { cut, unscored } from './text/score.ts';

/** A reply and the case it answers. */
export interface AnsweredCase {
  /** The whole reply as the model wrote it. */
  readonly output: string;
  readonly expected: Expected | undefined;
  /** Options in the order the model saw them. */
  readonly choices?: readonly string[];
  /** `order[shown] = written`. */
  readonly order?: readonly number[];
  readonly variables: JsonObject;
  /** Looks up what running a program gave; absent where nothing is run. */
  readonly executed?: Executed;
  /** Looks up what judges said; absent where nobody is asked. */
  readonly judged?: Judged;
  readonly tools?: readonly Tool[];
  /** As the provider reported them. */
  readonly toolCalls?: readonly ToolCall[];
  readonly reply?: ReplyFacts;
  /** All that was said, the replies included; absent where the user speaks once. */
  readonly conversation?: readonly Message[];
  /** The replies of a conversation in their order. */
  readonly turns?: readonly HeardTurn[];
}

/** One reply of a conversation. */
export interface HeardTurn {
  readonly output: string;
  readonly reply: ReplyFacts;
}

/** What a reply scores, all scorers together. */
export interface CaseScore {
  /** Weighted mean 0…1; `null` when a scorer that counts could not score. */
  readonly score: number | null;
  /** Whether every scorer that counts reached its threshold; `null` when one could not score. */
  readonly passed: boolean | null;
  /** The answer as the first scorer that counts and found one read it. */
  readonly answer: string | null;
  readonly scores: ScoreDetail[];
}

/**
 * Scores a reply by every scorer. Scorers of weight 0 only inform. A scorer that counts and could
 * not score leaves the whole unscored: failed is not zero.
 */
export function scoreCase(
  specs: readonly ScorerSpec[],
  extract: readonly ExtractStep[],
  answered: AnsweredCase,
): CaseScore {
  const output = answered.output.slice(0, MAX_OUTPUT_CHARS);
  const scores = specs.flatMap((spec) => detailsOf(spec, extract, { ...answered, output }));
  const counted = scores.filter(({ weight }) => weight > 0);
  const answer = counted.find((detail) => detail.answer !== null)?.answer ?? null;
  const isUnscored = counted.length === 0 || counted.some(({ value }) => value === null);
  if (isUnscored) return { score: null, passed: null, answer, scores };
  const passed = counted.every((detail) => detail.passed);
  return { score: weightedMean(counted), passed, answer, scores };
}

/** The verdict of a scorer; that of a group is followed by those of its parts, which only inform. */
function detailsOf(
  spec: ScorerSpec,
  extract: readonly ExtractStep[],
  answered: AnsweredCase,
): ScoreDetail[] {
  if (spec.parts === undefined) return [detailOf(spec, scoreSafely(spec, extract, answered))];
  const own = spec.extract ?? extract;
  const parts = spec.parts.map((part) => detailsOf(part, own, answered));
  const inner = parts.flat().map((detail) => ({
    ...detail,
    scorer: `${spec.name}/${detail.scorer}`,
    weight: 0,
  }));
  return [detailOf(spec, scoreGroup(spec, parts)), ...inner];
}

function scoreGroup(spec: ScorerSpec, parts: readonly (readonly ScoreDetail[])[]): Score {
  const group = Object.hasOwn(GROUPS, spec.type) ? GROUPS[spec.type] : undefined;
  if (group === undefined) return unscored(`there is no group "${spec.type}"`);
  const counted = parts.flatMap(([own]) => (own !== undefined && own.weight > 0 ? [own] : []));
  if (counted.length === 0) return unscored('no part of the group counts');
  const answer = counted.find((part) => part.answer !== null)?.answer ?? null;
  return { ...group.combine(counted), answer };
}

function detailOf(spec: ScorerSpec, score: Score): ScoreDetail {
  const { value: found, answer, reason } = score;
  const value = found !== null && spec.not ? 1 - found : found;
  return {
    scorer: spec.name,
    value,
    weight: spec.weight,
    passed: value === null ? null : value >= spec.threshold,
    answer: answer === null ? null : cut(answer),
    reason: cut(spec.not ? `not: ${reason}` : reason),
  };
}

/** A scorer keeps its promise not to throw; if one does not, its case is unscored, not the run lost. */
function scoreSafely(
  spec: ScorerSpec,
  extract: readonly ExtractStep[],
  answered: AnsweredCase,
): Score {
  try {
    return checkedScore(scoreBy(spec, extract, answered));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return unscored(`the scorer "${spec.type}" failed: ${message}`);
  }
}

function scoreBy(spec: ScorerSpec, extract: readonly ExtractStep[], answered: AnsweredCase): Score {
  const scorer = Object.hasOwn(SCORERS, spec.type) ? SCORERS[spec.type] : undefined;
  if (scorer === undefined) throw new Error('there is no such scorer');
  const { turns, ...heard } = atTurn(spec, answered);
  const answer = runExtract(spec.extract ?? extract, heard.output, heard);
  return scorer.score({ ...heard, answer }, checkedOptions(scorer.options, spec.options));
}

/** The case as a scorer looks at it: by its last reply, by one of its replies, or by all of them. */
function atTurn({ turn }: ScorerSpec, answered: AnsweredCase): AnsweredCase {
  const { turns } = answered;
  if (turn === undefined || turns === undefined) return answered;
  if (turn === 'all') {
    const output = turns.map((one) => one.output).join('\n\n');
    return { ...answered, output: output.slice(0, MAX_OUTPUT_CHARS) };
  }
  const one = turns[turn - 1];
  if (one === undefined) throw new Error(`the conversation has no turn ${turn}`);
  return { ...answered, output: one.output.slice(0, MAX_OUTPUT_CHARS), reply: one.reply };
}

function checkedScore(score: Score): Score {
  if (score.value === null || (score.value >= 0 && score.value <= 1)) return score;
  throw new Error(`its value ${score.value} is not between 0 and 1`);
}

function weightedMean(details: readonly ScoreDetail[]): number {
  const total = details.reduce((sum, { weight }) => sum + weight, 0);
  return details.reduce((sum, { weight, value }) => sum + weight * (value ?? 0), 0) / total;
}
