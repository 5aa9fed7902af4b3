import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type FaultKind, faultAt, faultKinds } from './faults.ts';
import { type LlmServer, type LlmServerOptions, startLlmServer } from './llm-server.ts';
import { readReplies, replayKey } from './replay.ts';

const question = { model: 'acme/one', messages: [{ role: 'user', content: 'What is 6 × 7?' }] };
const streaming = { ...question, stream: true, stream_options: { include_usage: true } };

// answers

test('answers with content, finish reason and plausible usage', async () => {
  await using server = await startLlmServer({ answer: () => 'It is 42.' });
  const { status, body } = await ask(server);
  assert.equal(status, 200);
  assert.equal(body.choices[0].message.content, 'It is 42.');
  assert.equal(body.choices[0].finish_reason, 'stop');
  assert.deepEqual(pick(body.usage), [8, 3, 11]);
});

test('echoes the last user message by default', async () => {
  await using server = await startLlmServer();
  const { body } = await ask(server);
  assert.equal(body.choices[0].message.content, 'What is 6 × 7?');
});

test('answers by request, with reasoning, model and usage of its own', async () => {
  await using server = await startLlmServer({
    answer: ({ index, question, headers }) => ({
      content: `${index} ${question} ${headers['x-title']}`,
      reasoning: 'Let me think.',
      model: 'acme/one-2026',
      usage: { cost: 0.25 },
    }),
  });
  const { body } = await ask(server, question, { 'x-title': 'test' });
  assert.equal(body.choices[0].message.content, '0 What is 6 × 7? test');
  assert.equal(body.choices[0].message.reasoning, 'Let me think.');
  assert.equal(body.model, 'acme/one-2026');
  assert.equal(body.usage.cost, 0.25);
  assert.equal(body.usage.completion_tokens_details.reasoning_tokens, 4);
});

test('streams the answer word by word, usage last', async () => {
  await using server = await startLlmServer({ answer: () => 'It is 42.', eventMs: 1 });
  const { response, text } = await post(server, streaming);
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
  const events = eventsOf(text);
  assert.equal(events.map((event) => event.choices[0]?.delta.content ?? '').join(''), 'It is 42.');
  assert.equal(events.at(-2).choices[0].finish_reason, 'stop');
  assert.deepEqual(pick(events.at(-1).usage), [8, 3, 11]);
  assert.ok(text.endsWith('data: [DONE]\n\n'));
});

test('streams without usage unless asked for it', async () => {
  await using server = await startLlmServer();
  const { text } = await post(server, { ...question, stream: true });
  assert.ok(!text.includes('usage'));
});

test('replays recorded answers and knows no others', async () => {
  const replies = new Map([[replayKey('acme/one', 'What is 6 × 7?'), { content: '42' }]]);
  await using server = await startLlmServer({ replies });
  assert.equal((await ask(server)).body.choices[0].message.content, '42');
  const { status, body } = await ask(server, { ...question, model: 'acme/two' });
  assert.equal(status, 404);
  assert.equal(body.error.code, 'no_recorded_reply');
  assert.match(body.error.message, /acme\/two to: What is 6 × 7\?/);
});

test('reads a replay file', async () => {
  const file = await temporaryFile(
    '{"model":"a/b","question":"One?","output":"1","finish_reason":"length"}\n\n' +
      '{"model":"a/b","messages":[{"role":"user","content":[{"type":"text","text":"Two?"}]}],"output":"2"}\n',
  );
  const replies = await readReplies(file.path);
  assert.deepEqual(replies.get(replayKey('a/b', 'One?')), {
    content: '1',
    finish_reason: 'length',
  });
  assert.deepEqual(replies.get(replayKey('a/b', 'Two?')), { content: '2' });
  await file.remove();
});

test('names the line of a replay file that is wrong', async () => {
  const file = await temporaryFile('{"model":"a/b","question":"One?"}\n');
  await assert.rejects(readReplies(file.path), /replay\.jsonl:1: model and output must be strings/);
  await file.remove();
});

test('lists models', async () => {
  await using server = await startLlmServer({ models: ['acme/one'], apiKey: 'key' });
  const url = `${server.url}/models`;
  assert.equal((await fetch(url)).status, 401);
  const response = await fetch(url, { headers: { authorization: 'Bearer key' } });
  assert.equal((await json(response)).data[0].id, 'acme/one');
});

// refusals

const refusals: [string, number, LlmServerOptions, string][] = [
  ['a missing key', 401, { apiKey: 'key' }, JSON.stringify(question)],
  ['invalid JSON', 400, {}, '{"model": '],
  ['JSON that is no object', 400, {}, 'null'],
  ['a missing model', 400, {}, '{"messages": [{"role": "user", "content": "?"}]}'],
  ['missing messages', 400, {}, '{"model": "acme/one"}'],
  ['too long a body', 413, { maxBytes: 1000 }, JSON.stringify({ model: 'x'.repeat(500_000) })],
  ['an answer that throws', 500, { answer: () => assert.fail('oh') }, JSON.stringify(question)],
];

