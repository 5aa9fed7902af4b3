import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  executeRun,
  type PlanOptions,
  plansOf,
  type RunOptions,
  type WrittenRun,
} from '../engine/node/execute.ts';
import { openJournal } from '../engine/node/journal.ts';
import { readResultFile } from '../engine/node/results.ts';
import { openWorkspace, requireValid, type Workspace } from '../engine/node/workspace.ts';
import type { Result } from '../engine/results/columns.ts';
import type { RunProgress } from '../engine/run/progress.ts';
import type { RetryPolicy } from '../engine/run/retry.ts';
import { main } from '../scripts/benchmarkhub.ts';
import { BUILT_IN_MODELS, PACKAGE_ROOT } from '../scripts/workspace.ts';

/** The command line's launcher. */
export const LAUNCHER: string = join(PACKAGE_ROOT, 'scripts', 'benchmarkhub.mjs');

/** Retries as a run makes them, without the waiting. */
export const FAST_RETRY: RetryPolicy = {
  attempts: 6,
  baseDelayMs: 1,
  maxDelayMs: 4,
  timeoutAttempts: 2,
  maxRetryAfterMs: 2_000,
};

/** A folder of its own for one test, gone when the test ends. */
export interface TestWorkspace extends AsyncDisposable {
  readonly root: string;
  /** Writes files by path; what is no text is written as JSON, which is YAML too. */
  write(files: Readonly<Record<string, unknown>>): Promise<void>;
}

export async function createWorkspace(
  files: Readonly<Record<string, unknown>> = {},
): Promise<TestWorkspace> {
  const root = await mkdtemp(join(tmpdir(), 'benchmarkhub-'));
  const write: TestWorkspace['write'] = async (written) => {
    for (const [path, content] of Object.entries(written)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), textOf(content));
    }
  };
  await write(files);
  return {
    root,
    write,
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

/** A case as a file writes it. */
export type CaseFields = Readonly<Record<string, unknown>>;

/** Cases that an echoing model answers rightly. */
export function echoCases(count: number): CaseFields[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `c${index}`,
    question: `question ${index}`,
    expected: `question ${index}`,
  }));
}

/** Files of one benchmark; the model is sent the question and the whole answer is compared. */
export function benchmarkFiles(
  id: string,
  cases: readonly CaseFields[],
  fields: CaseFields = {},
): Record<string, unknown> {
  const file = {
    title: id,
    description: 'Made for a test.',
    version: '1.0.0',
    license: 'MIT',
    prompt: '{{question}}',
    cases: 'cases.jsonl',
    parameters: { max_tokens: 50 },
    score: [{ type: 'equals' }],
    ...fields,
  };
  return {
    [`benchmarks/${id}/benchmark.yaml`]: file,
    [`benchmarks/${id}/cases.jsonl`]: cases.map((row) => `${JSON.stringify(row)}\n`).join(''),
  };
}

/**
 * A `models.yaml`: providers by address, models by their routes.
 *
 * @param fields added to every provider
 */
export function modelsFile(
  addresses: Readonly<Record<string, string>>,
  models: Readonly<Record<string, readonly string[]>>,
  fields: CaseFields = {},
): Record<string, unknown> {
  const providers = Object.entries(addresses).map(
    ([id, base_url]) => [id, { base_url, limits: { concurrency: 8 }, ...fields }] as const,
  );
  const entries = Object.entries(models).map(
    ([id, routes]) => [id, { price: { input: 1, output: 2 }, routes }] as const,
  );
  return { providers: Object.fromEntries(providers), models: Object.fromEntries(entries) };
}

/** What a run in this process came to. */
export interface Executed {
  readonly runs: readonly WrittenRun[];
  /** Rows of all files of the run. */
  readonly results: readonly Result[];
  readonly progress: RunProgress | undefined;
}

/** Opens a workspace over the built-in registry. */
export async function openTestWorkspace(root: string): Promise<Workspace> {
  const workspace = await openWorkspace(root, BUILT_IN_MODELS);
  requireValid(workspace);
  return workspace;
}

/** Runs every benchmark of a workspace in this process, with fast retries. */
export async function execute(
  root: string,
  models: readonly string[],
  options: Partial<RunOptions> & Omit<PlanOptions, 'models'> = {},
): Promise<Executed> {
  const workspace = await openTestWorkspace(root);
  const plans = plansOf(workspace, { models, ...options });
  const resultsFolder = join(root, 'results');
  using journal = openJournal(join(root, '.benchmarkhub', 'journal.sqlite'));
  let progress: RunProgress | undefined;
  const runs = await executeRun(workspace, plans, {
    journal,
    resultsFolder,
    environment: {},
    tier: 'self_reported',
    commit: null,
    repository: null,
    engineVersion: '0.0.0',
    stop: new AbortController().signal,
    abort: new AbortController().signal,
    retry: FAST_RETRY,
    onStart: (started) => {
      progress = started;
    },
    ...options,
  });
  const files = await Promise.all(
    runs.map(({ file }) => readResultFile(join(resultsFolder, file))),
  );
  return { runs, results: files.flat(), progress };
}

/** What a command printed, and how it ended. */
export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly log: string;
}

/** Runs a command in this process. */
export async function command(root: string, ...words: readonly string[]): Promise<Printed> {
  const lines = { out: [] as string[], log: [] as string[] };
  const plain = (text: string) => text;
  const style = { bold: plain, dim: plain, good: plain, bad: plain, warn: plain, accent: plain };
  const before = process.exitCode;
  await main(words[0] === 'help' ? words : [...words, '--root', root], {
    out: (text) => void lines.out.push(text),
    log: (text) => void lines.log.push(text),
    progress: () => {},
    live: false,
    columns: 100,
    style,
  });
  const code = Number(process.exitCode ?? 0);
  process.exitCode = before;
  return { code, out: lines.out.join('\n'), log: lines.log.join('\n') };
}

/** A command in a process of its own. */
export interface CommandProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Printed & { readonly signal: NodeJS.Signals | null }>;
}

/** Starts the command line as a user does. */
export function startCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  node: string = process.execPath,
): CommandProcess {
  const child = spawn(node, [resolve(LAUNCHER), ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, log] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const ended = new Promise<Printed & { signal: NodeJS.Signals | null }>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code, signal) => done({ code: code ?? -1, signal, out, log }));
  });
  return { child, ended };
}
