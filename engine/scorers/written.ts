import { z } from 'zod';
import { suggestion } from '../nearest.ts';

/** What is wrong with a written scorer or step: where, what, and what to write instead. */
export interface WrittenProblem {
  /** Keys and indexes below the written value. */
  readonly path: (string | number)[];
  readonly message: string;
  /** Empty when the message says it all. */
  readonly fix: string;
}

/** What a written value stands for, or what is wrong with it. */
export type Resolved<Value> =
  | { readonly value: Value }
  | { readonly problems: readonly WrittenProblem[] };

/** Where something is written: keys and indexes. */
export type WrittenPath = readonly (string | number)[];

/** Names of the options that a schema allows. */
export function optionNames(schema: z.ZodType): string[] {
  const { properties } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.keys(properties ?? {});
}

/** One problem, as a result. */
export function failed(
  path: WrittenPath,
  message: string,
  fix = '',
): { problems: WrittenProblem[] } {
  return { problems: [{ path: [...path], message, fix }] };
}

/** Options as their schema makes them, or what is wrong with them; `allowed` is what a fix names. */
export function parseOptions<Value extends object>(
  schema: z.ZodType<Value>,
  written: unknown,
  path: WrittenPath,
  allowed: readonly string[],
): Resolved<Value> {
  const parsed = schema.safeParse(written);
  if (parsed.success) return { value: parsed.data };
  return { problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, path, allowed)) };
}

function problemsOf(
  issue: z.core.$ZodIssue,
  path: WrittenPath,
  allowed: readonly string[],
): WrittenProblem[] {
  const at = [...path, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...at, key],
      message: `unknown option "${key}"`,
      fix: suggestion(key, issue.path.length === 0 ? allowed : []),
    }));
  }
  const isMissing = issue.code === 'invalid_type' && /received undefined$/.test(issue.message);
  const name = issue.path.map(String).join('.');
  const message = isMissing
    ? `the option "${name}" is missing`
    : `${name === '' ? '' : `${name}: `}${issue.message.replace(/^Invalid (?:input|option): /, '')}`;
  return [{ path: at, message, fix: '' }];
}
