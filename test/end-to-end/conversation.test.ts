import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { turnsOf } from '../../engine/results/turns.ts';
import { type LlmRequest, type LlmServer, startLlmServer } from '../servers/llm-server.ts';
import { benchmarkFiles, command, createWorkspace, execute, modelsFile } from '../workspace.ts';

const MODEL = 'acme/one';
const CASES = [
  { id: 'short', question: 'I am Ada.', turns: ['Who am I?'], expected: 'I am Ada. | Who am I?' },
  {
    id: 'long',
    question: 'Two.',
    turns: ['Three.', 'And {{question}}?'],
    expected: 'Two. | Three. | And {{question}}?',
  },
  { id: 'single', question: 'Alone.', expected: 'Alone.' },
];

/** Says what the user has said so far, which only the whole conversation tells. */
function recall({ messages }: LlmRequest): string {
  const said = messages.filter(({ role }) => role === 'user').map(({ content }) => content);
  return said.join(' | ');
}

function filesFor(server: LlmServer, fields = {}, cases: readonly object[] = CASES) {
  const rows = cases.map((row) => ({ ...row }));
  return {
    ...benchmarkFiles('talk', rows, { turns: 'turns', ...fields }),
    'models.yaml': modelsFile({ acme: server.url }, { [MODEL]: ['acme:one'] }),
  };
}

async function started(fields = {}, cases: readonly object[] = CASES) {
  const server = await startLlmServer({ answer: recall });
  const workspace = await createWorkspace(filesFor(server, fields, cases));
  return {
    server,
    workspace,
    root: workspace.root,
    async [Symbol.asyncDispose]() {
      await workspace[Symbol.asyncDispose]();
      await server.close();
    },
  };
}

test('each turn is asked after the reply before it, and the last reply is scored', async () => {
  await using run = await started();
  const { runs, results, progress } = await execute(run.root, [MODEL]);
  assert.equal(run.server.counts.requests, 6);
  assert.equal(progress?.total, 6);
  assert.equal(progress.asked, 6);
  const [tally] = runs.map(({ calls }) => calls);
  assert.deepEqual([tally?.total, tally?.new, tally?.reused, tally?.failed], [6, 6, 0, 0]);
  assert.deepEqual(
    results.map(({ case_id, score, output }) => [case_id, score, output]),
    CASES.map(({ id, expected }) => [id, 1, expected]),
  );
  const sent = run.server.requests.map(({ body }) => body.messages);
  assert.ok(
    sent.some(
      (messages) =>
        JSON.stringify(messages) ===
        JSON.stringify([
          { role: 'user', content: 'Two.' },
          { role: 'assistant', content: 'Two.' },
          { role: 'user', content: 'Three.' },
          { role: 'assistant', content: 'Two. | Three.' },
          { role: 'user', content: 'And {{question}}?' },
        ]),
    ),
  );
  const long = results.find(({ case_id }) => case_id === 'long');
  const turns = turnsOf(long?.turns);
  assert.deepEqual(
    turns.map(({ user }) => user),
    ['Two.', 'Three.', 'And {{question}}?'],
  );
  const tokens = turns.reduce((sum, { reply }) => sum + (reply.input_tokens ?? 0), 0);
  assert.equal(long?.input_tokens, tokens);
  const cost = turns.reduce((sum, { reply }) => sum + (reply.cost_usd ?? Number.NaN), 0);
  assert.equal(long?.cost_usd, cost);
  assert.equal(results.find(({ case_id }) => case_id === 'single')?.turns, null);
});

test('a second run asks nothing, here and where only the results are', async () => {
  await using run = await started();
  const first = await execute(run.root, [MODEL]);
  const { runs, results } = await execute(run.root, [MODEL]);
  assert.equal(run.server.counts.requests, 6);
  assert.deepEqual([runs[0]?.calls.new, runs[0]?.calls.reused], [0, 6]);
  assert.deepEqual(
    results.map(({ turns, score_key }) => [turns, score_key]),
    first.results.map(({ turns, score_key }) => [turns, score_key]),
  );
  await rm(join(run.root, '.benchmarkhub'), { recursive: true });
  const elsewhere = await execute(run.root, [MODEL]);
  assert.equal(run.server.counts.requests, 6);
  assert.equal(elsewhere.runs[0]?.calls.reused, 6);
});

