import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { INPUT_NAMES } from '../../action/inputs.ts';
import { PACKAGE_ROOT } from '../../scripts/workspace.ts';

/** A step of a job, as far as our rules look at it. */
export interface WorkflowStep {
  readonly uses?: string | undefined;
  readonly run?: string | undefined;
  readonly with?: Readonly<Record<string, unknown>> | undefined;
  readonly env?: Readonly<Record<string, unknown>> | undefined;
}

export interface Job {
  readonly uses?: string | undefined;
  readonly if?: string | undefined;
  readonly environment?: unknown;
  readonly 'timeout-minutes'?: number | undefined;
  readonly permissions?: Readonly<Record<string, string>> | undefined;
  readonly steps?: readonly WorkflowStep[] | undefined;
}

export interface Workflow {
  readonly on: unknown;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const stepSchema: z.ZodType<WorkflowStep> = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  env: z.record(z.string(), z.unknown()).optional(),
});
const jobSchema: z.ZodType<Job> = z.looseObject({
  uses: z.string().optional(),
  if: z.string().optional(),
  'timeout-minutes': z.number().optional(),
  permissions: z.record(z.string(), z.string()).optional(),
  steps: z.array(stepSchema).optional(),
});
const workflowSchema: z.ZodType<Workflow> = z.looseObject({
  on: z.unknown(),
  jobs: z.record(z.string(), jobSchema),
});

/** Workflows of this repository by path. */
export function ownWorkflows(): Map<string, { text: string; workflow: Workflow }> {
  const files = globSync('.github/workflows/*.yml', { cwd: PACKAGE_ROOT }).sort();
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(PACKAGE_ROOT, file), 'utf8');
      return [file, { text, workflow: workflowSchema.parse(parse(text)) }];
    }),
  );
}

const SHA_PIN = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;

/** What in a workflow breaks our rules, in words; empty when nothing does. */
export function policyProblems(text: string): string[] {
  const { permissions, jobs, on } = workflowSchema.parse(parse(text));
  const problems: string[] = [];
  if (JSON.stringify(permissions) !== '{}') problems.push('permissions at the top are not {}');
  if (/secrets:\s*inherit/.test(text)) problems.push('secrets are inherited');
  if (/allow-unsafe-pr-checkout/.test(text)) problems.push('an unsafe checkout is allowed');
  if (/toJSON\(\s*secrets|secrets\[/.test(text)) problems.push('secrets are taken as a whole');
  const triggers = typeof on === 'object' && on !== null ? Object.keys(on) : [String(on)];
  const isPrivileged = triggers.some((name) =>
    ['pull_request_target', 'issue_comment', 'workflow_run'].includes(name),
  );
  for (const [name, job] of Object.entries(jobs))
    for (const problem of jobProblems(job, isPrivileged)) problems.push(`${name}: ${problem}`);
  return problems;
}

function jobProblems(job: Job, isPrivileged: boolean): string[] {
  const problems: string[] = [];
  const { steps = [], uses, environment } = job;
  if (uses === undefined && job['timeout-minutes'] === undefined)
    problems.push('no timeout-minutes');
  if (job.permissions === undefined) problems.push('no permissions of its own');
  if (environment === undefined && /secrets\.(?!GITHUB_TOKEN)/.test(JSON.stringify(steps)))
    problems.push('secrets outside of an environment');
  if (uses !== undefined && !isPinned(uses)) problems.push(`${uses} is not pinned`);
  if (
    isPrivileged &&
    /pull_request\.head\.(?:sha|ref)|head_ref|refs\/pull\//.test(JSON.stringify(job))
  )
    problems.push('the commit of a stranger where the event is privileged');
  const attests = steps.some((step) => step.uses?.startsWith('actions/attest@'));
  if (job.permissions?.['id-token'] === 'write' && !environment && !uses && !attests)
    problems.push('an identity outside of an environment');
  for (const step of steps) {
    if (step.uses !== undefined && !isPinned(step.uses))
      problems.push(`${step.uses} is not pinned`);
    if (/^(\$|benchmarkhub\/benchmarkhub)\/action/.test(step.uses ?? ''))
      for (const name of Object.keys(step.with ?? {}))
        if (!INPUT_NAMES.some((known) => known === name)) problems.push(`no input ${name}`);
    if (step.run?.includes('${{')) problems.push('an expression in run');
    if (/GITHUB_(ENV|PATH)\b/.test(step.run ?? ''))
      problems.push('GITHUB_ENV or GITHUB_PATH is written');
    if (step.uses?.startsWith('actions/cache')) problems.push('a cache');
    if (step.uses?.startsWith('actions/setup-') && step.with?.['package-manager-cache'] !== false)
      problems.push('setup with a cache');
    if (step.uses?.startsWith('actions/checkout')) {
      if (step.with?.['persist-credentials'] !== false) problems.push('credentials persist');
      if (isPrivileged) problems.push('a checkout where the event is privileged');
    }
  }
  return problems;
}

function isPinned(uses: string): boolean {
  return uses.startsWith('$/') || SHA_PIN.test(uses);
}
