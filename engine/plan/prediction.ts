import type { ReplyHistory } from '../run/journal.ts';
import { studentTQuantile } from '../statistics/index.ts';
import { GUESSED_OUTPUT_TOKENS, UNBOUNDED_OUTPUT_TOKENS } from './tokens.ts';

/** A predicted amount; `low` and `high` hold it in about 95 of 100 runs. */
export interface Range {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/** Calls of one model that are to be asked, as far as a prediction needs them. */
export interface Load {
  readonly calls: number;
  /** Input tokens of all of them, estimated from the texts. */
  readonly input: number;
  /** More input tokens than any tokenizer makes of them. */
  readonly inputHigh: number;
  /** Mean estimated input tokens over all calls of the plan, those answered before included. */
  readonly inputMean: number;
  readonly maxTokens: number | undefined;
}

/** What a prediction rests on, from the best to the least. */
export type Basis = 'regression' | 'past replies' | 'text length';

/** What calls will take, of one model on one benchmark. */
export interface Prediction {
  readonly basis: Basis;
  /** Past replies behind it. */
  readonly replies: number;
  readonly input: Range;
  readonly output: Range;
  /** Milliseconds of all calls, one after another. */
  readonly work: Range;
}

/** Fewer past replies say too little of their own spread. */
export const LEAST_REPLIES = 3;

/** Fewer past replies are summarised by their mean. */
export const LEAST_FOR_REGRESSION = 10;

/** Without past replies: a round trip of ordinary speed, of one word, and of a long answer. */
const GUESSED_LATENCY_MS: Range = { expected: 2_000, low: 400, high: 15_000 };

const NOTHING: Range = { expected: 0, low: 0, high: 0 };

/**
 * Predicts what calls will take: from past replies of the same benchmark and model when there are
 * some, by a least-squares line of output on input tokens when its slope is more than noise, else
 * by their mean; without past replies, from the lengths of the texts alone.
 */
export function predict(load: Load, history: ReplyHistory | undefined): Prediction {
  const replies = history?.replies ?? 0;
  if (load.calls === 0)
    return { basis: 'text length', replies, input: NOTHING, output: NOTHING, work: NOTHING };
  return history === undefined || replies < LEAST_REPLIES
    ? fromTexts(load, replies)
    : fromReplies(load, history);
}

function fromTexts({ calls, input, inputHigh, maxTokens }: Load, replies: number): Prediction {
  const most = maxTokens ?? UNBOUNDED_OUTPUT_TOKENS;
  const expected = calls * Math.min(GUESSED_OUTPUT_TOKENS, most / 2);
  const { expected: latency, low, high } = GUESSED_LATENCY_MS;
  return {
    basis: 'text length',
    replies,
    input: { expected: input, low: input / 2, high: inputHigh },
    output: { expected, low: calls, high: calls * most },
    work: { expected: calls * latency, low: calls * low, high: calls * high },
  };
}

function fromReplies(load: Load, history: ReplyHistory): Prediction {
  const { calls, input, inputMean, maxTokens } = load;
  const { replies, inputTokensMean } = history;
  // The texts of the plan are of the kind of the past ones: their mean tells the tokenizer's rate.
  const rate = inputMean > 0 && inputTokensMean > 0 ? inputTokensMean / inputMean : 1;
  const line = regressionOf(history);
  const most = calls * (maxTokens ?? UNBOUNDED_OUTPUT_TOKENS);
  const output = line
    ? alongLine(line, history, calls, (rate * input) / calls)
    : sumOf(calls, history.outputTokensMean, history.outputTokensDeviation, replies);
  const inputError =
    spread(replies - 1) * history.inputTokensDeviation * (calls / Math.sqrt(replies));
  return {
    basis: line ? 'regression' : 'past replies',
    replies,
    input: around(rate * input, inputError),
    output: capped(output, most),
    work: workOf(calls, history),
  };
}

/** Batches tell no latency; what is known of none is guessed. */
function workOf(
  calls: number,
  { latencyMsMean, latencyMsDeviation, replies }: ReplyHistory,
): Range {
  if (latencyMsMean > 0) return sumOf(calls, latencyMsMean, latencyMsDeviation, replies);
  const { expected, low, high } = GUESSED_LATENCY_MS;
  return { expected: calls * expected, low: calls * low, high: calls * high };
}

/**
 * The normal prediction interval of a sum of `calls` values from the mean of `replies` past ones:
 * its variance is n·s² for the values to come and n²·s²/h for the mean.
 */
function sumOf(calls: number, mean: number, deviation: number, replies: number): Range {
  const error = spread(replies - 1) * deviation * Math.sqrt(calls + calls ** 2 / replies);
  return around(calls * mean, error);
}

/** A least-squares line of output on input tokens. */
interface Line {
  readonly slope: number;
  /** Variance around the line, with n − 2 degrees of freedom. */
  readonly variance: number;
  /** Sum of squares of the past inputs around their mean. */
  readonly squares: number;
}

/** The line through past replies; `undefined` when they are few, or its slope may be none. */
function regressionOf(history: ReplyHistory): Line | undefined {
  const { replies: n, inputTokensDeviation, outputTokensDeviation, tokensCovariance } = history;
  if (n < LEAST_FOR_REGRESSION || inputTokensDeviation === 0) return undefined;
  const slope = tokensCovariance / inputTokensDeviation ** 2;
  const residual = outputTokensDeviation ** 2 - slope * tokensCovariance;
  const variance = (Math.max(0, residual) * (n - 1)) / (n - 2);
  const squares = (n - 1) * inputTokensDeviation ** 2;
  const isMoreThanNoise = Math.abs(slope) > spread(n - 2) * Math.sqrt(variance / squares);
  return isMoreThanNoise ? { slope, variance, squares } : undefined;
}

/**
 * The prediction interval of a sum of `calls` values of mean input `x` (Draper and Smith, "Applied
 * Regression Analysis", 3rd ed., §3.1, for the mean of n new observations, times n).
 */
function alongLine(line: Line, history: ReplyHistory, calls: number, x: number): Range {
  const { replies, inputTokensMean, outputTokensMean } = history;
  const away = x - inputTokensMean;
  const mean = outputTokensMean + line.slope * away;
  const share = 1 / calls + 1 / replies + away ** 2 / line.squares;
  return around(calls * mean, spread(replies - 2) * calls * Math.sqrt(line.variance * share));
}

/** How many standard errors hold 95 % of what is estimated with so many degrees of freedom. */
function spread(degrees: number): number {
  return studentTQuantile(0.975, Math.max(1, degrees));
}

function around(expected: number, error: number): Range {
  return {
    expected: Math.max(0, expected),
    low: Math.max(0, expected - error),
    high: Math.max(0, expected + error),
  };
}

function capped({ expected, low, high }: Range, most: number): Range {
  return {
    expected: Math.min(most, expected),
    low: Math.min(most, low),
    high: Math.min(most, high),
  };
}
