import { z } from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { SandboxLanguage, SandboxResult } from '../../sandbox/sandbox.ts';
import { functionTable, humanEvalProgram, humanEvalTests } from '../../sandbox/tests.ts';
import type { Score, ScoreInput } from '../scorer.ts';
import { nothingToScore, scored, unscored } from './score.ts';

/** `[arguments, result]` of one call. */
type Row = readonly [readonly JsonValue[], JsonValue];

/** Options of the scorers that run a model's code against tests. */
export interface ProgramOptions {
  readonly tests?: string | readonly Row[];
  readonly call?: string;
  readonly tests_field: string;
  readonly call_field: string;
  readonly prompt_field?: string;
  readonly partial: boolean;
  readonly tolerance: number;
  readonly timeout: number;
  readonly memory: number;
}

const rows = z.array(z.tuple([z.array(z.json()), z.json()])).min(1);
const name = /^[\p{L}_$][\p{L}\p{N}_$]{0,99}$/u;

/** Options of `python` and `javascript`. */
export const programOptions: z.ZodType<ProgramOptions> = z.strictObject({
  tests: z
    .union([z.string().min(1).max(200_000), rows])
    .exactOptional()
    .describe('Tests of every case: pairs of [arguments, result], or a program that asserts.'),
  call: z
    .string()
    .regex(name, 'must be the name of a function')
    .exactOptional()
    .describe('Function that pairs of tests call; the case names it unless written.'),
  tests_field: z
    .string()
    .min(1)
    .default('tests')
    .describe('Field of the case with its tests, where they are not written as an option.'),
  call_field: z
    .string()
    .min(1)
    .default('call')
    .describe("Field of the case with the function's name, where it is not written as an option."),
  prompt_field: z
    .string()
    .min(1)
    .exactOptional()
    .describe(
      'Field with the beginning of the program, as in HumanEval: an answer may go on from it, and the tests define check(candidate).',
    ),
  partial: z
    .boolean()
    .default(false)
    .describe('Scores the share of the tests that pass; otherwise all of them have to.'),
  tolerance: z
    .number()
    .min(0)
    .default(0)
    .describe('Largest difference of two numbers that are still equal, in pairs of tests.'),
  timeout: z
    .number()
    .min(0.1)
    .max(120)
    .default(10)
    .describe('Seconds for the code and all of its tests together.'),
  memory: z
    .int()
    .min(64)
    .max(1024)
    .default(128)
    .describe('Megabytes of memory, each for the code and for its tests.'),
}) as z.ZodType<ProgramOptions>;

/** Scores code by what running it against its tests gave. */
export function scoreProgram(
  language: SandboxLanguage,
  input: ScoreInput,
  options: ProgramOptions,
): Score {
  const prepared = preparedTests(input.variables, options);
  if ('problem' in prepared) return unscored(prepared.problem);
  const { answer } = input;
  if (answer === null) return nothingToScore();
  const result = input.executed?.({
    language,
    code: prepared.complete(answer),
    tests: prepared.tests,
    timeoutMs: options.timeout * 1000,
    memoryMb: options.memory,
  });
  return scoreOfResult(result, answer, options.partial);
}

/** The score that an execution stands for. Only the answer's own failures are 0. */
export function scoreOfResult(
  result: SandboxResult | undefined,
  answer: string,
  isPartial: boolean,
): Score {
  if (result === undefined) return unscored('the code was not run', answer);
  const { status, message, passed_tests: passed, total_tests: total } = result;
  if (status === 'sandbox_error') return unscored(`the sandbox failed: ${message}`, answer);
  const counts = passed === undefined || total === undefined ? '' : `${passed} of ${total} tests`;
  if (status === 'passed') return scored(1, answer, counts === '' ? 'passed' : `passed ${counts}`);
  const value = isPartial && passed !== undefined && total ? passed / total : 0;
  const prefix = counts === '' ? '' : `passed ${counts}; `;
  return scored(value, answer, `${prefix}${WORDS[status]}${message === '' ? '' : `: ${message}`}`);
}

const WORDS: Readonly<
  Record<Exclude<SandboxResult['status'], 'passed' | 'sandbox_error'>, string>
> = {
  failed: 'a test failed',
  error: 'the code failed',
  timeout: 'the code took too long',
  memory: 'the code took too much memory',
  output_limit: 'the code printed too much',
};

type Prepared =
  | { readonly problem: string }
  | { readonly tests: string; complete(answer: string): string };

function preparedTests(variables: JsonObject, options: ProgramOptions): Prepared {
  const { tests_field, call_field, prompt_field, tolerance } = options;
  const written = options.tests ?? ownField(variables, tests_field);
  if (written === undefined) return { problem: `the case has no field "${tests_field}" of tests` };
  const call = options.call ?? ownField(variables, call_field);
  const isNamed = typeof call === 'string' && name.test(call);
  const prompt = prompt_field === undefined ? undefined : ownField(variables, prompt_field);
  if (prompt_field !== undefined) {
    if (typeof prompt !== 'string') return { problem: `the case has no text "${prompt_field}"` };
    if (!isNamed) return { problem: `the case has no function name "${call_field}"` };
    return {
      tests: humanEvalTests(prompt, String(written), call),
      complete: (answer) => humanEvalProgram(prompt, answer, call),
    };
  }
  const table = rowsOf(written);
  if (table === undefined) {
    if (typeof written !== 'string')
      return { problem: 'the tests are no [arguments, result] pairs' };
    return { tests: written, complete: (answer) => answer };
  }
  if (!isNamed) return { problem: `the case has no function name "${call_field}"` };
  return { tests: functionTable(call, table, tolerance), complete: (answer) => answer };
}

/** Pairs as a list, or as the JSON of one, because a cell of CSV is text. */
function rowsOf(written: JsonValue): readonly Row[] | undefined {
  const value =
    typeof written === 'string' && written.trimStart().startsWith('[[') ? parsed(written) : written;
  return rows.safeParse(value).data as readonly Row[] | undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function ownField(variables: JsonObject, field: string): JsonValue | undefined {
  const value = Object.hasOwn(variables, field) ? variables[field] : undefined;
  return value === null || value === '' || isJsonObject(value) ? undefined : value;
}