test('plan counts turns, those that are answered apart', async () => {
  await using run = await started();
  const calls = async () =>
    JSON.parse((await command(run.root, 'plan', '--models', MODEL, '--json')).out).calls;
  assert.deepEqual(await calls(), { total: 6, new: 6, reused: 0 });
  await execute(run.root, [MODEL]);
  assert.deepEqual(await calls(), { total: 6, new: 0, reused: 6 });
  const longer = CASES.map((row) => ({ ...row, turns: [...(row.turns ?? []), 'And now?'] }));
  await run.workspace.write(filesFor(run.server, {}, longer));
  assert.deepEqual(await calls(), { total: 9, new: 3, reused: 6 });
});

test('a longer conversation asks only what is left of it', async () => {
  await using run = await started();
  await execute(run.root, [MODEL]);
  const longer = CASES.map((row) => ({ ...row, turns: [...(row.turns ?? []), 'And now?'] }));
  await run.workspace.write(filesFor(run.server, {}, longer));
  const { runs } = await execute(run.root, [MODEL]);
  assert.equal(run.server.counts.requests, 9);
  assert.deepEqual([runs[0]?.calls.new, runs[0]?.calls.reused], [3, 6]);
});

test('a turn that fails leaves the case without a score, and is asked again alone', async () => {
  await using run = await started({}, CASES.slice(1, 2));
  run.server.setFaults([null, '400_context_length']);
  const { runs, results } = await execute(run.root, [MODEL]);
  const [row] = results;
  assert.equal(row?.outcome, 'provider_error');
  assert.deepEqual([row.score, row.passed, row.output], [null, null, null]);
  assert.match(row.error ?? '', /^turn 2 of 3: /);
  assert.equal(turnsOf(row.turns).length, 2);
  assert.deepEqual([runs[0]?.calls.new, runs[0]?.calls.failed], [2, 2]);
  await rm(join(run.root, '.benchmarkhub'), { recursive: true });
  run.server.setFaults([]);
  const again = await execute(run.root, [MODEL]);
  assert.equal(run.server.counts.requests, 4);
  assert.deepEqual([again.runs[0]?.calls.new, again.runs[0]?.calls.reused], [2, 1]);
  assert.equal(again.results[0]?.score, 1);
});

test('a run that is stopped between turns goes on where it was', async () => {
  await using run = await started({}, CASES.slice(1, 2));
  const stop = new AbortController();
  const stopped = execute(run.root, [MODEL], {
    stop: stop.signal,
    onRequest: () => stop.abort(),
  });
  const { results } = await stopped;
  assert.equal(results[0]?.outcome, 'cancelled');
  assert.equal(results[0].score, null);
  const asked = run.server.counts.requests;
  assert.equal(turnsOf(results[0].turns).length, asked);
  assert.ok((results[0].cost_usd ?? 0) > 0);
  const again = await execute(run.root, [MODEL]);
  assert.equal(run.server.counts.requests, 3);
  assert.deepEqual([again.runs[0]?.calls.new, again.runs[0]?.calls.reused], [3 - asked, asked]);
  assert.equal(again.results[0]?.score, 1);
});

test('a budget ends a conversation between two turns, and nothing counts as wrong', async () => {
  await using run = await started({}, CASES.slice(1, 2));
  const { results, runs } = await execute(run.root, [MODEL], { maxCostUsd: 0.000_15 });
  assert.equal(results[0]?.outcome, 'budget_stop');
  assert.equal(results[0].score, null);
  assert.equal(runs[0]?.partial, 'budget_stop');
  assert.ok(run.server.counts.requests < 3);
});

