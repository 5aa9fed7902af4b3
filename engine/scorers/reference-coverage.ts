import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import { checklist, type WrittenCriterion } from '../judges/rubric.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { candidateOf, scoreByJudges } from './text/judging.ts';
import { nothingExpected, textOf } from './text/score.ts';

/** Options of `reference_coverage`. */
export interface CoverageOptions {
  readonly contradictions: boolean;
  readonly values?: readonly string[];
}

const options: z.ZodType<CoverageOptions> = z.strictObject({
  contradictions: z
    .boolean()
    .default(true)
    .describe('Whether an answer that contradicts a required fact scores 0.'),
  values: z
    .array(z.string().min(3).max(1000))
    .max(29)
    .exactOptional()
    .describe('Required facts, in place of what the case expects.'),
});

/** A rubric takes thirty criteria; one of them is kept for contradictions. */
const MAX_FACTS = 29;

/** The share of required facts that a judge finds in the answer. */
export const referenceCoverage: Scorer<CoverageOptions> = {
  type: 'reference_coverage',
  version: 1,
  summary: 'The share of the expected facts that a judge finds stated; a contradiction makes it 0.',
  options,
  needsExpected: true,
  judges: () => 'reference-coverage',
  threshold: 1,
  example: {
    options: { contradictions: false, values: ['The bridge opened in 1932.'] },
    right: 'It opened in 1932.',
    wrong: 'It is a bridge.',
  },
  score: (input: ScoreInput, { contradictions, values }: CoverageOptions): Score => {
    const facts = values ?? factsOf(input.expected);
    if (facts.length === 0) return nothingExpected();
    const stated = facts.slice(0, MAX_FACTS).map((fact, index) => ({
      id: `fact_${index + 1}`,
      statement: `The answer states: ${fact}`,
    }));
    const opposite: WrittenCriterion[] = contradictions ? [CONTRADICTION] : [];
    return scoreByJudges(input, {
      prompt: 'reference-coverage@1',
      candidate: candidateOf(input),
      reference: facts.join('\n'),
      rubric: checklist([...stated, ...opposite]),
    });
  },
};

const CONTRADICTION: WrittenCriterion = {
  id: 'contradicts',
  statement: 'The answer contradicts one of the facts of the reference.',
  weight: -1,
  required: true,
};

function factsOf(expected: Expected | undefined): string[] {
  if (expected === undefined || expected === null) return [];
  const list = Array.isArray(expected)
    ? expected.map((item) => textOf(item))
    : textOf(expected).split('\n');
  return list.map((fact) => fact.trim().slice(0, 900)).filter((fact) => fact !== '');
}
