import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  command,
  createWorkspace,
  echoCases,
  execute,
  modelsFile,
} from '../workspace.ts';

const ROUTES = { 'acme/one': ['a:one'] };

/** A workspace in git whose results are on a branch and nowhere else. */
async function setting(ref: string) {
  const server = await startLlmServer();
  const workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(10)),
    'models.yaml': modelsFile({ a: server.url }, ROUTES),
  });
  const { root } = workspace;
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@t', ...words], {
      encoding: 'utf8',
    }).trim();
  git('init', '-q', '-b', 'main');
  /** Moves the results onto the branch, as publishing them does, with what else is in the folder. */
  const publish = async () => {
    await rm(join(root, '.benchmarkhub'), { recursive: true });
    git('add', '-f', 'results');
    const tree = git('write-tree', '--prefix=');
    git('update-ref', ref, git('commit-tree', tree, '-m', 'results'));
    git('rm', '-rfq', '--cached', 'results');
    await rm(join(root, 'results'), { recursive: true });
  };
  await execute(root, ['acme/one']);
  return {
    server,
    root,
    git,
    publish,
    async [Symbol.asyncDispose]() {
      await server.close();
      await workspace[Symbol.asyncDispose]();
    },
  };
}

for (const ref of ['refs/heads/results', 'refs/remotes/origin/results']) {
  test(`replies on ${ref} are reused without a check-out`, async () => {
    await using at = await setting(ref);
    await at.publish();
    const planned = JSON.parse(
      (await command(at.root, 'plan', '--models', 'acme/one', '--json')).out,
    );
    assert.deepEqual(planned.calls, { total: 10, new: 0, reused: 10 });
    const { runs, results } = await execute(at.root, ['acme/one']);
    assert.deepEqual([runs[0]?.calls.reused, at.server.counts.requests], [10, 10]);
    assert.ok(results.every(({ score, cost_usd }) => score === 1 && (cost_usd ?? 0) > 0));
    assert.equal(at.git('status', '--porcelain', 'results/echo').includes('results'), true);
    assert.equal(at.git('symbolic-ref', 'HEAD'), 'refs/heads/main');
  });
}

test('their age counts, and so does --fresh', async () => {
  await using at = await setting('refs/heads/results');
  await at.publish();
  await new Promise((resolve) => setTimeout(resolve, 30));
  const young = await execute(at.root, ['acme/one'], { maxAgeMs: 60_000 });
  assert.equal(young.runs[0]?.calls.reused, 10);
  const old = await execute(at.root, ['acme/one'], { maxAgeMs: 1 });
  assert.equal(old.runs[0]?.calls.new, 10);
  const fresh = await execute(at.root, ['acme/one'], { fresh: true });
  assert.equal(fresh.runs[0]?.calls.new, 10);
});

test('links, other files and other folders of the branch are left alone', async () => {
  await using at = await setting('refs/heads/results');
  const folder = join(at.root, 'results');
  await symlink('/etc/passwd', join(folder, 'echo', 'link.parquet'));
  await writeFile(join(folder, 'notes.parquet'), 'not in the folder of a benchmark');
  await cp(join(folder, 'echo'), join(folder, 'other'), { recursive: true });
  await writeFile(join(folder, 'other', 'damaged.parquet'), 'of a benchmark that is not run');
  await at.publish();
  const { runs } = await execute(at.root, ['acme/one']);
  assert.deepEqual([runs[0]?.calls.reused, at.server.counts.requests], [10, 10]);
});

test('a damaged file on the branch is named', async () => {
  await using at = await setting('refs/heads/results');
  await writeFile(join(at.root, 'results', 'echo', 'damaged.parquet'), 'PAR1 nonsense PAR1');
  await at.publish();
  const { code, log } = await command(at.root, 'run', '--models', 'acme/one');
  assert.equal(code, 1);
  assert.match(log, /results\/echo\/damaged\.parquet on the branch results cannot be read/);
});
