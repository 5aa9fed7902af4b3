import { z } from 'zod';
import type { Step } from '../step.ts';

/** Options of `take_first_k`. */
export interface TakeFirstKOptions {
  readonly k: number;
}

/** The first of several texts. */
export const takeFirst: Step = {
  step: 'take_first',
  version: 1,
  summary: 'Of several texts that a step such as find_all took, keeps the first.',
  options: z.strictObject({}),
  example: { options: {}, input: 'one', output: 'one' },
  extract: (text: string): string => text,
  extractAll: (texts: readonly string[]): readonly string[] => texts.slice(0, 1),
};

/** The last of several texts. */
export const takeLast: Step = {
  step: 'take_last',
  version: 1,
  summary: 'Of several texts that a step such as find_all took, keeps the last.',
  options: z.strictObject({}),
  example: { options: {}, input: 'one', output: 'one' },
  extract: (text: string): string => text,
  extractAll: (texts: readonly string[]): readonly string[] => texts.slice(-1),
};

/** The first k of several texts. */
export const takeFirstK: Step<TakeFirstKOptions> = {
  step: 'take_first_k',
  version: 1,
  summary: 'Of several texts that a step such as find_all took, keeps the first k.',
  options: z.strictObject({
    k: z.int().min(1).max(1_000).describe('How many are kept.'),
  }),
  shorthand: 'k',
  example: { options: { k: 2 }, input: 'one', output: 'one' },
  extract: (text: string): string => text,
  extractAll: (texts: readonly string[], { k }: TakeFirstKOptions): readonly string[] =>
    texts.slice(0, k),
};

/** The most frequent of several texts. */
export const majorityVote: Step = {
  step: 'majority_vote',
  version: 1,
  summary: 'Of several texts that a step such as find_all took, keeps the most frequent.',
  options: z.strictObject({}),
  example: { options: {}, input: 'one', output: 'one' },
  extract: (text: string): string => text,
  extractAll: mostFrequent,
};

/** Of equally frequent texts the one that came first. */
function mostFrequent(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = Math.max(0, ...new Set(counts.values()));
  return [...counts]
    .filter(([, count]) => count === most)
    .map(([text]) => text)
    .slice(0, 1);
}
