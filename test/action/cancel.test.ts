import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LlmServer, startLlmServer } from '../servers/llm-server.ts';
import { benchmarkFiles, echoCases, modelsFile } from '../workspace.ts';
import { commentPayload, createRepository, TOKENS } from './repository.ts';
import { runStep, type StepResult, startStep } from './runner.ts';

const CASES = 24;
const IN_FLIGHT = 2;

/** A run of many calls, ended by a signal after the first replies; then merged, then run again. */
async function cancelled(signal: NodeJS.Signals): Promise<{
  readonly ended: StepResult;
  readonly merged: StepResult;
  readonly answeredBefore: number;
  readonly llm: LlmServer;
  readonly seconds: number;
  readonly total: number;
}> {
  const llm = await startLlmServer({ latencyMs: 250 });
  await using repository = await createRepository();
  const { github, commit } = repository;
  const models = modelsFile(
    { llm: llm.url },
    { 'm/one': ['llm:one'] },
    { limits: { concurrency: IN_FLIGHT } },
  );
  const main = commit(undefined, { 'models.yaml': models }, 'main');
  const head = commit(main, benchmarkFiles('words', echoCases(CASES)));
  repository.open(head, main);
  const step = {
    event: 'issue_comment',
    payload: commentPayload(`/benchmark ${head} m/one`),
    sha: main,
  };
  const planOnce = async () => {
    const { outputs } = await runStep(github, TOKENS.job, { ...step, inputs: { command: 'plan' } });
    const { include } = JSON.parse(outputs.matrix ?? '') as { include: unknown[] };
    return { plan: outputs.plan ?? '', shard: JSON.stringify(include[0]) };
  };
  const first = await planOnce();
  const running = await startStep(github, TOKENS.fork, {
    ...step,
    inputs: { command: 'run', ...first },
  });
  while (llm.counts.answered < 6) await sleep(20);
  const at = Date.now();
  running.child.kill(signal);
  const ended = await running.ended;
  const seconds = (Date.now() - at) / 1000;
  const answeredBefore = llm.counts.answered;
  const inputs = { command: 'merge', plan: first.plan };
  const { workspace } = ended;
  const merged = await runStep(github, TOKENS.job, { ...step, inputs, workspace });
  const second = await planOnce();
  const rest = await runStep(github, TOKENS.fork, {
    ...step,
    inputs: { command: 'run', ...second },
  });
  assert.equal(rest.code, 0, rest.log);
  const total = llm.counts.requests;
  await llm.close();
  return { ended, merged, answeredBefore, llm, seconds, total };
}

describe('a cancelled job', () => {
  test('SIGINT: what was paid for is kept, told, and not asked again', async () => {
    const { ended, merged, answeredBefore, seconds, total } = await cancelled('SIGINT');
    assert.equal(ended.code, 0, ended.log);
    assert.equal(ended.outputs.status, 'partial');
    assert.ok(seconds < 7.5, `${seconds} s`);
    assert.equal(merged.outputs.status, 'partial', merged.log);
    assert.match(merged.summary, new RegExp(`${answeredBefore} new calls`));
    assert.equal(total, CASES, 'no call was asked twice');
  });

  test('SIGKILL: the journal alone brings back every reply that had come', async () => {
    const { ended, merged, answeredBefore, total } = await cancelled('SIGKILL');
    assert.equal(ended.signal, 'SIGKILL');
    const kept = Number(/(\d+) new calls/.exec(merged.summary)?.[1]);
    assert.ok(kept >= 6 - IN_FLIGHT && kept <= answeredBefore, `${kept} of ${answeredBefore}`);
    const again = total - CASES;
    assert.ok(again <= IN_FLIGHT + answeredBefore - kept, `${again} asked again`);
  });
});
