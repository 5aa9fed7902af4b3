import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type LlmServer, startLlmServer } from '../servers/llm-server.ts';
import { benchmarkFiles, echoCases, modelsFile } from '../workspace.ts';
import { createRepository, pullPayload, type TestRepository, TOKENS } from './repository.ts';
import { runStep, type StepResult } from './runner.ts';

const CASES = 30;

describe('a change of a benchmark', () => {
  let llm: LlmServer;
  let repository: TestRepository;
  let main = '';
  before(async () => {
    llm = await startLlmServer();
    repository = await createRepository();
    const models = modelsFile({ llm: llm.url }, { 'm/one': ['llm:one'] });
    const files = { 'models.yaml': models, ...benchmarkFiles('words', echoCases(CASES)) };
    main = repository.commit(undefined, files, 'main');
  });
  after(async () => {
    await repository[Symbol.asyncDispose]();
    await llm.close();
  });

  function onPull(
    files: Readonly<Record<string, unknown>>,
    inputs: Readonly<Record<string, string>>,
    token: string,
  ): Promise<StepResult> {
    const sha = repository.commit(main, files);
    repository.open(sha, main);
    const payload = pullPayload(sha, main);
    return runStep(repository.github, token, { event: 'pull_request', payload, sha, inputs });
  }

  const worse = benchmarkFiles('words', echoCases(CASES), { prompt: 'Say no. {{question}}' });
  const gate = { command: 'gate', models: 'm/one' };

  test('a prompt that makes answers worse turns the gate red, on the same cases', async () => {
    const { code, outputs, summary, log } = await onPull(worse, gate, TOKENS.job);
    assert.equal(code, 1, log);
    assert.equal(outputs.regressions, '1');
    assert.match(summary, /Significantly worse for the only model/);
    assert.match(summary, /−100\.0 points/);
    assert.match(summary, /Failures of words:.* grew\./);
    assert.equal(llm.counts.requests, 2 * CASES);
    assert.match(log, /::warning .*file=benchmarks\/words\/cases\.jsonl,line=1/);
  });

  test('a token that may not comment loses nothing and is told what is missing', async () => {
    const { code, summary, log } = await onPull(
      worse,
      { ...gate, 'fail-on': 'never' },
      TOKENS.fork,
    );
    assert.equal(code, 0, log);
    assert.match(summary, /Significantly worse/);
    assert.match(log, /pull-requests: write/);
  });

  test('a change that makes no difference is green', async () => {
    const same = benchmarkFiles('words', echoCases(CASES), { prompt: '{{question}}', tags: ['x'] });
    const { code, summary, log } = await onPull(same, gate, TOKENS.job);
    assert.equal(code, 0, log);
    assert.match(summary, /No significant change/);
  });

  test('other scorers are evaluated from stored replies, with no key and no call', async () => {
    const sha = main;
    const stored = { command: 'plan', models: 'm/one' };
    const push = { event: 'push', payload: { after: sha }, sha };
    const planned = await runStep(repository.github, TOKENS.job, { ...push, inputs: stored });
    const plan = planned.outputs.plan ?? '';
    const { include } = JSON.parse(planned.outputs.matrix ?? '') as { include: unknown[] };
    const shard = JSON.stringify(include[0]);
    const ran = await runStep(repository.github, TOKENS.fork, {
      ...push,
      inputs: { command: 'run', plan, shard },
    });
    const { workspace } = ran;
    await runStep(repository.github, TOKENS.job, {
      ...push,
      inputs: { command: 'merge', plan },
      workspace,
    });
    const asked = llm.counts.requests;
    const other = benchmarkFiles(
      'words',
      echoCases(CASES).map((row) => ({ ...row, expected: 'another' })),
    );
    const { code, summary, log } = await onPull(other, { command: 'validate' }, TOKENS.fork);
    assert.equal(code, 0, log);
    assert.match(summary, /1 benchmark is valid/);
    assert.match(summary, /`m\/one` \| 0\.0 \|/);
    assert.equal(llm.counts.requests, asked);
  });
});
