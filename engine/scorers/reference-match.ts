import { z } from 'zod';
import { promptNamed } from '../judges/prompt.ts';
import { checklist } from '../judges/rubric.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { candidateOf, referenceOf, scoreByJudges } from './text/judging.ts';
import { nothingExpected } from './text/score.ts';

const PROMPT = 'reference-match@1';

const options: z.ZodType<object> = z.strictObject({});

/** Whether a judge finds that the answer says the same as the expected value. */
export const referenceMatch: Scorer = {
  type: 'reference_match',
  version: 1,
  summary:
    'A judge compares the final answer with the expected one: free in wording, strict on facts.',
  options,
  needsExpected: true,
  judges: () => PROMPT,
  threshold: 1,
  example: { options: {}, expected: 'Curie (1903)', right: 'Curie (1903)', wrong: 'Lise Meitner' },
  score: (input: ScoreInput): Score => {
    const reference = referenceOf(input);
    if (reference === undefined) return nothingExpected();
    const rubric = checklist(promptNamed(PROMPT)?.criteria ?? []);
    return scoreByJudges(input, {
      prompt: PROMPT,
      candidate: candidateOf(input),
      reference,
      rubric,
    });
  },
};
