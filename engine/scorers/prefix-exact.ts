import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { emptyExpected, quote, scoreAccepted, scored, textOf } from './text/score.ts';
import { squadText } from './text/squad.ts';

/** Options of `prefix_exact`. */
export interface PrefixExactOptions {
  readonly quasi: boolean;
  readonly ignore_articles: boolean;
}

const options: z.ZodType<PrefixExactOptions> = z.strictObject({
  quasi: z
    .boolean()
    .default(true)
    .describe('Case, ASCII punctuation and repeated spaces do not count, as SQuAD compares.'),
  ignore_articles: z
    .boolean()
    .default(true)
    .describe('With quasi, the words a, an and the do not count.'),
});

/** The answer begins with the expected text after SQuAD's normalisation: HELM's prefix matches. */
export const prefixExact: Scorer<PrefixExactOptions> = {
  type: 'prefix_exact',
  version: 1,
  summary: 'The answer begins with the expected text once case, punctuation and articles are gone.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: {},
    expected: ['the Eiffel Tower'],
    right: 'Eiffel tower, in Paris.',
    wrong: 'It is the Eiffel Tower.',
  },
  score: (input: ScoreInput, { quasi, ignore_articles }: PrefixExactOptions): Score => {
    const prepare = (text: string) => (quasi ? squadText(text, ignore_articles) : text.trim());
    const start = prepare(input.answer ?? '');
    return scoreAccepted(input, input.expected, (answer, expected) => {
      const wanted = prepare(textOf(expected));
      if (wanted === '') return emptyExpected();
      const isRight = start.startsWith(wanted);
      const verb = isRight ? 'begins with' : 'does not begin with';
      return scored(isRight ? 1 : 0, answer.trim(), `${verb} ${quote(wanted)}`);
    });
  },
};
