import { z } from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import {
  acceptedAnswers,
  type Score,
  type ScoreInput,
  type Scorer,
  type ToolCall,
} from './scorer.ts';
import { nothingExpected, nothingToScore, quote, scored, unscored } from './text/score.ts';
import { argumentsOf, callsIn, callsOf } from './text/tool-calls.ts';

/** Options of `tool_arguments`. */
export interface ToolArgumentsOptions {
  readonly match: 'exact' | 'partial';
  readonly ignore: readonly string[];
  readonly tolerance: number;
  readonly ignore_case: boolean;
}

const options: z.ZodType<ToolArgumentsOptions> = z.strictObject({
  match: z
    .enum(['exact', 'partial'])
    .default('exact')
    .describe('Partial allows arguments that are not expected.'),
  ignore: z
    .array(z.string())
    .max(100)
    .default([])
    .describe('Arguments that do not count, such as a time or an id.'),
  tolerance: z
    .number()
    .min(0)
    .default(0)
    .describe('Most distance of two numbers that are the same, absolute.'),
  ignore_case: z.boolean().default(false).describe('Upper and lower case are the same in texts.'),
});

/** The share of the expected calls that were made with the expected arguments. */
export const toolArguments: Scorer<ToolArgumentsOptions> = {
  type: 'tool_arguments',
  version: 1,
  summary: 'Share of the expected tool calls that were made with the expected arguments.',
  options,
  needsExpected: true,
  wholeExpected: true,
  threshold: 1,
  example: {
    options: { match: 'partial', ignore: ['request_id'] },
    expected: [{ name: 'weather', arguments: { city: 'Oslo', request_id: 7 } }],
    right: '{"name": "weather", "arguments": {"city": "Oslo", "units": "metric"}}',
    wrong: '{"name": "weather", "arguments": {"city": "Bergen"}}',
  },
  score: scoreToolArguments,
};

function scoreToolArguments(input: ScoreInput, how: ToolArgumentsOptions): Score {
  if (acceptedAnswers(input.expected).length === 0) return nothingExpected();
  const expected = callsIn(input.expected);
  if (expected === null) return unscored('the expected value is no list of tool calls');
  if (input.answer === null && (input.toolCalls ?? []).length === 0) return nothingToScore();
  const free = [...callsOf(input)];
  const answer = free.length === 0 ? null : free.map(({ name }) => name).join(', ');
  const missed: string[] = [];
  for (const wanted of expected) {
    const index = free.findIndex((call) => isSameCall(call, wanted, how));
    if (index >= 0) free.splice(index, 1);
    else missed.push(whyMissed(wanted, free, how));
  }
  const value = (expected.length - missed.length) / expected.length;
  const reason =
    missed.length === 0 ? `all ${expected.length} calls as expected` : missed.join('; ');
  return scored(value, answer, reason);
}

function isSameCall(call: ToolCall, wanted: ToolCall, how: ToolArgumentsOptions): boolean {
  return call.name === wanted.name && differing(call, wanted, how) === null;
}

/** The nearest call of the tool tells what was wrong with it. */
function whyMissed(
  wanted: ToolCall,
  calls: readonly ToolCall[],
  how: ToolArgumentsOptions,
): string {
  const near = calls.find(({ name }) => name === wanted.name);
  if (near === undefined) return `${quote(wanted.name)} was not called`;
  return `${quote(wanted.name)}: ${differing(near, wanted, how) ?? 'called once too few'}`;
}

/** The first argument that differs, in words; `null` when none does. */
function differing(call: ToolCall, wanted: ToolCall, how: ToolArgumentsOptions): string | null {
  const [given, expected] = [argumentsOf(call), argumentsOf(wanted)];
  if (given === null || expected === null) return 'its arguments are no JSON object';
  const counts = (name: string) => !how.ignore.includes(name);
  const wrong = Object.keys(expected)
    .filter(counts)
    .find((name) => !isEqualAt(name, given, expected, how));
  if (wrong !== undefined) {
    const found = Object.hasOwn(given, wrong) ? JSON.stringify(given[wrong]) : 'nothing';
    return `${wrong} is ${quote(found)}, expected ${quote(JSON.stringify(expected[wrong]))}`;
  }
  if (how.match === 'partial') return null;
  const extra = Object.keys(given)
    .filter(counts)
    .find((name) => !Object.hasOwn(expected, name));
  return extra === undefined ? null : `${extra} is not expected`;
}

function isEqualAt(
  name: string,
  given: JsonObject,
  expected: JsonObject,
  how: ToolArgumentsOptions,
): boolean {
  return Object.hasOwn(given, name) && isEqual(given[name] ?? null, expected[name] ?? null, how, 0);
}

/** Deeper than arguments ever are; a hostile reply may nest as deep as it is long. */
const MAX_DEPTH = 64;

function isEqual(a: JsonValue, b: JsonValue, how: ToolArgumentsOptions, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= how.tolerance;
  if (typeof a === 'string' && typeof b === 'string')
    return how.ignore_case ? a.toLowerCase() === b.toLowerCase() : a === b;
  if (Array.isArray(a) && Array.isArray(b))
    return (
      a.length === b.length &&
      a.every((item, index) => isEqual(item, b[index] ?? null, how, depth + 1))
    );
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every(
      (name) => Object.hasOwn(b, name) && isEqual(a[name] ?? null, b[name] ?? null, how, depth + 1),
    )
  );
}
