import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '../../../engine/results/columns.ts';
import { type FaultKind, faultKinds } from '../../servers/faults.ts';
import { type LlmReply, type LlmServerOptions, startLlmServer } from '../../servers/llm-server.ts';
import {
  benchmarkFiles,
  type CaseFields,
  command,
  createWorkspace,
  echoCases,
  execute,
  FAST_RETRY,
  modelsFile,
} from '../../workspace.ts';

const ROUTES = { 'acme/one': ['a:one'] };

async function setting(
  cases: number,
  options: LlmServerOptions = {},
  benchmark: CaseFields = {},
  provider: CaseFields = {},
) {
  const server = await startLlmServer(options);
  const workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(cases), benchmark),
    'models.yaml': modelsFile({ a: server.url }, ROUTES, provider),
  });
  return {
    server,
    root: workspace.root,
    async [Symbol.asyncDispose]() {
      await server.close();
      await workspace[Symbol.asyncDispose]();
    },
  };
}

test('a streamed answer is the same answer, with the time of its first part', async () => {
  const reply: LlmReply = {
    content: 'The answer is question 0.',
    reasoning: 'Let me think.',
    model: 'one-2026',
    system_fingerprint: 'fp_44709d6fcb',
  };
  await using at = await setting(1, { answer: () => reply, eventMs: 15, latencyMs: 30 });
  const whole = await execute(at.root, ['acme/one']);
  const streamed = await execute(at.root, ['acme/one'], { stream: true, fresh: true });
  const [[a], [b]] = [whole.results, streamed.results];
  assert.ok(a !== undefined && b !== undefined);
  for (const field of [
    'output',
    'finish_reason',
    'input_tokens',
    'output_tokens',
    'cost_usd',
    'reasoning_tokens',
    'served_model',
    'served_fingerprint',
    'call_key',
    'fingerprint',
  ] as const)
    assert.deepEqual(b[field], a[field], field);
  assert.equal(b.served_fingerprint, 'fp_44709d6fcb');
  assert.equal(a.first_token_ms, null);
  const [first, last] = [b.first_token_ms ?? 0, b.latency_ms ?? 0];
  assert.ok(first >= 30 && first < last, `${first} of ${last} ms`);
  assert.ok(last - first >= 5 * 15, 'seven parts come after the first');
  assert.deepEqual(at.server.requests[1]?.body.stream_options, { include_usage: true });
});

test('streamed calls of tools are the same calls, whole and in their order', async () => {
  const calls = [
    { name: 'weather', arguments: '{"city":"Oslo","days":[1,2,3]}' },
    { name: 'time', arguments: '{}' },
    { name: 'weather', arguments: '{"city":"São Paulo 🌧"}' },
  ];
  const tool_calls = calls.map((call, index) => ({
    id: `call_${index}`,
    type: 'function',
    function: call,
  }));
  const reply: LlmReply = { content: null, tool_calls, finish_reason: 'tool_calls' };
  const tools = ['weather', 'time'].map((name) => ({
    name,
    description: name,
    parameters: { type: 'object' },
  }));
  const benchmark = { tools, score: ['tool_name'] };
  await using at = await setting(1, { answer: () => reply, eventMs: 1 }, benchmark);
  const whole = await execute(at.root, ['acme/one']);
  const streamed = await execute(at.root, ['acme/one'], { stream: true, fresh: true });
  const [[a], [b]] = [whole.results, streamed.results];
  assert.deepEqual(JSON.parse(b?.tool_calls ?? 'null'), calls);
  for (const field of ['tool_calls', 'outcome', 'finish_reason', 'score', 'passed'] as const)
    assert.deepEqual(b?.[field], a?.[field], field);
  assert.notEqual(b?.score, null);
  assert.ok((b?.first_token_ms ?? 0) < (b?.latency_ms ?? 0), 'a name is the first of an answer');
});

