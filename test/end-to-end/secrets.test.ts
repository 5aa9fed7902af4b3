import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { redact } from '../../engine/node/keys.ts';
import { startLlmServer } from '../servers/llm-server.ts';
import { benchmarkFiles, createWorkspace, echoCases, execute, startCommand } from '../workspace.ts';

const KEY = 'sk-acme-0123456789-abcdefghij';
const BASE64 = Buffer.from(KEY).toString('base64').replace(/=+$/, '');

function files(url: string): Record<string, unknown> {
  return {
    ...benchmarkFiles('echo', echoCases(20)),
    'models.yaml': {
      providers: { acme: { base_url: url, api_key: 'ACME_API_KEY' } },
      models: { 'acme/one': { price: 'free', routes: ['acme:one'] } },
    },
  };
}

/** Paths of all files below a folder that hold a text. */
async function filesWith(root: string, text: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const contents = await Promise.all(paths.map((path) => readFile(path)));
  return paths.filter((_, index) => contents[index]?.includes(text));
}

test('a key that a server echoes is nowhere to be found', async () => {
  await using server = await startLlmServer({
    apiKey: KEY,
    answer: ({ headers, index }) => {
      assert.ok(index % 2 === 0, `500 for ${headers.authorization} (${BASE64})`);
      const content = `You sent ${headers.authorization}, ${BASE64}.`;
      return { content, model: KEY, system_fingerprint: `fp_${KEY}` };
    },
  });
  await using workspace = await createWorkspace(files(server.url));
  const { results, progress } = await execute(workspace.root, ['acme/one'], {
    environment: { ACME_API_KEY: ` ${KEY}\n` },
    retry: { attempts: 1, baseDelayMs: 1, maxDelayMs: 1, timeoutAttempts: 1, maxRetryAfterMs: 0 },
  });
  const answers = results.filter(({ outcome }) => outcome === 'answered');
  assert.ok(answers.length > 0 && answers.length < 20);
  for (const { output, served_model, served_fingerprint } of answers) {
    assert.equal(served_fingerprint, 'fp_[redacted]');
    assert.equal(output, 'You sent Bearer [redacted], [redacted].');
    assert.equal(served_model, '[redacted]');
  }
  const errors = results.flatMap(({ error }) => error ?? []);
  assert.ok(
    errors.every((error) => error.includes('for Bearer [redacted] ([redacted])')),
    errors[0],
  );
  assert.match(progress?.errors.provider_error ?? '', /\[redacted\]/);
  for (const text of [KEY, BASE64]) {
    assert.ok(!JSON.stringify(results).includes(text));
    assert.deepEqual(await filesWith(workspace.root, text), []);
  }
});

test('a key in an error is not printed either, and the error is', async () => {
  const server = createServer((request, response) => {
    // Long enough that a message cut before it is cleaned would end within the key.
    const message = `${'x'.repeat(480)} ${request.headers.authorization}`;
    response.writeHead(401).end(JSON.stringify({ error: { message } }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await using workspace = await createWorkspace(files(`http://127.0.0.1:${port}/v1`));
  const words = ['run', '--root', workspace.root, '--models', 'acme/one', '--json'];
  const environment = { ACME_API_KEY: KEY, OPENAI_LOG: 'debug' };
  const { out, log } = await startCommand(words, environment).ended;
  server.close();
  assert.match(log, /20 × provider_error: 401 xxx/);
  const sql = ['query', 'SELECT error FROM results', '--json', '--root', workspace.root];
  const stored = await startCommand(sql).ended;
  assert.match(stored.out, /xxx Bearer \[red/);
  for (const text of [out, log, stored.out]) assert.ok(!text.includes(KEY.slice(0, 10)));
  assert.deepEqual(await filesWith(workspace.root, KEY.slice(0, 10)), []);
});

test('no header goes out but those that are meant to', async () => {
  await using server = await startLlmServer();
  await using workspace = await createWorkspace(files(server.url));
  const words = ['run', '--root', workspace.root, '--models', 'acme/one'];
  const { code, log } = await startCommand(words, {
    ACME_API_KEY: KEY,
    OPENAI_API_KEY: 'sk-openai-of-another-vendor',
    OPENAI_ORG_ID: 'org-secret',
    OPENAI_PROJECT_ID: 'project-secret',
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    OPENAI_CUSTOM_HEADERS: 'Authorization: Bearer other\nX-Internal: secret',
  }).ended;
  assert.equal(code, 0, log);
  const headers = server.requests.map((request) => request.headers);
  assert.equal(headers.length, 20);
  assert.ok(headers.every(({ authorization }) => authorization === `Bearer ${KEY}`));
  const names = new Set(headers.flatMap((header) => Object.keys(header)));
  assert.deepEqual([...names].sort(), [
    'accept',
    'authorization',
    'connection',
    'content-length',
    'content-type',
    'host',
  ]);
});

test('the longer of two keys is taken out whole', () => {
  const text = redact('abcdefgh-long and abcdefgh', ['abcdefgh', 'abcdefgh-long']);
  assert.equal(text, '[redacted] and [redacted]');
});
