import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { quote, scoreAccepted, scored, textOf } from './text/score.ts';
import { squadText } from './text/squad.ts';

/** The answer contains an accepted text or the other way round: FuzzyMatch of OpenAI's evals. */
export const fuzzyMatch: Scorer = {
  type: 'fuzzy_match',
  version: 1,
  summary:
    'The answer holds the expected text or lies in it, without case, punctuation and articles.',
  options: z.strictObject({}),
  needsExpected: true,
  threshold: 1,
  example: {
    options: {},
    expected: ['William Shakespeare'],
    right: 'Shakespeare',
    wrong: 'Christopher Marlowe',
  },
  score: (input: ScoreInput): Score => {
    const found = squadText(input.answer ?? '');
    return scoreAccepted(input, input.expected, (answer, expected) => {
      const wanted = squadText(textOf(expected));
      const isRight = matches(found, wanted);
      const verb = isRight ? 'matches' : 'does not match';
      return scored(isRight ? 1 : 0, answer.trim(), `${verb} ${quote(textOf(expected))}`);
    });
  },
};

/** Of two texts that are not empty either holds the other; an empty one matches only an empty one. */
function matches(found: string, wanted: string): boolean {
  if (found === '' || wanted === '') return found === wanted;
  return found.includes(wanted) || wanted.includes(found);
}
