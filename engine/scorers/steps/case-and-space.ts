import { z } from 'zod';
import type { Step } from '../step.ts';

/** The text in lower case. */
export const lower: Step = {
  step: 'lower',
  version: 1,
  summary: 'Writes the text in lower case.',
  options: z.strictObject({}),
  example: { options: {}, input: 'PARIS', output: 'paris' },
  extract: (text: string): string => text.toLowerCase(),
};

/** The text in upper case. */
export const upper: Step = {
  step: 'upper',
  version: 1,
  summary: 'Writes the text in upper case.',
  options: z.strictObject({}),
  example: { options: {}, input: 'Paris', output: 'PARIS' },
  extract: (text: string): string => text.toUpperCase(),
};

/** Options of `remove_whitespace`. */
export interface RemoveWhitespaceOptions {
  readonly where: 'all' | 'first_space';
}

const removal: z.ZodType<RemoveWhitespaceOptions> = z.strictObject({
  where: z
    .enum(['all', 'first_space'])
    .default('all')
    .describe('All white space, or one space at the beginning, as lm-evaluation-harness does.'),
});

/** The text without white space. */
export const removeWhitespace: Step<RemoveWhitespaceOptions> = {
  step: 'remove_whitespace',
  version: 1,
  summary: 'Takes white space out of the text.',
  options: removal,
  example: { options: {}, input: ' 1 000 km', output: '1000km' },
  extract: (text: string, { where }: RemoveWhitespaceOptions): string =>
    where === 'all' ? text.replaceAll(/\s+/g, '') : text.replace(/^ /, ''),
};

/** The text without white space at its ends. */
export const trim: Step = {
  step: 'trim',
  version: 1,
  summary: 'Takes away white space at both ends.',
  options: z.strictObject({}),
  example: { options: {}, input: '  Paris \n', output: 'Paris' },
  extract: (text: string): string => text.trim(),
};
