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

/** The text without white space at its ends. */
export const trim: Step = {
  step: 'trim',
  version: 1,
  summary: 'Takes away white space at both ends.',
  options: z.strictObject({}),
  example: { options: {}, input: '  Paris \n', output: 'Paris' },
  extract: (text: string): string => text.trim(),
};
