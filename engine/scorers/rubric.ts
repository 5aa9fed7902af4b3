import { z } from 'zod';
import { checklist, criteriaOf, criteriaSchema, type WrittenCriterion } from '../judges/rubric.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { candidateOf, fieldText, referenceOf, scoreByJudges } from './text/judging.ts';
import { unscored } from './text/score.ts';

/** Options of `rubric`. */
export interface RubricOptions {
  readonly criteria: readonly WrittenCriterion[];
  readonly criteria_field?: string;
  readonly levels: readonly string[];
  readonly most?: number;
  readonly aggregate: 'mean' | 'all' | 'min';
  readonly reference: boolean;
  readonly context_field?: string;
  readonly checks_field?: string;
  readonly abstain: boolean;
}

const options: z.ZodType<RubricOptions> = z.strictObject({
  criteria: criteriaSchema
    .or(z.array(z.never()).max(0))
    .default([])
    .describe(
      'What is true of a good answer: sentences, or { id, statement, weight, required, evidence, applies_if, na }.',
    ),
  criteria_field: z
    .string()
    .min(1)
    .max(100)
    .exactOptional()
    .describe(
      'Field of the case with criteria of its own, added to the others: one a line, or a list.',
    ),
  levels: z
    .array(z.string().min(3).max(500))
    .max(10)
    .default([])
    .describe('For a scale: what each level means, the lowest first; yes or no unless written.'),
  most: z
    .number()
    .gt(0)
    .max(1000)
    .exactOptional()
    .describe('For a number: the largest; the smallest is 0.'),
  aggregate: z
    .enum(['mean', 'all', 'min'])
    .default('mean')
    .describe('How criteria become the score: weighted mean, all of them, or the worst.'),
  reference: z
    .boolean()
    .default(true)
    .describe('Whether the judge is shown the expected value, where there is one.'),
  context_field: z
    .string()
    .min(1)
    .max(100)
    .exactOptional()
    .describe('Field of the case that the judge is shown as context.'),
  checks_field: z
    .string()
    .min(1)
    .max(100)
    .exactOptional()
    .describe('Field of the case with results of checks, which the judge may not overrule.'),
  abstain: z.boolean().default(true).describe('Whether a judge may say that it cannot tell.'),
});

/** Weighted atomic criteria, each decided by a judge; the total is computed. */
export const rubric: Scorer<RubricOptions> = {
  type: 'rubric',
  version: 1,
  summary: 'Judges decide weighted criteria one by one, with quotations that are checked.',
  options,
  needsExpected: false,
  judges: ({ levels }) =>
    Array.isArray(levels) && levels.length > 0 ? 'rubric-scale' : 'rubric-checklist',
  threshold: 0.5,
  example: {
    options: { criteria: ['The answer names a time.'] },
    right: 'Boil the eggs for ten minutes.',
    wrong: 'Boil the eggs.',
  },
  score: (input: ScoreInput, given: RubricOptions): Score => {
    const criteria = [...given.criteria, ...ownCriteria(input, given)];
    if (criteria.length === 0) return unscored('there are no criteria');
    const { levels, most, aggregate, abstain } = given;
    const scale = levels.length > 1 ? 'ordinal' : most === undefined ? 'binary' : 'numeric';
    const reference = given.reference ? referenceOf(input) : undefined;
    const context = fieldText(input.variables, given.context_field);
    const checks = fieldText(input.variables, given.checks_field);
    return scoreByJudges(input, {
      prompt: levels.length > 1 ? 'rubric-scale@1' : 'rubric-checklist@1',
      candidate: candidateOf(input),
      ...(reference === undefined ? {} : { reference }),
      ...(context === undefined ? {} : { context }),
      ...(checks === undefined ? {} : { checks }),
      rubric: {
        ...checklist([]),
        criteria: criteriaOf(criteria),
        scale,
        levels,
        most: most ?? 1,
        aggregate,
        abstain_allowed: abstain,
      },
    });
  },
};

/** Criteria of one case. */
function ownCriteria(
  { variables }: ScoreInput,
  { criteria_field }: RubricOptions,
): readonly WrittenCriterion[] {
  if (criteria_field === undefined || !Object.hasOwn(variables, criteria_field)) return [];
  const written = variables[criteria_field];
  const list =
    typeof written === 'string'
      ? written.split('\n').filter((line) => line.trim() !== '')
      : written;
  const parsed = criteriaSchema.safeParse(list);
  return parsed.success ? parsed.data : [];
}
