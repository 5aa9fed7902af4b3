import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { quote, scoreAccepted, scored, textOf } from './text/score.ts';
import { squadText, tokenF1, wordSetF1 } from './text/squad.ts';

/** Options of `squad`. */
export interface SquadOptions {
  readonly measure: 'f1' | 'exact' | 'set_f1';
  readonly ignore_articles: boolean;
}

const options: z.ZodType<SquadOptions> = z.strictObject({
  measure: z
    .enum(['f1', 'exact', 'set_f1'])
    .default('f1')
    .describe('F1 of the words, equality of the texts, or F1 of the sets of words as in HELM.'),
  ignore_articles: z.boolean().default(true).describe('The words a, an and the do not count.'),
});

/** Exact match and F1 of SQuAD 2.0's evaluation script; with several accepted texts the best. */
export const squad: Scorer<SquadOptions> = {
  type: 'squad',
  version: 1,
  summary: 'Words shared with the expected text as SQuAD scores them: F1 or (quasi) exact match.',
  options,
  needsExpected: true,
  threshold: 0.5,
  example: {
    options: {},
    expected: ['the Denver Broncos', 'Denver Broncos'],
    right: 'Denver Broncos!',
    wrong: 'the Broncos of Colorado',
  },
  score: (input: ScoreInput, { measure, ignore_articles }: SquadOptions): Score => {
    const found = squadText(input.answer ?? '', ignore_articles);
    return scoreAccepted(input, input.expected, (answer, expected) =>
      compare(answer.trim(), found, expected, { measure, ignore_articles }),
    );
  },
};

function compare(answer: string, found: string, expected: Expected, chosen: SquadOptions): Score {
  const wanted = squadText(textOf(expected), chosen.ignore_articles);
  const shown = quote(textOf(expected));
  if (found === wanted) return scored(1, answer, `is ${shown} as SQuAD compares`);
  if (chosen.measure === 'exact')
    return scored(0, answer, `expected ${shown}, found ${quote(answer)}`);
  const value = (chosen.measure === 'f1' ? tokenF1 : wordSetF1)(found, wanted);
  return scored(value, answer, `F1 ${value.toFixed(4)} of the words with ${shown}`);
}
