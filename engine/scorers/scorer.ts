import type { z } from 'zod';
import type { Expected, Message, Tool } from '../benchmark/benchmark.ts';
import type { JsonObject } from '../json.ts';
import type { Judged } from '../judges/question.ts';
import type { Executed } from '../sandbox/execution.ts';

/** What a scorer judges. */
export interface ScoreInput {
  /** The whole reply as the model wrote it, at most `MAX_OUTPUT_CHARS` long. */
  readonly output: string;
  /** What the extract steps took out of it; `null` when a step found nothing. */
  readonly answer: string | null;
  /** The right answer, or a list of right answers; `undefined` when the case has none. */
  readonly expected: Expected | undefined;
  /** Options in the order the model saw them; absent when the case has none. */
  readonly choices?: readonly string[];
  /** Place in the written order of each shown option: `order[shown] = written`. */
  readonly order?: readonly number[];
  /** Variables of the case. */
  readonly variables: JsonObject;
  /** Looks up what running a program gave; absent where nothing is run. */
  readonly executed?: Executed;
  /** Looks up what judges said; absent where nobody is asked. */
  readonly judged?: Judged;
  /** Tools that the model could call; absent when it was offered none. */
  readonly tools?: readonly Tool[];
  /** Calls of tools that the provider reported, in their order. */
  readonly toolCalls?: readonly ToolCall[];
  /** What is known of the reply besides its text. */
  readonly reply?: ReplyFacts;
  /** All that was said, the replies included; absent where the user speaks once. */
  readonly conversation?: readonly Message[];
}

/** One call of a tool. */
export interface ToolCall {
  readonly name: string;
  /** JSON as the model wrote it, which may be none. */
  readonly arguments: string;
}

/** What came with a reply; a field is absent or `null` where it is not known. */
export interface ReplyFacts {
  readonly outcome?: string;
  readonly finish_reason?: string | null;
  /** Milliseconds. */
  readonly latency_ms?: number | null;
  /** US dollars. */
  readonly cost_usd?: number | null;
  readonly input_tokens?: number | null;
  readonly output_tokens?: number | null;
  readonly reasoning_tokens?: number | null;
}

/** What a scorer says of one answer. */
export interface Score {
  /** 0…1 inclusive, or `null`: could not be scored, which is never the same as wrong. */
  readonly value: number | null;
  /** What was compared, as the scorer read it; `null` when nothing was found. */
  readonly answer: string | null;
  /** Why, in words a person understands, at most 300 characters. */
  readonly reason: string;
}

/**
 * One way to score. A scorer is pure: equal input gives equal output; it never throws and never
 * takes longer than linear time in the length of the answer times the length of the expected value.
 */
export interface Scorer<Options extends object = object> {
  /** The word in `score: [{ type: … }]`. */
  readonly type: string;
  /** Goes up when equal input may give another score; part of every `score_key`. */
  readonly version: number;
  /** One sentence: what it measures. */
  readonly summary: string;
  /** Strict schema of its own options, each with `.describe()` and its default. */
  readonly options: z.ZodType<Options>;
  /**
   * Whether it compares with the case's expected value, unless its options `pattern` or `values`
   * say what to compare with (`needsExpected` in `resolve.ts` knows both).
   */
  readonly needsExpected: boolean;
  /** Whether it runs code, and so has to be given `executed`. */
  readonly executes?: boolean;
  /** The prompt that it asks judges by, `id` or `id@version`; absent when it asks nobody. */
  readonly judges?: (options: JsonObject) => string;
  /** Whether a list as expected value is one answer with several parts, not several answers. */
  readonly wholeExpected?: boolean;
  /** Whether the expected value describes right answers, such as a pattern does, and is none. */
  readonly expectedDescribes?: boolean;
  /** The least value that passes unless a benchmark says otherwise, 0…1. */
  readonly threshold: number;
  /** A complete example for the documentation. */
  readonly example: ScorerExample;
  score(input: ScoreInput, options: Options): Score;
}

/** An example that the contract suite runs. */
export interface ScorerExample {
  readonly options: JsonObject;
  readonly expected?: Expected;
  readonly choices?: readonly string[];
  /** An answer that scores 1. */
  readonly right: string;
  /** An answer that scores less than 1. */
  readonly wrong: string;
  /** What came with these answers, for a scorer that judges it. */
  readonly replies?: { readonly right: ReplyFacts; readonly wrong: ReplyFacts };
}

/** Replies are cut here before they are scored. */
export const MAX_OUTPUT_CHARS = 1_000_000;

/** The accepted answers of an expected value: the items of a list, or the value itself. */
export function acceptedAnswers(expected: Expected | undefined): readonly Expected[] {
  if (expected === undefined) return [];
  return Array.isArray(expected) ? expected : [expected];
}