for (const [what, status, options, body] of refusals) {
  test(`refuses ${what} with ${status}`, async () => {
    await using server = await startLlmServer(options);
    const response = await fetch(`${server.url}/chat/completions`, { method: 'POST', body });
    assert.equal(response.status, status);
    assert.ok((await json(response)).error.message.length > 0);
    assert.equal(server.counts.refused, 1);
    assert.equal(server.counts.answered, 0);
  });
}

test('refuses other paths with 404', async () => {
  await using server = await startLlmServer();
  const response = await fetch(`${server.url}/moderations`, { method: 'POST', body: '{}' });
  assert.equal(response.status, 404);
  assert.equal((await json(response)).error.code, 'unknown_url');
});

test('refuses what is over its capacity', async () => {
  await using server = await startLlmServer({ capacity: 3, latencyMs: 50 });
  const replies = await Promise.all(Array.from({ length: 5 }, () => post(server, question)));
  const refused = replies.filter(({ response }) => response.status === 429);
  assert.equal(refused.length, 2);
  assert.equal(refused[0]?.response.headers.get('retry-after-ms'), '20');
});

// counts

test('counts requests in flight', async () => {
  await using server = await startLlmServer({ latencyMs: (index) => 40 + index });
  const asking = Promise.all(Array.from({ length: 8 }, () => ask(server)));
  await until(() => server.counts.inFlight === 8);
  await asking;
  await until(() => server.counts.inFlight === 0);
  assert.equal(server.counts.maxInFlight, 8);
  assert.equal(server.counts.requests, 8);
  assert.equal(server.counts.answered, 8);
});

test('forgets a request whose client left', async () => {
  await using server = await startLlmServer({ latencyMs: 60_000 });
  await assert.rejects(post(server, question, {}, 30), { name: 'TimeoutError' });
  await until(() => server.counts.inFlight === 0);
  assert.equal(server.counts.answered, 0);
});

test('records as many requests as it was told to', async () => {
  await using server = await startLlmServer({ record: 2, headers: { 'x-served-by': 'acme' } });
  for (let i = 0; i < 3; i += 1) await post(server, { ...question, seed: i });
  assert.deepEqual(
    server.requests.map((request) => request.body.seed),
    [0, 1],
  );
  assert.equal(server.requests[0]?.headers['content-type'], 'application/json');
  const { response } = await post(server, question);
  assert.equal(response.headers.get('x-served-by'), 'acme');
  assert.equal(response.headers.get('x-request-id'), 'req-3');
});

test('runs as a process', async () => {
  const main = join(import.meta.dirname, 'main.ts');
  const child = execFile(process.execPath, [main, '--latency', '1', '--api-key', 'key']);
  const url = await new Promise<string>((resolve) => child.stdout?.once('data', resolve));
  const response = await fetch(`${url.trim()}/models`, {
    headers: { authorization: 'Bearer key' },
  });
  assert.equal(response.status, 200);
  child.kill('SIGTERM');
  const code = await new Promise((resolve) => child.once('exit', resolve));
  assert.equal(code, 0);
});

// fault plans

test('follows a script, then answers', async () => {
  await using server = await startLlmServer({ faults: ['500', null, '429'] });
  const statuses = [];
  for (let i = 0; i < 4; i += 1) statuses.push((await ask(server)).status);
  assert.deepEqual(statuses, [500, 200, 429, 200]);
  assert.deepEqual(server.counts.byFault, { '429': 1, '500': 1 });
  assert.equal(server.counts.answered, 2);
});

test('takes another plan while it runs', async () => {
  await using server = await startLlmServer({ faults: () => '503' });
  assert.equal((await ask(server)).status, 503);
  server.setFaults(['529']);
  assert.equal((await ask(server)).status, 529);
  assert.equal((await ask(server)).status, 200);
});

test('draws the same share of faults for the same seed', () => {
  const kinds: FaultKind[] = ['429', '500', 'reset'];
  const draw = (seed: number): (FaultKind | null)[] =>
    Array.from({ length: 10_000 }, (_, index) => faultAt({ rate: 0.3, seed, kinds }, index));
  const drawn = draw(1);
  assert.deepEqual(drawn, draw(1));
  assert.notDeepEqual(drawn, draw(2));
  for (const kind of kinds) {
    const count = drawn.filter((fault) => fault === kind).length;
    assert.ok(Math.abs(count - 1000) < 100, `${kind}: ${count} of 10000`);
  }
});

// each fault, as fetch sees it: a status, or a failure, or what is odd about the body

interface Expected {
  readonly status?: number;
  readonly failure?: RegExp;
  readonly header?: readonly [string, string];
  readonly body?: RegExp;
  readonly stream?: Expected;
}

