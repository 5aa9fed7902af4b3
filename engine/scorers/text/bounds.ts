import { z } from 'zod';
import type { Score, ScoreInput } from '../scorer.ts';
import { nothingToScore, scored } from './score.ts';

/** How many of something an answer has to have; all bounds are inclusive. */
export interface Bounds {
  readonly exact?: number;
  readonly min?: number;
  readonly max?: number;
}

const count = z.int().min(0).max(10_000_000);

/** The options `exact`, `min` and `max` for a schema. */
export const boundsShape: {
  readonly exact: z.ZodExactOptional<z.ZodInt>;
  readonly min: z.ZodExactOptional<z.ZodInt>;
  readonly max: z.ZodExactOptional<z.ZodInt>;
} = {
  exact: count.exactOptional().describe('Exactly so many; instead of min and max.'),
  min: count.exactOptional().describe('At least so many.'),
  max: count.exactOptional().describe('At most so many.'),
};

/** What is wrong with bounds as they are written, as a refinement of their schema. */
export function checkBounds({ exact, min, max }: Bounds, context: z.RefinementCtx): void {
  const report = (message: string) => context.addIssue({ code: 'custom', message });
  if (exact === undefined && min === undefined && max === undefined) {
    report('say how many: exact, min or max');
  }
  if (exact !== undefined && (min !== undefined || max !== undefined)) {
    report('exact goes without min and max');
  }
  if (min !== undefined && max !== undefined && min > max) report(`min ${min} is above max ${max}`);
}

/** 1 when the answer has as many as wanted, else 0; `units` is the plural of what is counted. */
export function scoreCount(
  input: ScoreInput,
  bounds: Bounds,
  units: string,
  countIn: (answer: string) => number,
): Score {
  if (input.answer === null) return nothingToScore();
  const found = countIn(input.answer);
  const isRight =
    found >= (bounds.exact ?? bounds.min ?? 0) &&
    found <= (bounds.exact ?? bounds.max ?? Number.POSITIVE_INFINITY);
  const reason = `${found} ${units}, wanted ${wantedWords(bounds)}`;
  return scored(isRight ? 1 : 0, input.answer.trim(), reason);
}

function wantedWords({ exact, min, max }: Bounds): string {
  if (exact !== undefined) return `exactly ${exact}`;
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  return min === undefined ? `at most ${max}` : `at least ${min}`;
}
