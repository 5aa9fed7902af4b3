import { type ParseArgsConfig, parseArgs } from 'node:util';
import { suggestion } from '../engine/nearest.ts';
import { UserError } from '../engine/problem.ts';
import type { Terminal } from './terminal/terminal.ts';

/** One option of a command. */
export interface Option {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in the help, such as `USD`. */
  readonly value?: string;
  readonly short?: string;
  readonly about: string;
}

/** Values of the options as they were written. */
export type Values = Readonly<Record<string, string | boolean | undefined>>;

/** What a command gets to work with. */
export interface Invocation {
  readonly values: Values;
  /** Arguments that are no options. */
  readonly names: readonly string[];
  /** The workspace. */
  readonly root: string;
  readonly json: boolean;
  readonly terminal: Terminal;
}

/** One command of `benchmarkhub`. */
export interface Command {
  readonly summary: string;
  /** Usage after the command's name, such as `[benchmark…]`. */
  readonly usage: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Does it; the answer is the exit code. */
  readonly run: (invocation: Invocation) => Promise<number>;
}

/** Options that every command has. */
export const COMMON_OPTIONS: Readonly<Record<string, Option>> = {
  root: {
    type: 'string',
    value: 'DIR',
    about: 'the workspace: the folder that holds benchmarks/ (default: this one)',
  },
  json: { type: 'boolean', about: 'print one JSON document on standard output and nothing else' },
  help: { type: 'boolean', short: 'h', about: 'explain this command' },
};

/** @throws UserError for an option that the command does not have, naming the nearest one. */
export function parseCommandLine(
  command: Command,
  words: readonly string[],
): { values: Values; names: string[] } {
  const options = { ...command.options, ...COMMON_OPTIONS };
  const config: ParseArgsConfig['options'] = Object.fromEntries(
    Object.entries(options).map(([name, { type, short }]) => [
      name,
      { type, ...(short === undefined ? {} : { short }) },
    ]),
  );
  const unknown = words.find(
    (word) => /^--[^=]/.test(word) && options[word.slice(2).split('=')[0] ?? ''] === undefined,
  );
  if (unknown !== undefined && !words.slice(0, words.indexOf(unknown)).includes('--')) {
    throw new UserError(
      `there is no option ${unknown}`,
      suggestion(unknown.slice(2), Object.keys(options)),
    );
  }
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: config,
      allowPositionals: true,
    });
    return { values: values as Values, names: positionals };
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error), '', {
      cause: error,
    });
  }
}

/** A number given as an option. @throws UserError when it is none, or outside `least`…`most`, both inclusive. */
export function numberOption(
  values: Values,
  name: string,
  least: number,
  most: number = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text !== '' && Number.isFinite(number) && number >= least && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? `at least ${least}` : `from ${least} to ${most}`;
  throw new UserError(`--${name} takes a number ${range}, not "${String(text)}"`);
}

/** A whole number given as an option. @throws UserError when it is none. */
export function integerOption(
  values: Values,
  name: string,
  least: number,
  most?: number,
): number | undefined {
  const number = numberOption(values, name, least, most);
  if (number !== undefined && !Number.isInteger(number))
    throw new UserError(`--${name} takes a whole number, not "${number}"`);
  return number;
}

/** A text given as an option. */
export function textOption(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The parts of a comma-separated option. */
export function listOption(values: Values, name: string): string[] {
  return (textOption(values, name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
