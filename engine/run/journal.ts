import { FINAL_OUTCOMES } from '../results/columns.ts';
import type { Reply } from '../results/reply.ts';

/** A reply as it is kept. */
export interface JournalEntry {
  readonly callKey: string;
  /** The run that asked. */
  readonly runId: string;
  readonly benchmark: string;
  readonly model: string;
  readonly reply: Reply;
}

/** What past replies of a model on a benchmark were like; the ground of predictions. */
export interface ReplyHistory {
  readonly replies: number;
  readonly inputTokensMean: number;
  readonly outputTokensMean: number;
  /** Sample standard deviation; 0 with fewer than two replies. */
  readonly outputTokensDeviation: number;
  /** Means and deviations of replies whose tokens are known, at least 0. */
  readonly inputTokensDeviation: number;
  /** Sample covariance of input and output tokens. */
  readonly tokensCovariance: number;
  /** 0 when no latency is known. */
  readonly latencyMsMean: number;
  readonly latencyMsDeviation: number;
}

/** Where every reply is before anything else happens with it. */
export interface Journal {
  find(callKey: string): JournalEntry | undefined;
  /** The entries of many calls by key, as far as there are any; far cheaper than one by one. */
  findAll(callKeys: readonly string[]): ReadonlyMap<string, JournalEntry>;
  /** Those of the calls whose stored reply answers them for good, had at `since` or later. */
  answered(callKeys: readonly string[], since?: Date): ReadonlySet<string>;
  /** Resolves when the entry is durable against the death of the process. */
  record(entry: JournalEntry): Promise<void>;
  history(benchmark: string, model: string): ReplyHistory | undefined;
}

/** Whether an entry answers a call for good: it is never asked again, in this run or a later one. */
export function isReusable(entry: JournalEntry | undefined): boolean {
  return entry !== undefined && FINAL_OUTCOMES.has(entry.reply.outcome);
}

const EPOCH = new Date(0);

/** A journal that lives as long as the process: for the browser, dry runs and tests. */
export function memoryJournal(): Journal {
  const entries = new Map<string, JournalEntry>();
  return {
    find: (callKey) => entries.get(callKey),
    findAll: (callKeys) =>
      new Map(
        callKeys.flatMap((callKey) => {
          const entry = entries.get(callKey);
          return entry === undefined ? [] : [[callKey, entry]];
        }),
      ),
    answered: (callKeys, since = EPOCH) =>
      new Set(
        callKeys.filter((callKey) => {
          const entry = entries.get(callKey);
          return isReusable(entry) && (entry?.reply.asked_at ?? EPOCH) >= since;
        }),
      ),
    record: async (entry) => {
      entries.set(entry.callKey, entry);
    },
    history: (benchmark, model) =>
      historyOf(
        [...entries.values()].filter(
          (entry) => entry.benchmark === benchmark && entry.model === model,
        ),
      ),
  };
}

function historyOf(entries: readonly JournalEntry[]): ReplyHistory | undefined {
  const replies = entries.filter((entry) => isReusable(entry)).map(({ reply }) => reply);
  const known = replies.flatMap(({ input_tokens: input, output_tokens: output, latency_ms }) =>
    input === null || output === null ? [] : [{ input, output, latency_ms }],
  );
  return historyFrom({
    replies: known.length,
    input: mean(known.map(({ input }) => input)),
    output: mean(known.map(({ output }) => output)),
    inputSquares: mean(known.map(({ input }) => input ** 2)),
    outputSquares: mean(known.map(({ output }) => output ** 2)),
    products: mean(known.map(({ input, output }) => input * output)),
    latency: mean(known.flatMap(({ latency_ms }) => latency_ms ?? [])),
    latencySquares: mean(
      known.flatMap(({ latency_ms }) => (latency_ms === null ? [] : [latency_ms ** 2])),
    ),
  });
}

/** Means over past replies, as SQL gives them. */
export interface ReplyMeans {
  readonly replies: number;
  readonly input: number;
  readonly output: number;
  readonly inputSquares: number;
  readonly outputSquares: number;
  readonly products: number;
  readonly latency: number;
  readonly latencySquares: number;
}

/** Spreads from means: sample variances, with n − 1 below. */
export function historyFrom(means: ReplyMeans): ReplyHistory | undefined {
  const { replies, input, output, latency } = means;
  if (replies === 0) return undefined;
  const sample = (value: number) => (replies < 2 ? 0 : (value * replies) / (replies - 1));
  const deviation = (squares: number, of: number) =>
    Math.sqrt(sample(Math.max(0, squares - of * of)));
  return {
    replies,
    inputTokensMean: input,
    inputTokensDeviation: deviation(means.inputSquares, input),
    outputTokensMean: output,
    outputTokensDeviation: deviation(means.outputSquares, output),
    tokensCovariance: sample(means.products - input * output),
    latencyMsMean: latency,
    latencyMsDeviation: deviation(means.latencySquares, latency),
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
