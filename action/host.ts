import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as core from '@actions/core';
import { redact } from '../engine/node/secrets.ts';
import { type Problem, UserError } from '../engine/problem.ts';
import { type Inputs, readInputs, unknownInputs } from './inputs.ts';
import { annotationText } from './text/annotation.ts';
import { logText } from './text/log.ts';

/** Outputs of `action.yml`. */
export type OutputName =
  | 'status'
  | 'plan'
  | 'matrix'
  | 'shards'
  | 'report-json'
  | 'report-markdown'
  | 'cost-usd'
  | 'regressions'
  | 'comment-id'
  | 'results-commit';

/** The job we run in: all that comes in and goes out, besides git and the API. */
export interface Host {
  readonly inputs: Inputs;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `owner/name`. */
  readonly repository: string;
  /** Commit the workflow runs at. */
  readonly sha: string;
  readonly runId: string;
  readonly runUrl: string;
  readonly eventName: string;
  /** The payload of the event, not checked yet. */
  readonly event: unknown;
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** Absolute path of the input `folder`. */
  readonly folder: string;
  /** Writes our own words to the log. */
  log(text: string): void;
  /** Writes a stranger's text to the log. */
  quote(text: string): void;
  warn(text: string): void;
  output(name: OutputName, value: string): void;
  /** Annotates lines; the runner shows ten of each kind a step. */
  annotate(problems: readonly Problem[]): void;
  /** Adds to the summary of the job. */
  summarise(markdown: string): Promise<void>;
}

/** Bytes of a summary that GitHub takes for one step are 1 MiB; over it all of it is lost. */
const SUMMARY_BYTES = 1_000_000;

/** Annotations of one kind that the runner keeps of a step. */
const ANNOTATIONS = 10;

/** The job as the runner describes it in the environment. @throws UserError for a wrong input. */
export function openHost(environment: NodeJS.ProcessEnv = process.env): Host {
  refuseUnsafe(environment);
  const inputs = readInputs((name) => core.getInput(name));
  const need = (name: string) => required(environment, name);
  const serverUrl = need('GITHUB_SERVER_URL');
  const repository = need('GITHUB_REPOSITORY');
  const runId = need('GITHUB_RUN_ID');
  const clean = (text: string) => redact(text, [inputs.token]);
  const write = (text: string) => void process.stdout.write(`${clean(text)}\n`);
  for (const warning of unknownInputs(environment)) core.warning(annotationText(warning));
  return {
    inputs,
    environment,
    repository,
    runId,
    serverUrl,
    sha: need('GITHUB_SHA'),
    runUrl: `${serverUrl}/${repository}/actions/runs/${runId}`,
    eventName: need('GITHUB_EVENT_NAME'),
    event: JSON.parse(readFileSync(need('GITHUB_EVENT_PATH'), 'utf8')),
    apiUrl: need('GITHUB_API_URL'),
    folder: resolve(need('GITHUB_WORKSPACE'), inputs.folder),
    log: write,
    quote: (text) => write(logText(text)),
    warn: (text) => core.warning(annotationText(clean(text))),
    output: (name, value) => core.setOutput(name, value),
    annotate: (problems) => annotate(problems),
    summarise: async (markdown) => {
      await core.summary.addRaw(withinBytes(markdown, SUMMARY_BYTES), true).write();
    },
  };
}

/** Commands in the log that set the environment must be off; a job that turns them on is refused. */
function refuseUnsafe(environment: NodeJS.ProcessEnv): void {
  if (environment.ACTIONS_ALLOW_UNSECURE_COMMANDS?.toLowerCase() !== 'true') return;
  throw new UserError(
    'ACTIONS_ALLOW_UNSECURE_COMMANDS is set, so a line in the log could change the environment',
    'remove it from the env of the workflow',
  );
}

function required(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (value) return value;
  throw new UserError(`${name} is not set`, 'this program is started by GitHub Actions');
}

function annotate(problems: readonly Problem[]): void {
  for (const severity of ['error', 'warning'] as const) {
    const mine = problems.filter((problem) => problem.severity === severity);
    for (const { file, line, column, message, fix } of mine.slice(0, ANNOTATIONS)) {
      const text = annotationText(fix === '' ? message : `${message} → ${fix}`);
      const place = { file: annotationText(file), startLine: line, startColumn: column };
      const write = severity === 'error' ? core.error : core.warning;
      write(text, { title: 'BenchmarkHub', ...place });
    }
  }
}

/** Cut at the end of a line, with a note. */
export function withinBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  const note = '\n\n…the rest is left out, because a summary has at most 1 MiB.\n';
  let kept = Buffer.from(text)
    .subarray(0, most - note.length)
    .toString('utf8');
  kept = kept.slice(0, Math.max(0, kept.lastIndexOf('\n')));
  return kept + note;
}

/** Ends the job red, with the cause as an annotation; a bug keeps its stack. */
export function fail(error: unknown, secrets: readonly string[]): void {
  const text =
    error instanceof UserError
      ? [error.message, error.fix].filter((part) => part !== '').join(' → ')
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  const clean = redact(text, secrets);
  if (!(error instanceof UserError)) process.stdout.write(`${logText(clean)}\n`);
  core.setFailed(annotationText(clean));
}
