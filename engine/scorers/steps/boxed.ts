import { z } from 'zod';
import type { Step } from '../step.ts';
import { lastBoxed } from '../text/boxed.ts';

/** What stands in the last `\boxed{…}`. */
export const boxed: Step = {
  step: 'boxed',
  version: 1,
  summary: 'Takes what stands in the last \\boxed{…} or \\fbox{…}.',
  options: z.strictObject({}),
  example: {
    options: {},
    input: 'So \\boxed{1} is wrong and $\\boxed{\\frac{3}{4}}$ is right.',
    output: '\\frac{3}{4}',
  },
  extract: (text: string): string | null => lastBoxed(text),
};