test('a model that says nothing ends the conversation without a score', async () => {
  await using run = await started({}, CASES.slice(1, 2));
  run.server.setFaults(['empty_content']);
  const { results } = await execute(run.root, [MODEL]);
  assert.deepEqual([results[0]?.outcome, results[0]?.score], ['empty', null]);
  assert.equal(results[0]?.error, 'turn 1 of 3: empty');
  await execute(run.root, [MODEL]);
  assert.equal(run.server.counts.requests, 1);
});

test('conversations that begin alike share their first reply', async () => {
  const cases = ['one?', 'two?'].map((turn) => ({
    id: turn.slice(0, 3),
    question: 'Hello.',
    turns: [turn],
    expected: `Hello. | ${turn}`,
  }));
  await using run = await started({}, cases);
  const { runs, results } = await execute(run.root, [MODEL]);
  assert.equal(run.server.counts.requests, 3);
  assert.deepEqual([runs[0]?.calls.new, runs[0]?.calls.reused], [3, 1]);
  assert.ok(results.every(({ score }) => score === 1));
});

test('scorers look at a turn, at all turns, and code at the whole conversation', async () => {
  const source = 'const score = ({ conversation }) => conversation.length === 6 ? 1 : 0;';
  const score = [
    { type: 'includes', name: 'first', turn: 1, values: ['Two.'] },
    { type: 'includes', name: 'not_yet', turn: 1, values: ['Three.'], not: true },
    { type: 'regex', name: 'all', turn: 'all', pattern: 'Two[^]*Three[^]*Two' },
    { type: 'custom', file: 'score.js', source },
  ];
  await using run = await started({ score }, CASES.slice(1, 2));
  await run.workspace.write({ 'benchmarks/talk/score.js': source });
  const { results } = await execute(run.root, [MODEL]);
  const values = results[0]?.scores.map(({ scorer, value, reason }) => [scorer, value, reason]);
  assert.deepEqual(
    values?.map(([, value]) => value),
    [1, 1, 1, 1],
    JSON.stringify(values),
  );
});

test('turns of the benchmark are templates, and may begin the conversation', async () => {
  const fields = {
    prompt: [{ role: 'system', content: 'Remember.' }],
    turns: ['I am {{name}}.', 'Who is {{name}}?'],
  };
  await using run = await started(fields, [{ name: 'Bo', expected: 'I am Bo. | Who is Bo?' }]);
  const { results } = await execute(run.root, [MODEL]);
  assert.equal(results[0]?.score, 1);
  assert.equal(run.server.counts.requests, 2);
});

test('batches are refused for conversations', async () => {
  await using run = await started();
  await assert.rejects(
    execute(run.root, [MODEL], { batches: {} }),
    /talk holds conversations, which cannot be asked in batches/,
  );
  assert.equal(run.server.counts.requests, 0);
});

test('forget takes the turns out of the journal too', async () => {
  await using run = await started({}, CASES.slice(0, 1));
  await execute(run.root, [MODEL]);
  const { out } = await command(run.root, 'forget', '--case', 'short', '--yes', '--json');
  assert.equal(JSON.parse(out).replies, 3, out);
});

test('the conversation is exported, and shown to whoever reviews it', async () => {
  await using run = await started({}, CASES.slice(1, 2));
  await execute(run.root, [MODEL]);
  const { code, log } = await command(
    run.root,
    'export',
    'talk',
    '--format',
    'eee',
    '--out',
    join(run.root, 'out'),
  );
  assert.equal(code, 0, log);
  const names = await readdir(join(run.root, 'out'), { recursive: true });
  const name = names.find((one) => one.endsWith('.jsonl')) ?? '';
  const [row] = (await readFile(join(run.root, 'out', name), 'utf8')).split('\n');
  const { interaction_type, messages, evaluation, output } = JSON.parse(row ?? '');
  assert.equal(interaction_type, 'multi_turn');
  assert.equal(evaluation.num_turns, 3);
  assert.deepEqual(
    messages.map(({ role }: { role: string }) => role),
    ['user', 'assistant', 'user', 'assistant', 'user', 'assistant'],
  );
  assert.deepEqual(output, null);
});