const wholeAnswer = /What is 6 × 7\?.*"finish_reason":"stop"/;
const expectations: Readonly<Record<FaultKind, Expected>> = {
  '429': { status: 429, body: /rate_limit_exceeded/ },
  '429_retry_after': { status: 429, header: ['retry-after', '1'] },
  '429_retry_after_ms': { status: 429, header: ['retry-after-ms', '50'] },
  '500': { status: 500, body: /server_error/ },
  '503': { status: 503, body: /overloaded/ },
  '529': { status: 529, body: /overloaded_error/ },
  '400_context_length': { status: 400, body: /context_length_exceeded/ },
  '200_error': {
    status: 200,
    body: /^\{"error":/,
    stream: { status: 200, body: /"assistant".*\n\ndata: \{"error":/ },
  },
  redirect: { status: 307, header: ['location', '/redirected/v1/chat/completions'] },
  reset: { failure: /ECONNRESET|UND_ERR_SOCKET/ },
  reset_mid_body: { status: 200, failure: /ECONNRESET|UND_ERR_SOCKET/ },
  truncated_body: { status: 200, failure: /UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH/ },
  malformed_json: {
    status: 200,
    body: /^\{"choices": \[\{"mess\n\n$/,
    stream: { status: 200, body: /^data: \{"choices": \[\{"mess\n\n$/ },
  },
  html: { status: 200, header: ['content-type', 'text/html'], body: /^<!doctype html>/ },
  empty_choices: { status: 200, body: /"choices":\[\]/ },
  slow_body: { status: 200, body: wholeAnswer, stream: { status: 200, body: /\[DONE\]\n\n$/ } },
  hang: { failure: /TimeoutError/ },
  stream_cut: { status: 200, failure: /ECONNRESET|UND_ERR_SOCKET/ },
  stream_unfinished: {
    status: 200,
    body: /^\{"id"[^\]]*$/,
    stream: { status: 200, body: /^(?!.*(DONE|"stop"))data: .*"content":"What".*\n\n$/s },
  },
  empty_content: {
    status: 200,
    body: /"content":"".*"stop"/,
    stream: { status: 200, body: /^(?!.*What)data: .*"stop".*DONE/s },
  },
  content_filter: { status: 200, body: /"finish_reason":"content_filter"/ },
  length: {
    status: 200,
    body: /"content":"What is".*"finish_reason":"length"/,
    stream: { status: 200, body: /"finish_reason":"length"/ },
  },
  refusal: {
    status: 200,
    body: /"content":null,"refusal":"I'm sorry/,
    stream: { status: 200, body: /"refusal":"I'm"/ },
  },
};

for (const kind of faultKinds) {
  const expected = expectations[kind];
  test(`fault ${kind}`, () => meets(kind, question, expected));
  test(`fault ${kind} in a stream`, () => meets(kind, streaming, expected.stream ?? expected));
}

test('a client that follows the redirect is caught', async () => {
  await using server = await startLlmServer({ faults: ['redirect'] });
  const body = JSON.stringify(question);
  const response = await fetch(`${server.url}/chat/completions`, { method: 'POST', body });
  assert.equal(response.status, 404);
  assert.equal(server.counts.redirected, 1);
});

async function meets(kind: FaultKind, request: object, expected: Expected): Promise<void> {
  await using server = await startLlmServer({ faults: [kind], dribbleMs: 5 });
  const seen = await observe(server, request, kind === 'hang' ? 50 : 5000);
  assert.equal(seen.status, expected.status);
  assert.match(seen.failure, expected.failure ?? /^$/);
  if (expected.body) assert.match(seen.text, expected.body);
  if (expected.header) assert.equal(seen.headers?.get(expected.header[0]), expected.header[1]);
  assert.deepEqual(server.counts.byFault, { [kind]: 1 });
  assert.equal((await ask(server)).status, 200, 'the next request is answered');
}

interface Observation {
  status?: number;
  headers?: Headers;
  text: string;
  failure: string;
}

/** All a client can see of an answer, up to the point where it fails. */
async function observe(server: LlmServer, body: object, timeoutMs: number): Promise<Observation> {
  const seen: Observation = { text: '', failure: '' };
  try {
    const response = await send(server, body, {}, timeoutMs);
    seen.status = response.status;
    seen.headers = response.headers;
    seen.text = await response.text();
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    seen.failure = cause?.code ?? name;
  }
  return seen;
}

function send(
  server: LlmServer,
  body: object,
  headers: Record<string, string> = {},
  timeoutMs = 5000,
): Promise<Response> {
  return fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
}

async function post(
  ...request: Parameters<typeof send>
): Promise<{ response: Response; text: string }> {
  const response = await send(...request);
  return { response, text: await response.text() };
}

async function ask(server: LlmServer, body: object = question, headers = {}) {
  const { response, text } = await post(server, body, headers);
  return { status: response.status, body: JSON.parse(text) };
}

async function json(response: Response) {
  return JSON.parse(await response.text());
}

function eventsOf(text: string) {
  const lines = text.split('\n\n').filter((line) => line !== '' && line !== 'data: [DONE]');
  return lines.map((line) => JSON.parse(line.slice('data: '.length)));
}

function pick(usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number }) {
  return [usage.prompt_tokens, usage.completion_tokens, usage.total_tokens];
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}

async function temporaryFile(text: string): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'replay-'));
  const path = join(folder, 'replay.jsonl');
  await writeFile(path, text);
  return { path, remove: () => rm(folder, { recursive: true }) };
}
