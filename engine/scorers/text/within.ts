import { z } from 'zod';
import type { Score, ScoreInput } from '../scorer.ts';
import { nothingToScore, scored, unscored } from './score.ts';

/** The option `max` of a schema. */
export function mostOf(what: string): z.ZodNumber {
  return z.number().min(0).describe(`The most that is right, in ${what}, inclusive.`);
}

/** 1 when a number of the reply is at most `max`, else 0; an unknown one is not scored. */
export function scoreWithin(
  input: ScoreInput,
  found: number | null | undefined,
  max: number,
  units: string,
): Score {
  if (input.answer === null) return nothingToScore();
  if (found === null || found === undefined) return unscored(`its ${units} are not known`);
  const text = `${Number(found.toPrecision(6))} ${units}`;
  return scored(found <= max ? 1 : 0, text, `${text}, wanted at most ${max}`);
}
