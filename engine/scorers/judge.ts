import { z } from 'zod';
import { promptNamed } from '../judges/prompt.ts';
import { checklist, criteriaSchema, type WrittenCriterion } from '../judges/rubric.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { candidateOf, fieldText, referenceOf, scoreByJudges } from './text/judging.ts';
import { unscored } from './text/score.ts';

/** Prompts with criteria of their own, or that take any. */
const TEMPLATES = [
  'instruction-following',
  'refusal-and-safety',
  'code-review',
  'agent-goal',
  'summary-quality',
  'translation-quality',
  'injection-screen',
] as const;

/** Options of `judge`. */
export interface JudgeOptions {
  readonly template: (typeof TEMPLATES)[number];
  readonly criteria: readonly WrittenCriterion[];
  readonly context_field?: string;
  readonly checks_field?: string;
}

const options: z.ZodType<JudgeOptions> = z.strictObject({
  template: z.enum(TEMPLATES).describe('What the judge is asked to look at.'),
  criteria: criteriaSchema
    .or(z.array(z.never()).max(0))
    .default([])
    .describe("Criteria in place of the template's own."),
  context_field: z
    .string()
    .min(1)
    .max(100)
    .exactOptional()
    .describe(
      'Field of the case that the judge is shown as context, such as a source text or a trajectory.',
    ),
  checks_field: z
    .string()
    .min(1)
    .max(100)
    .exactOptional()
    .describe('Field of the case with results of checks, which the judge may not overrule.'),
});

/** One of the judging templates that have criteria of their own. */
export const judge: Scorer<JudgeOptions> = {
  type: 'judge',
  version: 1,
  summary:
    'A judge with a ready template: instructions, refusals, code, agents, summaries, translations.',
  options,
  needsExpected: false,
  judges: ({ template }) => (typeof template === 'string' ? template : ''),
  threshold: 0.5,
  example: {
    options: {
      template: 'instruction-following',
      criteria: ['The answer is a list of three bullet points.'],
    },
    right: '- apples\n- pears\n- plums',
    wrong: 'Apples, pears and plums.',
  },
  score: (input: ScoreInput, given: JudgeOptions): Score => {
    const prompt = promptNamed(given.template);
    if (prompt === undefined) return unscored(`there is no template "${given.template}"`);
    const criteria = given.criteria.length > 0 ? given.criteria : prompt.criteria;
    if (criteria.length === 0) return unscored(`the template "${given.template}" needs criteria`);
    const reference = referenceOf(input);
    const context = fieldText(input.variables, given.context_field);
    const checks = fieldText(input.variables, given.checks_field);
    return scoreByJudges(input, {
      prompt: prompt.id,
      candidate: candidateOf(input),
      ...(reference === undefined ? {} : { reference }),
      ...(context === undefined ? {} : { context }),
      ...(checks === undefined ? {} : { checks }),
      rubric: checklist(criteria),
    });
  },
};
