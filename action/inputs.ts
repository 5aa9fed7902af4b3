import { nearest } from '../engine/nearest.ts';
import { UserError } from '../engine/problem.ts';

/** What the Action can do. */
export const COMMANDS = ['validate', 'plan', 'run', 'merge', 'publish', 'comment', 'gate'] as const;
export type CommandName = (typeof COMMANDS)[number];

/** The inputs, read and checked; `action.yml` explains each. */
export interface Inputs {
  readonly command: CommandName;
  /** Ids of benchmarks; all when empty. */
  readonly benchmarks: readonly string[];
  readonly models: readonly string[];
  readonly trials: number | undefined;
  readonly budgetUsd: number;
  readonly monthUsd: number;
  readonly authorMonthUsd: number;
  /** Ids of the providers whose keys the repository has; all when empty. */
  readonly providers: readonly string[];
  readonly shards: number;
  readonly maxConcurrency: number | undefined;
  readonly timeoutMinutes: number;
  readonly comment: 'auto' | 'always' | 'on-change' | 'never';
  readonly failOn: 'error' | 'regression' | 'never';
  readonly base: string;
  readonly token: string;
  readonly resultsBranch: string;
  readonly signedCommits: boolean;
  readonly dryRun: boolean;
  /** Output `plan` of the command `plan`. */
  readonly plan: string;
  /** An entry of the output `matrix`. */
  readonly shard: string;
  /** Folder that holds what the jobs hand on, relative to the workspace of the job. */
  readonly folder: string;
}

/** Every input by its name in `action.yml`; `true` for those that hold a list. */
export const INPUT_NAMES = [
  'command',
  'benchmarks',
  'models',
  'trials',
  'budget-usd',
  'month-usd',
  'author-month-usd',
  'providers',
  'shards',
  'max-concurrency',
  'timeout-minutes',
  'comment',
  'fail-on',
  'base',
  'github-token',
  'results-branch',
  'signed-commits',
  'dry-run',
  'plan',
  'shard',
  'folder',
] as const;

export type InputName = (typeof INPUT_NAMES)[number];

/** Reads one input; empty when it is not set. */
export type InputReader = (name: InputName) => string;

/** @throws UserError naming the input and what it takes. */
export function readInputs(read: InputReader): Inputs {
  return {
    command: choice(read, 'command', COMMANDS),
    benchmarks: list(read('benchmarks')),
    models: list(read('models')),
    trials: optionalNumber(read, 'trials', 1, 1000),
    budgetUsd: number(read, 'budget-usd', 0, 100_000),
    monthUsd: number(read, 'month-usd', 0, 1_000_000),
    authorMonthUsd: number(read, 'author-month-usd', 0, 1_000_000),
    providers: list(read('providers')),
    shards: number(read, 'shards', 1, 200),
    maxConcurrency: optionalNumber(read, 'max-concurrency', 1, 10_000),
    timeoutMinutes: number(read, 'timeout-minutes', 1, 7200),
    comment: choice(read, 'comment', ['auto', 'always', 'on-change', 'never']),
    failOn: choice(read, 'fail-on', ['error', 'regression', 'never']),
    base: read('base'),
    token: read('github-token'),
    resultsBranch: branch(read('results-branch')),
    signedCommits: choice(read, 'signed-commits', ['true', 'false']) === 'true',
    dryRun: choice(read, 'dry-run', ['true', 'false']) === 'true',
    plan: read('plan'),
    shard: read('shard'),
    folder: read('folder'),
  };
}

/** A warning for each input that does not exist, with the nearest that does. */
export function unknownInputs(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set<string>(INPUT_NAMES);
  return Object.keys(environment)
    .filter((name) => name.startsWith('INPUT_'))
    .map((name) => name.slice('INPUT_'.length).toLowerCase().replaceAll(' ', '_'))
    .filter((name) => !known.has(name))
    .map((name) => {
      const near = nearest(name, INPUT_NAMES);
      const advice = near === undefined ? 'docs/action.md lists them' : `did you mean "${near}"?`;
      return `there is no input "${name}": ${advice}`;
    });
}

function list(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

function choice<Word extends string>(
  read: InputReader,
  name: InputName,
  words: readonly Word[],
): Word {
  const text = read(name);
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  const near = nearest(text, words);
  throw new UserError(
    `the input ${name} is ${JSON.stringify(text.slice(0, 100))}`,
    near === undefined ? `it takes ${words.join(', ')}` : `did you mean "${near}"?`,
  );
}

function number(read: InputReader, name: InputName, least: number, most: number): number {
  const text = read(name);
  const value = Number(text);
  if (text !== '' && value >= least && value <= most) return value;
  throw new UserError(
    `the input ${name} is ${JSON.stringify(text.slice(0, 100))}`,
    `it takes a number from ${least} to ${most}`,
  );
}

function optionalNumber(
  read: InputReader,
  name: InputName,
  least: number,
  most: number,
): number | undefined {
  return read(name) === '' ? undefined : number(read, name, least, most);
}

/** Names that git and GitHub take, without the ones that mean something to git. */
function branch(text: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9_/-]{0,99}$/.test(text) && !/\/\/|\/$/.test(text)) return text;
  throw new UserError(
    `the input results-branch is ${JSON.stringify(text.slice(0, 100))}`,
    'it takes letters, digits, hyphens and slashes',
  );
}
