import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGit } from '../../../action/git/git.ts';
import { readTree, type Tree } from '../../../action/git/tree.ts';
import { ROOTS, refusedFiles, workspaceOf } from '../../../action/source/workspace.ts';
import type { Problem } from '../../../engine/problem.ts';
import { BUILT_IN_MODELS } from '../../../scripts/workspace.ts';
import { benchmarkFiles, echoCases, modelsFile } from '../../workspace.ts';
import { createRepository, type TestRepository, TOKENS } from '../repository.ts';
import { runStep, type StepResult } from '../runner.ts';

/** A repository with one benchmark on its main branch, to be attacked. */
export interface Lab extends AsyncDisposable {
  readonly repository: TestRepository;
  readonly folder: string;
  readonly main: string;
  tree(sha: string, blobBytes?: number): Promise<Tree>;
  /** Problems of a commit on top of main with these files. */
  problemsOf(files: Readonly<Record<string, unknown>>): Promise<Problem[]>;
}

export async function openLab(): Promise<Lab> {
  const repository = await createRepository();
  const folder = await mkdtemp(join(tmpdir(), 'benchmarkhub-attacks-'));
  const remote = `${repository.github.url}/octo/bench.git`;
  const git = await openGit(join(folder, 'git'), remote, TOKENS.fork, process.env.PATH);
  const main = repository.commit(undefined, benchmarkFiles('sums', echoCases(2)), 'main');
  const tree: Lab['tree'] = (sha, blobBytes) => readTree(git, sha, ROOTS, blobBytes);
  return {
    repository,
    folder,
    main,
    tree,
    problemsOf: async (files) => {
      const data = await tree(repository.commit(main, files));
      const source = { data, trusted: await tree(main), builtIn: BUILT_IN_MODELS, root: folder };
      const { problems } = await workspaceOf(source);
      return [...refusedFiles(data, await tree(main)), ...problems];
    },
    [Symbol.asyncDispose]: async () => {
      await repository[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Plans and runs one call of a push, with a provider that may be hostile. */
export async function runOne(
  { repository }: Lab,
  url: string,
  env: Readonly<Record<string, string>> = {},
): Promise<StepResult> {
  const models = modelsFile(
    { llm: url },
    { 'm/one': ['llm:one'] },
    env.LLM_API_KEY === undefined ? {} : { api_key: 'LLM_API_KEY' },
  );
  const sha = repository.commit(undefined, {
    'models.yaml': models,
    ...benchmarkFiles('sums', [{ id: 'c', question: url, expected: url }]),
  });
  const step = { event: 'push', payload: { after: sha }, sha };
  const { outputs } = await runStep(repository.github, TOKENS.job, {
    ...step,
    inputs: { command: 'plan', models: 'm/one' },
  });
  const { include } = JSON.parse(outputs.matrix ?? '') as { include: unknown[] };
  const inputs = { command: 'run', plan: outputs.plan ?? '', shard: JSON.stringify(include[0]) };
  const ran = await runStep(repository.github, TOKENS.fork, { ...step, inputs, env });
  assert.equal(ran.code, 0, ran.log);
  const merge = { command: 'merge', plan: outputs.plan ?? '' };
  const merged = await runStep(repository.github, TOKENS.quiet, {
    ...step,
    inputs: merge,
    workspace: ran.workspace,
  });
  assert.equal(merged.code, 0, merged.log);
  return { ...merged, log: ran.log + merged.log };
}
