import { z } from 'zod';
import type { JsonValue } from '../json.ts';

/** Calls of one function with the values they have to return. */
export interface FunctionTable {
  /** Name of the function. */
  readonly call: string;
  /** `[arguments, expected]`, one test a row. */
  readonly table: readonly (readonly [readonly JsonValue[], JsonValue])[];
  /** Largest difference of two numbers that are still equal; 0 unless said. */
  readonly tolerance: number;
  /** Nothing is expected: the result of the only call is handed out as the `value`. */
  readonly returns?: boolean;
}

interface FunctionCall {
  readonly call: string;
  readonly args: readonly JsonValue[];
}

const functionCallSchema = z.strictObject({
  call: z.string().regex(/^[\p{L}_$][\p{L}\p{N}_$]*$/u),
  args: z.array(z.json()),
});

const functionTableSchema = z.strictObject({
  call: z.string().regex(/^[\p{L}_$][\p{L}\p{N}_$]*$/u),
  table: z.array(z.tuple([z.array(z.json()), z.json()])).min(1),
  tolerance: z.number().nonnegative().default(0),
});

/** Tests that are compared outside the sandbox: the code never sees what is expected of it. */
export function functionTable(
  call: string,
  table: FunctionTable['table'],
  tolerance: number = 0,
): string {
  return JSON.stringify({ call, table, tolerance });
}

/** In place of tests: one call, whose result is handed out as the `value`. */
export function functionCall(call: string, args: readonly JsonValue[]): string {
  return JSON.stringify({ call, args });
}

/** The function table that the tests are; `undefined` when they are a program. */
export function functionTableOf(tests: string): FunctionTable | undefined {
  if (!tests.trimStart().startsWith('{')) return undefined;
  try {
    const written: unknown = JSON.parse(tests);
    const called = functionCallSchema.safeParse(written).data as FunctionCall | undefined;
    if (called !== undefined) {
      return { call: called.call, table: [[called.args, null]], tolerance: 0, returns: true };
    }
    return functionTableSchema.safeParse(written).data as FunctionTable | undefined;
  } catch {
    return undefined;
  }
}

/**
 * Tests in the manner of HumanEval: `check(candidate)`. The prompt runs on the tests' side too, so
 * that a helper which it defines and the tests use is the prompt's, whatever the answer makes of it.
 */
export function humanEvalTests(prompt: string, test: string, entryPoint: string): string {
  return `${prompt}\n\n${test}\n\ncheck(submission.${entryPoint})\n`;
}

/** The program that an answer to a HumanEval prompt is: whole, or the prompt's continuation. */
export function humanEvalProgram(prompt: string, answer: string, entryPoint: string): string {
  const isWhole = new RegExp(`^(async\\s+)?def\\s+${entryPoint}\\b`, 'm').test(answer);
  return isWhole ? `${importsOf(prompt)}\n${answer}` : `${prompt}${answer}`;
}

/** Answers leave out imports that the prompt already makes. */
function importsOf(prompt: string): string {
  return prompt
    .split('\n')
    .filter((line) => /^(import|from)\s/.test(line))
    .join('\n');
}
