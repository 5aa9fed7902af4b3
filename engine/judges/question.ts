import { hashOf } from '../hash.ts';
import type { Rubric } from './rubric.ts';

/** What is asked of a judge about one answer; the task itself is added by who asks. */
export interface JudgeQuestion {
  /** `id@version` of a prompt. */
  readonly prompt: string;
  /** The answer that is judged. Anyone may have written it. */
  readonly candidate: string;
  /** A right answer. */
  readonly reference?: string;
  /** What an answer has to be supported by. */
  readonly context?: string;
  /** Results of programs, which a judge may not overrule. */
  readonly checks?: string;
  /** For a pair: the answer to compare with. */
  readonly opponent?: string;
  /** Answers to the same task that passed, for comparison. Anyone may have written them. */
  readonly passing?: readonly string[];
  /** What is decided; for a choice, each criterion is one option. */
  readonly rubric: Rubric;
}

/** One vote on one answer, as it is stored. */
export interface Vote {
  /** Id of the judge's model. */
  readonly judge: string;
  readonly prompt: string;
  /** `call_key` of the question to the judge. */
  readonly key: string;
  /** `ab` or `ba` for a pair: whether the candidate was shown first. */
  readonly order: 'ab' | 'ba' | null;
  /** 1, or 2 for the repetition that measures how constant a judge is. */
  readonly repeat: number;
  /** Whether it counts: `extra` votes only measure the judge. */
  readonly counts: boolean;
  readonly status: 'valid' | 'abstained' | 'invalid' | 'failed';
  /** 0…1; `null` unless valid. */
  readonly value: number | null;
  /** Least confidence that the judge gave a criterion, 0…1. */
  readonly confidence: number | null;
  /** Verdict on each criterion, by its id; of a choice `code`, `secondary` and `quote`. */
  readonly verdicts: Readonly<Record<string, string>>;
  /** Why, or what was wrong. */
  readonly reason: string;
  readonly injection_suspected: boolean;
}

/** What a panel makes of its votes. */
export interface JudgeVerdict {
  /** 0…1, or `null`: not scored. */
  readonly value: number | null;
  readonly reason: string;
  /** Whether people have to look at it: contested, unscored, or suspicious. */
  readonly review: ReviewReason | null;
  readonly votes: readonly Vote[];
}

/** Why a case goes to people. */
export type ReviewReason =
  | 'contested'
  | 'unscored'
  | 'injection_suspected'
  | 'position_inconsistent';

/**
 * The verdict on an answer that is known; `undefined` while it is not. As with executions, what has
 * to be asked is collected with a look-up that takes notes.
 */
export type Judged = (question: JudgeQuestion) => JudgeVerdict | undefined;

/** How a question is put: everything that may change the bytes of a prompt, and so the verdict. */
export const QUESTION_VERSION = 1;

/**
 * The nonce of a question: 128 bits of a hash that the candidate itself goes into, so that nobody
 * can write it into a candidate, and equal questions have equal keys.
 */
export function nonceOf(
  question: JudgeQuestion,
  task: unknown,
  judge: string,
  turn: number,
): string {
  return hashOf({ version: QUESTION_VERSION, question, task, judge, turn }).slice(0, 32);
}

/** The items in an order that depends on nothing but the seed. */
export function shuffledBy<Item>(items: readonly Item[], seed: string): Item[] {
  const ranked = items.map((item, index) => ({ item, rank: hashOf([seed, index]) }));
  return ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ item }) => item);
}

/** Name under which calls to judges stand in the journal, apart from the benchmark's own. */
export function judgeBenchmarkId(benchmark: string): string {
  return `${benchmark}#judge`;
}
