import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PACKAGE_ROOT } from '../../scripts/workspace.ts';
import type { GitHubServer } from '../servers/github/server.ts';

const ACTION = join(PACKAGE_ROOT, 'action');

/** Bundles the Action once for all tests of a process. */
export const buildAction: () => void = (() => {
  let isBuilt = false;
  return () => {
    if (isBuilt) return;
    const { status, stderr } = spawnSync(process.execPath, [join(ACTION, 'build.mjs')], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    isBuilt = true;
  };
})();

/** A step of a job that uses the Action. */
export interface Step {
  readonly inputs: Readonly<Record<string, string>>;
  readonly event: string;
  readonly payload: unknown;
  readonly sha: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the job; a new one when absent. */
  readonly workspace?: string;
  readonly attempt?: number;
  readonly runId?: number;
}

/** What a step has left. */
export interface StepResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly workspace: string;
}

/** A step that runs. */
export interface RunningStep {
  readonly child: ChildProcess;
  readonly ended: Promise<StepResult>;
}

const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string().optional() }).loose()),
});

/** Defaults of the inputs, as the runner fills them in. */
async function defaults(): Promise<Record<string, string>> {
  const file = actionSchema.parse(parse(await readFile(join(ACTION, 'action.yml'), 'utf8')));
  return Object.fromEntries(
    Object.entries(file.inputs).map(([name, input]) => [name, input.default ?? '']),
  );
}

let runs = 1;

/** Starts the built Action as the runner does: inputs, files, event and addresses in the environment. */
export async function startStep(
  github: GitHubServer,
  token: string,
  step: Step,
): Promise<RunningStep> {
  buildAction();
  const folder = await mkdtemp(join(tmpdir(), 'benchmarkhub-step-'));
  const workspace = step.workspace ?? join(folder, 'workspace');
  await mkdir(workspace, { recursive: true });
  const files = ['output', 'summary', 'state', 'env', 'path'] as const;
  for (const name of files) await writeFile(join(folder, name), '');
  await writeFile(join(folder, 'event.json'), JSON.stringify(step.payload));
  const inputs = { ...(await defaults()), 'github-token': token, ...step.inputs };
  const child = spawn(process.execPath, [join(ACTION, 'dist', 'main.mjs')], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      RUNNER_TEMP: folder,
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTOR: 'maintainer',
      GITHUB_API_URL: github.apiUrl,
      GITHUB_SERVER_URL: github.url,
      GITHUB_GRAPHQL_URL: `${github.apiUrl}/graphql`,
      GITHUB_REPOSITORY: 'octo/bench',
      GITHUB_SHA: step.sha,
      GITHUB_RUN_ID: String(step.runId ?? runs++),
      GITHUB_RUN_ATTEMPT: String(step.attempt ?? 1),
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_NAME: step.event,
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      GITHUB_STATE: join(folder, 'state'),
      GITHUB_ENV: join(folder, 'env'),
      GITHUB_PATH: join(folder, 'path'),
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [
          `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
          value,
        ]),
      ),
      ...step.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  const ended = new Promise<StepResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const read = (name: (typeof files)[number]) => readFile(join(folder, name), 'utf8');
      Promise.all(files.map(read))
        .then(async ([output = '', summary = '', , env = '', path = '']) => {
          if (env + path !== '') throw new Error('the Action wrote to GITHUB_ENV or GITHUB_PATH');
          if (step.workspace !== undefined) await rm(folder, { recursive: true, force: true });
          return { code, signal, log, outputs: outputsOf(output), summary, workspace };
        })
        .then(resolve, reject);
    });
  });
  return { child, ended };
}

/** Runs a step to its end. */
export async function runStep(
  github: GitHubServer,
  token: string,
  step: Step,
): Promise<StepResult> {
  return (await startStep(github, token, step)).ended;
}

/** Reads the file of outputs as the runner does: `name<<delimiter`, lines, `delimiter`. */
function outputsOf(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [, name = '', delimiter = ''] = /^(.+?)<<(.+)$/.exec(lines[at] ?? '') ?? [];
    if (name === '') continue;
    const end = lines.indexOf(delimiter, at + 1);
    outputs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return outputs;
}
