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
  readonly latencyMsMean: number;
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
  if (replies.length === 0) return undefined;
  const outputs = replies.map(({ output_tokens }) => output_tokens ?? 0);
  const outputTokensMean = mean(outputs);
  const squares = outputs.map((value) => (value - outputTokensMean) ** 2);
  return {
    replies: replies.length,
    inputTokensMean: mean(replies.map(({ input_tokens }) => input_tokens ?? 0)),
    outputTokensMean,
    outputTokensDeviation:
      replies.length < 2 ? 0 : Math.sqrt((mean(squares) * replies.length) / (replies.length - 1)),
    latencyMsMean: mean(replies.map(({ latency_ms }) => latency_ms ?? 0)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
