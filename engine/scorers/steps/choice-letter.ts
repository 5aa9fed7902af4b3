import { z } from 'zod';
import type { Step, StepContext } from '../step.ts';
import { chosenPlaces } from '../text/choices.ts';
import { LETTER_COUNT, letterOf } from '../text/letters.ts';

/** Options of `choice_letter`. */
export interface ChoiceLetterOptions {
  readonly fallback?: string;
}

const options: z.ZodType<ChoiceLetterOptions> = z.strictObject({
  fallback: z
    .string()
    .max(100)
    .exactOptional()
    .describe('What is taken where the reply names no option; nothing is found unless written.'),
});

/** The letter of the option that a reply decides for, as the model saw the options. */
export const choiceLetter: Step<ChoiceLetterOptions> = {
  step: 'choice_letter',
  version: 1,
  summary:
    'Takes the letter of the option that the reply decides for, by letter or text, read as the scorer choice reads it.',
  options,
  shorthand: 'fallback',
  example: { options: {}, input: 'It is not (A). The answer is **B**.', output: 'B' },
  extract: (text: string, { fallback }: ChoiceLetterOptions, { choices }: StepContext) => {
    const shown = { texts: choices ?? [], count: choices?.length ?? LETTER_COUNT };
    const [place, ...others] = chosenPlaces(text, shown);
    return place === undefined || others.length > 0 ? (fallback ?? null) : letterOf(place);
  },
};
