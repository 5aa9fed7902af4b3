import { z } from 'zod';
import { acceptedAnswers, type Score, type ScoreInput, type Scorer } from './scorer.ts';
import { decimals } from './text/references.ts';
import { nothingExpected, nothingToScore, scored, textOf, unscored } from './text/score.ts';
import { translationEdits } from './text/shifts.ts';
import { type TercomRules, tercomWords } from './text/tercom.ts';

const options: z.ZodType<TercomRules> = z.strictObject({
  normalise: z
    .boolean()
    .default(false)
    .describe('Punctuation and possessives are words of their own, entities are characters.'),
  ignore_punctuation: z
    .boolean()
    .default(false)
    .describe('The marks . , ? : ; ! " ( ) do not count.'),
  ignore_case: z.boolean().default(true).describe('Upper and lower case are the same.'),
  asian: z
    .boolean()
    .default(false)
    .describe('With normalise, Chinese characters and kanji are words of their own.'),
});

/** TER: Snover et al. 2006, “A study of translation edit rate”, Tercom's search as in sacrebleu. */
export const ter: Scorer<TercomRules> = {
  type: 'ter',
  version: 1,
  summary:
    'Translation edit rate turned round: 1 − edits with shifts ÷ words expected, at least 0.',
  options,
  needsExpected: true,
  threshold: 0.5,
  example: {
    options: {},
    expected: ['The cat sat on the mat.'],
    right: 'the cat sat on the mat.',
    wrong: 'On the mat the cat sat.',
  },
  score: scoreTer,
};

function scoreTer(input: ScoreInput, rules: TercomRules): Score {
  const { answer } = input;
  const references = acceptedAnswers(input.expected).map((item) =>
    tercomWords(textOf(item), rules),
  );
  if (references.length === 0) return nothingExpected();
  if (answer === null) return nothingToScore();
  const found = tercomWords(answer, rules);
  const edits = references.map((words) => editsBetween(found, words));
  if (edits.includes(null)) {
    return unscored(`too long to compare: ${found.length} words in the answer`, answer);
  }
  const fewest = Math.min(...edits.map((count) => count ?? Number.POSITIVE_INFINITY));
  const length = references.reduce((sum, words) => sum + words.length, 0) / references.length;
  const rate = length === 0 ? Math.min(1, fewest) : fewest / length;
  const reason = `TER ${decimals(rate)}: ${fewest} edits for ${Number(length.toFixed(2))} words expected`;
  return scored(Math.max(0, 1 - rate), answer.trim(), reason);
}

function editsBetween(found: readonly string[], wanted: readonly string[]): number | null {
  const numbers = new Map<string, number>();
  const numberOf = (word: string) => {
    const known = numbers.get(word) ?? numbers.size;
    numbers.set(word, known);
    return known;
  };
  return translationEdits(found.map(numberOf), wanted.map(numberOf));
}
