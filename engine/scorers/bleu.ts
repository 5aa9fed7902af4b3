import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { matchedNgrams, ngramCount } from './text/ngrams.ts';
import { decimals, scoreReferences } from './text/references.ts';
import { scored } from './text/score.ts';
import { type TokenizerName, tokenize, tokenizerOption } from './text/tokens.ts';

/** Options of `bleu`. */
export interface BleuOptions {
  /** The longest n-grams that count. */
  readonly order: number;
  readonly smoothing: 'none' | 'floor' | 'add-k' | 'exp';
  /** Value of `floor` and `add-k`; 0.1 and 1 unless written. */
  readonly smooth_value?: number;
  /** Leaves out orders that the answer is too short for. */
  readonly effective_order: boolean;
  readonly tokenizer: TokenizerName;
  readonly ignore_case: boolean;
}

const options: z.ZodType<BleuOptions> = z.strictObject({
  order: z.int().min(1).max(4).default(4).describe('The longest n-grams that count, 1 to 4.'),
  smoothing: z
    .enum(['none', 'floor', 'add-k', 'exp'])
    .default('exp')
    .describe('What an order without a match counts (Chen and Cherry 2014, methods 1 to 3).'),
  smooth_value: z
    .number()
    .min(0)
    .max(10)
    .exactOptional()
    .describe('The value that floor (0.1 unless written) and add-k (1) smooth by.'),
  effective_order: z
    .boolean()
    .default(true)
    .describe('Orders that the answer has no n-grams of do not count; for single sentences.'),
  tokenizer: tokenizerOption,
  ignore_case: z.boolean().default(false).describe('Upper and lower case are the same.'),
});

/** BLEU of one answer: Papineni et al. 2002, doi:10.3115/1073083.1073135, as sacrebleu has it. */
export const bleu: Scorer<BleuOptions> = {
  type: 'bleu',
  version: 1,
  summary: 'Sentence BLEU, 0 to 1: n-gram precision against all accepted texts, as sacrebleu.',
  options,
  needsExpected: true,
  threshold: 0.5,
  example: {
    options: {},
    expected: ['The cat sat on the mat.', 'There is a cat on the mat.'],
    right: 'The cat sat on the mat.',
    wrong: 'The cat is on the mat.',
  },
  score: (input: ScoreInput, chosen: BleuOptions): Score =>
    scoreReferences(input, (answer, references) => compare(answer, references, chosen)),
};

function compare(answer: string, references: readonly string[], chosen: BleuOptions): Score {
  const cut = (text: string) =>
    tokenize(chosen.ignore_case ? text.toLowerCase() : text, chosen.tokenizer);
  const tokens = cut(answer);
  const others = references.map(cut);
  const matches = matchedNgrams(tokens, others, chosen.order);
  const totals = matches.map((_, index) => ngramCount(tokens, index + 1));
  const brevity = brevityPenalty(tokens.length, closestLength(tokens.length, others));
  const mean = matches.some((count) => count > 0) ? meanPrecision(matches, totals, chosen) : 0;
  const value = Math.min(1, brevity * mean);
  const counts = matches.map((count, index) => `${count}/${totals[index]}`).join(' ');
  return scored(
    value,
    answer.trim(),
    `BLEU ${decimals(value)}: ${counts} n-grams match, brevity penalty ${decimals(brevity)}`,
  );
}

/** The geometric mean of the precisions of all orders that count. */
function meanPrecision(
  matches: readonly number[],
  totals: readonly number[],
  { smoothing, smooth_value, effective_order }: BleuOptions,
): number {
  const added = smoothing === 'add-k' ? (smooth_value ?? 1) : 0;
  let logs = 0;
  let halving = 1;
  for (let at = 0; at < matches.length; at++) {
    const extra = at === 0 ? 0 : added;
    const [match, total] = [(matches[at] ?? 0) + extra, (totals[at] ?? 0) + extra];
    if (total === 0) return effective_order ? Math.exp(logs / at) : 0;
    if (match === 0 && smoothing === 'exp') halving /= 2;
    const floor = smoothing === 'exp' ? halving : smoothing === 'floor' ? (smooth_value ?? 0.1) : 0;
    logs += Math.log((match === 0 ? floor : match) / total);
  }
  return Math.exp(logs / matches.length);
}

function brevityPenalty(length: number, reference: number): number {
  if (length >= reference) return 1;
  return length === 0 ? 0 : Math.exp(1 - reference / length);
}

/** Of the lengths of the references that nearest to the answer's; of two the shorter. */
function closestLength(length: number, references: readonly (readonly string[])[]): number {
  return references
    .map((tokens) => tokens.length)
    .reduce((best, next) => {
      const [away, bestAway] = [Math.abs(next - length), Math.abs(best - length)];
      return away < bestAway || (away === bestAway && next < best) ? next : best;
    });
}
