import type { z } from 'zod';
import type { JsonObject } from '../json.ts';

/** What an extract step knows of its case. */
export interface StepContext {
  readonly choices?: readonly string[];
}

/** One way to take an answer out of a text. Pure, never throws, linear time. */
export interface Step<Options extends object = object> {
  /** The word in `extract: [ … ]`. */
  readonly step: string;
  /** Goes up when equal input may give another text; part of every `score_key`. */
  readonly version: number;
  /** One sentence: what it takes. */
  readonly summary: string;
  readonly options: z.ZodType<Options>;
  /** The option that a bare value sets: `after: "Answer:"` is `after: { text: "Answer:" }`. */
  readonly shorthand?: string;
  readonly example: {
    readonly options: JsonObject;
    readonly input: string;
    readonly output: string;
  };
  /** The text it takes, or `null` when there is none. */
  extract(text: string, options: Options, context: StepContext): string | null;
  /**
   * What it makes of several texts, where that is more than `extract` of each: a step may take
   * many out of one, or choose among them. The first that is left is the answer.
   */
  extractAll?(texts: readonly string[], options: Options, context: StepContext): readonly string[];
}
