import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { DEFAULT_NUMBER_RULES, statedNumber } from './text/numbers.ts';
import { nothingToScore, quote, scored, unscored } from './text/score.ts';

/** How sure the reply says it is: its value is that number. */
export const confidence: Scorer = {
  type: 'confidence',
  version: 1,
  summary:
    'The number that the answer states is the value itself, as a share or in percent; under the name confidence and with weight 0 it gives the calibration of a classification.',
  options: z.strictObject({}),
  needsExpected: false,
  threshold: 0,
  example: { options: {}, right: 'I am 100 % sure.', wrong: 'Confidence: 0.75' },
  score: (input: ScoreInput): Score => {
    if (input.answer === null) return nothingToScore();
    const found = statedNumber(input.answer, DEFAULT_NUMBER_RULES);
    if (found === undefined) return unscored(`no number found in ${quote(input.answer)}`);
    // 85 without a sign means percent: no share is above 1.
    const isPercent = found.percent || found.value > 1;
    const share = isPercent ? found.value / 100 : found.value;
    if (!(share >= 0 && share <= 1)) return unscored(`${found.text} is no share of 1`, found.text);
    return scored(share, found.text, `says it is sure to ${(share * 100).toFixed(0)} %`);
  },
};
