import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unknownInputs } from '../../action/inputs.ts';
import { startLlmServer } from '../servers/llm-server.ts';
import { benchmarkFiles, modelsFile } from '../workspace.ts';
import { createRepository, TOKENS } from './repository.ts';
import { runStep } from './runner.ts';

const KEY = 'sk-test-0123456789abcdef';

test('a job with a key runs no code and asks no judge, and says so before anything is paid for', async () => {
  await using llm = await startLlmServer({
    apiKey: KEY,
    answer: () => 'function f() { return 1; }',
  });
  await using repository = await createRepository();
  const routes = { 'm/one': ['llm:one'], 'm/judge': ['llm:judge'] };
  const models = modelsFile({ llm: llm.url }, routes, { api_key: 'LLM_API_KEY' });
  const judged = { score: [{ type: 'rubric', criteria: ['It is short.'] }] };
  const sha = repository.commit(undefined, {
    'models.yaml': models,
    ...benchmarkFiles('code', [{ id: 'a', question: 'f', call: 'f', tests: [[[], 1]] }], {
      score: [{ type: 'javascript' }],
    }),
    ...benchmarkFiles('opinion', [{ id: 'b', question: 'g' }], {
      ...judged,
      judges: { models: ['m/judge'], repeat: 0 },
    }),
  });
  const step = { event: 'push', payload: { after: sha }, sha };
  const plan = { command: 'plan', models: 'm/one' };
  const planned = await runStep(repository.github, TOKENS.job, { ...step, inputs: plan });
  assert.equal(planned.code, 0, planned.log);
  assert.match(planned.log, /::warning::opinion: the Action asks no judges/);
  assert.match(planned.log, /::warning::code: the Action runs no code of a model/);
  const { include } = JSON.parse(planned.outputs.matrix ?? '') as { include: unknown[] };
  const document = planned.outputs.plan ?? '';
  const ran = await runStep(repository.github, TOKENS.fork, {
    ...step,
    inputs: { command: 'run', plan: document, shard: JSON.stringify(include[0]) },
    env: { LLM_API_KEY: KEY },
  });
  assert.equal(ran.code, 0, ran.log);
  assert.equal(llm.counts.requests, 2, 'the two answers, and no verdict');
  const merged = await runStep(repository.github, TOKENS.job, {
    ...step,
    inputs: { command: 'merge', plan: document },
    workspace: ran.workspace,
  });
  assert.equal(merged.code, 0, merged.log);
  assert.match(merged.summary, /`m\/one` \| – \| – \| \d+ \| 1 \|/);
});

test('an input that does not exist is named with the nearest that does', () => {
  const warnings = unknownInputs({ 'INPUT_BUDGET-US': '1', INPUT_ZZZZZZZZ: '1', INPUT_MODELS: '' });
  assert.equal(warnings.length, 2);
  assert.equal(warnings[0], 'there is no input "budget-us": did you mean "budget-usd"?');
  assert.match(warnings[1] ?? '', /docs\/action\.md lists them/);
});
