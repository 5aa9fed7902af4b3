import { z } from 'zod';
import { isJsonObject } from '../json.ts';
import type { Scorer, ScorerExample } from './scorer.ts';
import type { Step } from './step.ts';

/** One option, as the documentation lists it. */
export interface OptionDocument {
  readonly name: string;
  /** In words: `number`, `any | all`, `list of string`. */
  readonly type: string;
  /** As JSON; `null` when the option may be left out and nothing takes its place, or is required. */
  readonly default: string | null;
  readonly required: boolean;
  readonly description: string;
}

/** What the documentation says of a scorer. */
export interface ScorerDocument {
  readonly type: string;
  readonly summary: string;
  readonly threshold: number;
  readonly options: readonly OptionDocument[];
  readonly example: ScorerExample;
}

/** What the documentation says of an extract step. */
export interface StepDocument {
  readonly step: string;
  readonly summary: string;
  /** The option that a bare value sets; `null` when there is none. */
  readonly shorthand: string | null;
  readonly options: readonly OptionDocument[];
  readonly example: Step['example'];
}

/** The documentation of a scorer, out of its schema. */
export function documentScorer(scorer: Scorer): ScorerDocument {
  const { type, summary, threshold, example } = scorer;
  return { type, summary, threshold, options: documentOptions(scorer.options), example };
}

/** The documentation of an extract step, out of its schema. */
export function documentStep(step: Step): StepDocument {
  const { summary, shorthand = null, example } = step;
  return { step: step.step, summary, shorthand, options: documentOptions(step.options), example };
}

function documentOptions(schema: z.ZodType): OptionDocument[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  });
  return Object.entries(properties).map(([name, property]) => {
    const fields: Readonly<Record<string, unknown>> = isJsonObject(property) ? property : {};
    return {
      name,
      type: typeWords(fields),
      default: fields.default === undefined ? null : JSON.stringify(fields.default),
      required: required.includes(name),
      description: typeof fields.description === 'string' ? fields.description : '',
    };
  });
}

function typeWords(fields: Readonly<Record<string, unknown>>): string {
  if (Array.isArray(fields.enum)) return fields.enum.join(' | ');
  if (Array.isArray(fields.anyOf)) return fields.anyOf.map(typeWords).join(' | ');
  if (fields.type === 'array' && isJsonObject(fields.items))
    return `list of ${typeWords(fields.items)}`;
  return typeof fields.type === 'string' ? fields.type : 'any';
}
