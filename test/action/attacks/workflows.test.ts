import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Context } from '../../../action/context.ts';
import { openCredentials } from '../../../action/credentials.ts';
import { subjectOf } from '../../../action/event.ts';
import type { Host } from '../../../action/host.ts';
import type { Provider } from '../../../engine/model/model.ts';
import { PACKAGE_ROOT } from '../../../scripts/workspace.ts';
import { benchmarkFiles, echoCases } from '../../workspace.ts';
import { buildAction } from '../runner.ts';
import { ownWorkflows, policyProblems } from '../workflows.ts';
import { HEAD, says } from './fakes.ts';
import { type Lab, openLab } from './lab.ts';

let lab: Lab;
before(async () => {
  lab = await openLab();
});
after(() => lab[Symbol.asyncDispose]());

describe('attacks on the workflows', () => {
  test('1 template injection: no script of a workflow holds an expression', () => {
    for (const [file, { text }] of ownWorkflows())
      assert.ok(!policyProblems(text).some((one) => one.includes('expression')), file);
  });

  test('3 code in a pull request: nothing is checked out where the event is privileged, and no scorer is code', async () => {
    for (const [file, { text }] of ownWorkflows())
      assert.ok(!policyProblems(text).some((one) => one.includes('privileged')), file);
    says(
      await lab.problemsOf(
        benchmarkFiles('code', echoCases(1), { score: [{ type: 'script', file: 'x.js' }] }),
      ),
      /script|scorer/,
    );
  });

  test('4 a poisoned cache: no workflow has one', () => {
    for (const [file, { text }] of ownWorkflows())
      assert.ok(!policyProblems(text).some((one) => one.includes('cache')), file);
  });

  test('6 GITHUB_ENV and GITHUB_PATH: the bundle never sets them', () => {
    buildAction();
    const text = readFileSync(join(PACKAGE_ROOT, 'action', 'dist', 'main.mjs'), 'utf8');
    assert.ok(!/GITHUB_(ENV|PATH)\b/.test(text));
  });

  test('28 changes of workflows: owners review what decides over keys, and privileged events run the default branch', () => {
    const owners = readFileSync(join(PACKAGE_ROOT, '.github', 'CODEOWNERS'), 'utf8');
    const owned = [
      '.github',
      'action',
      'engine',
      'scripts',
      'models.yaml',
      'package.json',
      'package-lock.json',
    ];
    for (const path of owned) assert.match(owners, new RegExp(`^/${path}/? +@`, 'm'), path);
    for (const [file, { text }] of ownWorkflows())
      assert.ok(
        !policyProblems(text).some((one) => one.includes('the commit of a stranger')),
        file,
      );
    const stranger = { number: 7, head: { sha: 'b'.repeat(40) }, base: { sha: HEAD } };
    const event = { pull_request: stranger };
    const trusted = (eventName: string) => subjectOf({ eventName, event, sha: HEAD } as Host);
    assert.deepEqual(
      trusted('pull_request_target').kind === 'pull' && trusted('pull_request_target'),
      {
        kind: 'pull',
        pull: { number: 7, headSha: 'b'.repeat(40), baseSha: HEAD },
        isTrusted: true,
      },
    );
    const merged = trusted('pull_request');
    assert.ok(
      merged.kind === 'pull' && !merged.isTrusted,
      'GITHUB_SHA is the merge with a stranger',
    );
  });

  test('29 the supply: every action is pinned, and the bundle loads nothing', () => {
    for (const [file, { text }] of ownWorkflows())
      assert.ok(!policyProblems(text).some((one) => one.includes('pinned')), file);
    buildAction();
    const text = readFileSync(join(PACKAGE_ROOT, 'action', 'dist', 'main.mjs'), 'utf8');
    const loaded = [...text.matchAll(/(?:^|;)import[^;"']*?["']([^"']+)["']/gm)].map(
      ([, name]) => name ?? '',
    );
    const foreign = loaded.filter(
      (name) =>
        !name.startsWith('.') &&
        !builtinModules.includes(name.replace('node:', '')) &&
        !name.startsWith('node:'),
    );
    assert.ok(loaded.length > 5);
    assert.deepEqual(foreign, []);
  });

  test('31 a key at large: one job, one provider, one key, behind an environment', () => {
    for (const [file, { text, workflow }] of ownWorkflows()) {
      for (const rule of ['secrets', 'identity'])
        assert.ok(!policyProblems(text).some((one) => one.includes(rule)), file);
      for (const job of Object.values(workflow.jobs))
        for (const { env = {} } of job.steps ?? [])
          for (const value of Object.values(env)
            .map(String)
            .filter((one) => one.includes('secrets.')))
            assert.match(
              value,
              /^\$\{\{ matrix\.provider == '\w+' && secrets\.\w+ \|\| '' \}\}$/,
              file,
            );
    }
  });

  test('31 a key that no job has: only the provider of the job is signed in to, and the token is in no variable', async () => {
    const variables = { OPENAI_SERVICE_ACCOUNT_ID: 'a', OPENAI_IDENTITY_PROVIDER_ID: 'b' };
    const host = { environment: variables, log: () => {} };
    const provider = { id: 'openrouter', api_key: 'OPENROUTER_API_KEY' };
    using credentials = await openCredentials(
      { host } as unknown as Context,
      provider as unknown as Provider,
    );
    assert.deepEqual([credentials.environment, credentials.tokens], [variables, []]);
  });
});