for (const kind of ['stream_cut', 'stream_unfinished'] as const) {
  test(`calls of tools in a stream that meets ${kind} are no answer`, async () => {
    const tool_calls = [{ function: { name: 'weather', arguments: '{"city":"Oslo"}' } }];
    const reply: LlmReply = { content: null, tool_calls, finish_reason: 'tool_calls' };
    const tools = [{ name: 'weather', description: 'Weather.', parameters: { type: 'object' } }];
    const benchmark = { tools, stream: true, score: ['tool_name'] };
    await using at = await setting(1, { answer: () => reply, faults: [kind] }, benchmark);
    const { results } = await execute(at.root, ['acme/one'], {
      retry: { ...FAST_RETRY, attempts: 1 },
    });
    const [row] = results;
    assert.deepEqual([row?.outcome, row?.tool_calls, row?.score], ['network_error', null, null]);
  });
}

test('a benchmark may ask for streams itself, and the report tells when answers began', async () => {
  await using at = await setting(5, { latencyMs: 10, eventMs: 1 }, { stream: true });
  const { results } = await execute(at.root, ['acme/one']);
  assert.ok(results.every(({ first_token_ms }) => (first_token_ms ?? 0) >= 10));
  const { out } = await command(at.root, 'report', '--json');
  const [row] = JSON.parse(out).boards[0].rows;
  assert.ok(row.first_token_ms_median >= 10 && row.first_token_ms_median <= row.latency_ms_median);
});

test('--stream asks for streams', async () => {
  await using at = await setting(2);
  const { code, log } = await command(at.root, 'run', '--models', 'acme/one', '--stream');
  assert.equal(code, 0, log);
  assert.ok(at.server.requests.every(({ body }) => body.stream === true));
});

test('a provider that refuses a field of streams is not sent it', async () => {
  await using at = await setting(1, {}, { stream: true }, { omit: ['stream_options'] });
  const { results } = await execute(at.root, ['acme/one']);
  assert.deepEqual(
    [results[0]?.outcome, results[0]?.output_tokens, results[0]?.cost_source],
    ['answered', null, 'unknown'],
  );
});

test('a provider that answers in one piece nonetheless is read', async () => {
  await using at = await setting(1, {}, { stream: true }, { omit: ['stream', 'stream_options'] });
  const { results } = await execute(at.root, ['acme/one']);
  assert.deepEqual(
    [results[0]?.outcome, results[0]?.score, results[0]?.first_token_ms],
    ['answered', 1, null],
  );
});

/** What a stream with this fault comes to; never an answer that is only part of one. */
const BROKEN: Partial<Record<FaultKind, readonly [Outcome, RegExp]>> = {
  '429': ['rate_limited', /^429/],
  '503': ['provider_error', /^503/],
  '200_error': ['provider_error', /The provider returned an error/],
  reset: ['network_error', /./],
  reset_mid_body: ['network_error', /./],
  malformed_json: ['provider_error', /not JSON/],
  html: ['provider_error', /no chat completion: <!doctype html>/],
  empty_choices: ['network_error', /the stream ended before the answer did/],
  hang: ['timeout', /within 150 ms/],
  stream_cut: ['network_error', /./],
  stream_unfinished: ['network_error', /the stream ended before the answer did/],
};

for (const kind of faultKinds) {
  const expected = BROKEN[kind];
  if (expected === undefined) continue;
  test(`a stream that meets ${kind} is a fault, and another try has it answered`, async () => {
    await using at = await setting(1, { faults: [kind, kind], dribbleMs: 2 }, { stream: true });
    const retry = { ...FAST_RETRY, attempts: 2 };
    const timeoutMs = kind === 'hang' ? 150 : 20_000;
    const failed = await execute(at.root, ['acme/one'], { retry, timeoutMs });
    const [row] = failed.results;
    assert.deepEqual(
      [row?.outcome, row?.score, row?.output, row?.attempts],
      [expected[0], null, null, 2],
    );
    assert.match(row?.error ?? '', expected[1]);
    const again = await execute(at.root, ['acme/one'], { retry });
    assert.deepEqual([again.results[0]?.outcome, again.results[0]?.score], ['answered', 1]);
  });
}

for (const [kind, outcome] of [
  ['length', 'truncated'],
  ['refusal', 'refused'],
  ['content_filter', 'filtered'],
  ['empty_content', 'empty'],
  ['slow_body', 'answered'],
] as const) {
  test(`a stream with ${kind} is ${outcome}`, async () => {
    await using at = await setting(1, { faults: [kind], dribbleMs: 2 }, { stream: true });
    const { results } = await execute(at.root, ['acme/one']);
    assert.equal(results[0]?.outcome, outcome);
  });
}
