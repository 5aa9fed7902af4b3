import { z } from 'zod';
import type { Step } from '../step.ts';
import { DEFAULT_NUMBER_RULES, type FoundNumber, statedNumber } from '../text/numbers.ts';

/** Options of `last_number`, a part of those of the scorer `number`. */
export interface LastNumberOptions {
  readonly decimal: 'auto' | 'point' | 'comma';
  readonly magnitude_words: boolean;
}

const options: z.ZodType<LastNumberOptions> = z.strictObject({
  decimal: z
    .enum(['auto', 'point', 'comma'])
    .default('auto')
    .describe('The decimal mark. auto tells it from the grouping and reads 1,234 as thousands.'),
  magnitude_words: z
    .boolean()
    .default(true)
    .describe('1.5 million is 1500000; otherwise the word is a unit like any other.'),
});

/** The number that the scorer `number` would read, in one plain spelling. */
export const lastNumber: Step<LastNumberOptions> = {
  step: 'last_number',
  version: 1,
  summary: 'Takes the last number, or the boxed one, written plainly: no grouping, no unit.',
  options,
  example: {
    options: {},
    input: '16 − 3 = 13, so she makes 13 × 100 = **$1,300.50** a day.',
    output: '1300.5',
  },
  extract: (text: string, rules: LastNumberOptions): string | null => {
    const found = statedNumber(text, { ...DEFAULT_NUMBER_RULES, ...rules });
    return found === undefined ? null : spelling(found, rules);
  },
};

/** A decimal point before three digits would be read again as grouping where commas are decimal. */
function spelling({ text, percent }: FoundNumber, { decimal }: LastNumberOptions): string {
  const digits = decimal === 'comma' && /\.\d{3}$/.test(text) ? `${text}0` : text;
  return percent ? `${digits}%` : digits;
}
