import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { GROUPS, type Group } from '../scorers/groups.ts';
import { SCORERS, STEPS } from '../scorers/index.ts';
import { benchmarkSchema } from './schema.ts';

/**
 * The JSON Schema of `benchmark.yaml`, with the options of every scorer and extract step, so that
 * an editor completes and checks them.
 */
export function benchmarkJsonSchema(): JsonObject {
  const schema = toJsonSchema(benchmarkSchema);
  const extract = { type: 'array', items: { anyOf: Object.keys(STEPS).map(stepSchema) } };
  const score = {
    type: 'array',
    minItems: 1,
    items: {
      anyOf: [
        ...Object.keys(SCORERS).map((type) => scorerSchema(type)),
        ...Object.values(GROUPS).map((group) => groupSchema(group)),
      ],
    },
  };
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  return {
    ...schema,
    title: 'BenchmarkHub benchmark.yaml',
    properties: {
      ...properties,
      extract: { description: 'Steps that take the answer out of the reply.', ...extract },
      score: { description: 'How an answer is scored.', ...score },
    },
  };
}

/** A step as a bare word, as `{ word: options }`, or with its shorthand value. */
function stepSchema(name: string): JsonObject {
  const step = STEPS[name];
  if (step === undefined) return {};
  const { $schema: _, ...options } = toJsonSchema(step.options);
  const value =
    step.shorthand === undefined
      ? options
      : { anyOf: [options, { type: ['string', 'number', 'boolean'] }] };
  return {
    description: step.summary,
    anyOf: [
      { const: name },
      {
        type: 'object',
        properties: { [name]: value },
        required: [name],
        additionalProperties: false,
      },
    ],
  };
}

function scorerSchema(type: string): JsonObject {
  const scorer = SCORERS[type];
  if (scorer === undefined) return {};
  const own = toJsonSchema(scorer.options);
  return {
    description: scorer.summary,
    anyOf: [
      { const: type },
      {
        type: 'object',
        properties: {
          type: { const: type },
          ...COMMON,
          extract: STEPS_OF_SCORER,
          ...(isJsonObject(own.properties) ? own.properties : {}),
        },
        required: ['type', ...(Array.isArray(own.required) ? own.required : [])],
        additionalProperties: false,
      },
    ],
  };
}

/** The parts of a group are scorers again: the list refers to itself. */
function groupSchema({ type, summary }: Group): JsonObject {
  return {
    description: summary,
    type: 'object',
    properties: {
      type: { const: type },
      ...COMMON,
      extract: STEPS_OF_SCORER,
      score: { description: 'The parts: scorers or groups.', $ref: '#/properties/score' },
    },
    required: ['type', 'score'],
    additionalProperties: false,
  };
}

/** Written once: in each scorer the steps would make most of the file. */
const STEPS_OF_SCORER: JsonObject = { $ref: '#/properties/extract' };

const COMMON: JsonObject = {
  name: { type: 'string', description: 'Name of the score in results; the type unless written.' },
  weight: { type: 'number', minimum: 0, description: "Share in the case's score; 0 only informs." },
  not: { type: 'boolean', description: 'Turns the score round: 1 − value.' },
  threshold: {
    type: 'number',
    minimum: 0,
    maximum: 1,
    description: 'The least value that passes.',
  },
  turn: {
    anyOf: [{ type: 'integer', minimum: 1, maximum: 50 }, { const: 'all' }],
    description:
      'Which reply of a conversation: its number from 1, or all; the last unless written.',
  },
};

/**
 * Only "any JSON" refers to a definition, which would be out of reach where the schema of a scorer
 * becomes part of a larger one; a schema that allows everything says the same.
 */
function toJsonSchema(schema: z.ZodType): JsonObject {
  const { $defs: _, ...written } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return JSON.parse(JSON.stringify(written), (_key, value) =>
    typeof value === 'object' && value !== null && '$ref' in value ? {} : value,
  ) as JsonObject;
}
