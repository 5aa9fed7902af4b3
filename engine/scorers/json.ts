import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { equalJson, findJson, jsonAt, parseJson, pathKeys } from './text/json.ts';
import { checkSchema } from './text/json-schema/check.ts';
import { schemaProblem } from './text/json-schema/problem.ts';
import {
  bestScore,
  nothingExpected,
  nothingToScore,
  quote,
  scored,
  unscored,
} from './text/score.ts';

/** Options of `json`. */
export interface JsonOptions {
  /** A JSON Schema that the value has to obey. */
  readonly schema?: JsonObject;
  /** Paths of the fields that are compared with the expected object; all of its keys by default. */
  readonly fields?: readonly string[];
  readonly partial: boolean;
  /** The largest difference at which numbers still count as equal, 0 or more. */
  readonly tolerance: number;
  readonly find: boolean;
}

const options: z.ZodType<JsonOptions> = z.strictObject({
  schema: z
    .record(z.string(), z.json())
    .superRefine((schema, context) => {
      const problem = schemaProblem(schema);
      if (problem !== null) context.addIssue({ code: 'custom', ...problem });
    })
    .exactOptional()
    .describe('A JSON Schema (draft 7 to 2020-12, references within itself) that has to hold.'),
  fields: z
    .array(z.string().refine((path) => pathKeys(path) !== null, 'a field looks like a.b[0]'))
    .min(1)
    .exactOptional()
    .describe('Fields to compare with the expected object, as a.b[0]; all of its keys by default.'),
  partial: z
    .boolean()
    .default(false)
    .describe('The score is the share of fields that are equal; otherwise all of them have to be.'),
  tolerance: z
    .number()
    .min(0)
    .default(0)
    .describe('The largest difference at which numbers still count as equal.'),
  find: z
    .boolean()
    .default(true)
    .describe('Looks for JSON in a Markdown fence or in prose; otherwise all has to be JSON.'),
});

/** The reply is JSON, obeys a schema, and holds the expected fields, as far as each is asked for. */
export const json: Scorer<JsonOptions> = {
  type: 'json',
  version: 1,
  summary: 'The answer is valid JSON, obeys a JSON Schema and holds the expected fields.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { schema: { type: 'object', required: ['name'] }, tolerance: 0.5, partial: true },
    expected: { name: 'Ada', age: 36 },
    right: 'Here you are:\n```json\n{ "name": "Ada", "age": 36.2 }\n```',
    wrong: '{"name": "Ada", "age": 40}',
  },
  score: scoreJson,
};

function scoreJson(input: ScoreInput, rules: JsonOptions): Score {
  const { answer, expected } = input;
  if (rules.fields !== undefined && expected === undefined) return nothingExpected();
  if (answer === null) return nothingToScore();
  const value = rules.find ? findJson(answer) : parseJson(answer);
  if (value === undefined) return scored(0, null, `no valid JSON in ${quote(answer)}`);
  const shown = JSON.stringify(value);
  const failure = rules.schema === undefined ? null : checkSchema(value, rules.schema);
  if (failure?.kind === 'unfinished') return unscored(failure.message, shown);
  if (failure !== null) return scored(0, shown, failure.message);
  if (expected === undefined) return scored(1, shown, 'is valid JSON');
  return bestScore(targetsOf(expected).map((target) => compare(value, target, rules, shown)));
}

/** A list is accepted as a whole, or any item of it; a text may itself be JSON. */
function targetsOf(expected: Expected): JsonValue[] {
  const value = typeof expected === 'string' ? (parseJson(expected) ?? expected) : expected;
  return Array.isArray(value) ? [value, ...value] : [value];
}

function compare(value: JsonValue, target: JsonValue, rules: JsonOptions, shown: string): Score {
  if (!isJsonObject(target)) {
    const isRight = equalJson(value, target, rules.tolerance);
    return scored(isRight ? 1 : 0, shown, isRight ? 'equals the expected JSON' : different([]));
  }
  const fields = rules.fields ?? Object.keys(target).map((key) => `[${JSON.stringify(key)}]`);
  const wrong = fields.filter(
    (field) => !equalJson(jsonAt(value, field), jsonAt(target, field), rules.tolerance),
  );
  if (wrong.length === 0) return scored(1, shown, `all of ${fields.length} fields are equal`);
  const share = rules.partial ? 1 - wrong.length / fields.length : 0;
  return scored(share, shown, different(wrong));
}

function different(fields: readonly string[]): string {
  if (fields.length === 0) return 'differs from the expected JSON';
  const names = fields.map((field) => field.replace(/^\["(.*)"\]$/, '$1'));
  return `differs in ${names.slice(0, 10).join(', ')}`;
}
