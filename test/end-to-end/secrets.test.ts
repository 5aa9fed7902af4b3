import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { redact } from '../../engine/node/secrets.ts';
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

/** Every way in which a server may hand a key back. */
const ENCODED: Readonly<Record<string, string>> = {
  plain: KEY,
  base64: Buffer.from(KEY).toString('base64'),
  'base64 of a header': Buffer.from(`Bearer ${KEY}`).toString('base64'),
  'base64 of a user and a key': Buffer.from(`me:${KEY}`).toString('base64'),
  'base64 in the midst of JSON': Buffer.from(`{"key":"${KEY}","x":1}`).toString('base64'),
  base64url: Buffer.from(KEY).toString('base64url'),
  hexadecimal: Buffer.from(KEY).toString('hex'),
  'capital hexadecimal': Buffer.from(KEY).toString('hex').toUpperCase(),
  'percent-encoded': [...Buffer.from(KEY)]
    .map((byte) => `%${byte.toString(16).toUpperCase()}`)
    .join(''),
};

for (const [name, text] of Object.entries(ENCODED)) {
  test(`a key is taken out: ${name}`, () => {
    const clean = redact(`before ${text} after`, [KEY]);
    assert.ok(clean.includes('[redacted]'), clean);
    // A few letters at the ends may belong to the neighbours of the key.
    for (let start = 0; start + 12 <= text.length; start++) {
      const part = text.slice(start, start + 12);
      const isOwn =
        name === 'plain' || !/of a|in the/.test(name) || (start > 12 && start + 26 < text.length);
      if (isOwn) assert.ok(!clean.includes(part), `${part} is left of ${text}`);
    }
  });
}

test('a key with marks is taken out of JSON and of addresses', () => {
  const marked = 'key"with\\marks&more';
  assert.doesNotMatch(redact(JSON.stringify({ marked }), [marked]), /marks/);
  assert.doesNotMatch(redact(`?k=${encodeURIComponent(marked)}`, [marked]), /marks/);
});

test('--verbose tells of every request, in lines without a key, a prompt or an answer', async () => {
  await using server = await startLlmServer({
    apiKey: KEY,
    answer: ({ headers, index }) => {
      const forms = Object.values(ENCODED).join(' ');
      assert.ok(index % 3 > 0, `::error::500 for ${headers.authorization}\n${forms}`);
      return `a secret answer ${forms}`;
    },
  });
  await using workspace = await createWorkspace(files(server.url));
  const words = ['run', '--root', workspace.root, '--models', 'acme/one', '--json', '--verbose'];
  const { out, log } = await startCommand(words, { ACME_API_KEY: KEY, CI: '1' }).ended;
  const lines = log.split('\n').filter((line) => line.startsWith('acme:one '));
  assert.equal(lines.length, server.counts.requests);
  const answered = lines.filter((line) => / answered, \d+ \+ \d+ tokens, in \d+ ms$/.test(line));
  const failed = lines.filter((line) =>
    / provider_error \(500 .*\[redacted\].* in \d+ ms$/.test(line),
  );
  assert.equal(answered.length, 20);
  assert.equal(answered.length + failed.length, lines.length);
  assert.doesNotMatch(
    log,
    /^::|secret answer|question 1/m,
    'no command of a CI, no text of the model',
  );
  assert.ok(!log.includes('\u001b'), 'no control sequence in a log');
  assert.equal(JSON.parse(out).runs[0].calls.failed, 0, 'and nothing of it on standard output');
  const hidden = [KEY, BASE64, Buffer.from(KEY).toString('hex'), KEY.slice(0, 14)];
  for (const text of [out, log]) for (const form of hidden) assert.ok(!text.includes(form), form);
  for (const form of hidden) assert.deepEqual(await filesWith(workspace.root, form), []);
});

test('--verbose and --quiet exclude each other', async () => {
  await using workspace = await createWorkspace(files('http://127.0.0.1:9'));
  const words = ['run', '--root', workspace.root, '--models', 'baseline/echo', '-v', '-q'];
  const { code, log } = await startCommand(words).ended;
  assert.equal(code, 1);
  assert.match(log, /--quiet and --verbose exclude each other/);
});
