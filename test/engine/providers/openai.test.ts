import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Provider } from '../../../engine/model/model.ts';
import { pooledFetch } from '../../../engine/node/fetch.ts';
import { openAiProvider } from '../../../engine/providers/openai.ts';
import {
  type ProviderAnswer,
  ProviderFailure,
  type ProviderRequest,
} from '../../../engine/providers/provider.ts';
import { type LlmReply, startLlmServer } from '../../servers/llm-server.ts';

const REQUEST: ProviderRequest = {
  model: 'one',
  messages: [{ role: 'user', content: 'What is 6 × 7?' }],
  parameters: { temperature: 0, max_tokens: 20, seed: 7 },
  timeoutMs: 2_000,
  signal: new AbortController().signal,
  callKey: 'key',
};

const TRANSPORTS = { 'the pool': pooledFetch(2), 'the built-in fetch': fetch };

/** Asks a server that answers so. */
async function ask(
  answer: () => string | LlmReply,
  provider: Partial<Provider> = {},
  request: Partial<ProviderRequest> = {},
  send: typeof fetch = TRANSPORTS['the pool'],
): Promise<{ answer: ProviderAnswer; body: Readonly<Record<string, unknown>> }> {
  await using server = await startLlmServer({ answer });
  const full: Provider = {
    id: 'acme',
    title: 'Acme',
    api: 'openai',
    base_url: server.url,
    limits: { concurrency: 2 },
    rename: {},
    omit: [],
    ...provider,
  };
  const effects = { fetch: send, keyOf: () => undefined, readText: async () => '' };
  const client = openAiProvider(full, effects);
  const answered = await client.ask({ ...REQUEST, ...request });
  return { answer: answered, body: server.requests[0]?.body ?? {} };
}

for (const [name, send] of Object.entries(TRANSPORTS)) {
  test(`an answer is read whole, over ${name}`, async () => {
    const { answer } = await ask(
      () => ({
        content: 'It is 42.',
        reasoning: 'Let me see.',
        model: 'one-2026',
        system_fingerprint: 'fp_1',
        usage: { cost: 0.5 },
      }),
      {},
      {},
      send,
    );
    assert.deepEqual(answer, {
      outcome: 'answered',
      finishReason: 'stop',
      output: 'It is 42.',
      inputTokens: 8,
      outputTokens: 6,
      reasoningTokens: 3,
      costUsd: 0.5,
      servedModel: 'one-2026',
      servedFingerprint: 'fp_1',
    });
  });
}

test('a redirect is not followed, over the built-in fetch either', async () => {
  await using server = await startLlmServer({ faults: () => 'redirect' });
  const provider: Provider = {
    id: 'acme',
    title: 'Acme',
    api: 'openai',
    base_url: server.url,
    limits: { concurrency: 2 },
    rename: {},
    omit: [],
  };
  for (const send of Object.values(TRANSPORTS)) {
    const client = openAiProvider(provider, {
      fetch: send,
      keyOf: () => 'key',
      readText: async () => '',
    });
    await assert.rejects(client.ask(REQUEST), ProviderFailure);
  }
  assert.deepEqual([server.counts.requests, server.counts.redirected], [2, 0]);
});

test('fields are renamed and left out as the provider needs it', async () => {
  const { body } = await ask(() => 'yes', {
    rename: { max_tokens: 'max_completion_tokens' },
    omit: ['seed'],
  });
  assert.deepEqual(body, {
    model: 'one',
    messages: REQUEST.messages,
    temperature: 0,
    max_completion_tokens: 20,
  });
});

test('structured output is asked for by its schema', async () => {
  const json_schema = { type: 'object' };
  const { body } = await ask(() => '{}', {}, { response: { json_schema } });
  assert.deepEqual(body.response_format, {
    type: 'json_schema',
    json_schema: { name: 'answer', strict: true, schema: json_schema },
  });
});

test('OpenRouter is asked what the call cost', async () => {
  const { body } = await ask(() => 'yes', { id: 'openrouter' });
  assert.deepEqual(body.usage, { include: true });
});

/** Replies and the outcome they come to. */
const OUTCOMES: readonly (readonly [LlmReply, ProviderAnswer['outcome']])[] = [
  [{ content: 'yes' }, 'answered'],
  [{ content: '  \n' }, 'empty'],
  [{ content: null }, 'empty'],
  [{ content: 'cut', finish_reason: 'length' }, 'truncated'],
  [{ content: '', finish_reason: 'length' }, 'truncated'],
  [{ content: null, refusal: 'I cannot.' }, 'refused'],
  [{ content: '', finish_reason: 'content_filter' }, 'filtered'],
];

for (const [reply, outcome] of OUTCOMES) {
  test(`${JSON.stringify(reply)} is ${outcome}`, async () => {
    const { answer } = await ask(() => reply);
    assert.equal(answer.outcome, outcome);
    assert.equal(answer.output, reply.content ?? reply.refusal ?? '');
  });
}

test('a reply that its gateway broke off is a failure that may be charged', async () => {
  await assert.rejects(
    ask(() => ({ content: 'half an', finish_reason: 'error' })),
    (error) =>
      error instanceof ProviderFailure && error.outcome === 'provider_error' && error.billed,
  );
});

test('tools are offered as functions, and what is called of them is kept', async () => {
  const called = {
    id: 'c1',
    type: 'function',
    function: { name: 'weather', arguments: '{"city":"Oslo"}' },
  };
  const parameters = { type: 'object', properties: { city: { type: 'string' } } };
  const { answer, body } = await ask(
    () => ({ content: null, tool_calls: [called], finish_reason: 'tool_calls' }),
    {},
    { tools: [{ name: 'weather', description: 'Weather of a city.', parameters }] },
  );
  assert.deepEqual(body.tools, [
    {
      type: 'function',
      function: { name: 'weather', description: 'Weather of a city.', parameters },
    },
  ]);
  assert.equal(answer.outcome, 'answered');
  assert.equal(answer.output, '');
  assert.equal(answer.toolCalls, '[{"name":"weather","arguments":"{\\"city\\":\\"Oslo\\"}"}]');
});
