import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  createWorkspace,
  echoCases,
  modelsFile,
  startCommand,
  type TestWorkspace,
} from '../workspace.ts';

const RECORDER = new URL('./network-record.mjs', import.meta.url).href;

/** A contact that a process, or one that it started, made or tried to make. */
interface Contact {
  readonly how: string;
  readonly host: string;
  readonly port: number | string;
}

/** Starts the command line as a user does, with everything that could phone home written down. */
async function contactsOf(
  { root }: TestWorkspace,
  words: readonly string[],
  start: typeof startCommand = startCommand,
): Promise<{ code: number; log: string; contacts: Contact[] }> {
  const record = join(root, `network-${words[0]}.jsonl`);
  const { code, log, out } = await start([...words, '--root', root], {
    NODE_OPTIONS: `--import=${RECORDER}`,
    NETWORK_RECORD: record,
    // What a library does differently in a job or under a test must not hide anything.
    CI: '',
    NODE_TEST_CONTEXT: '',
  }).ended;
  const lines = existsSync(record) ? readFileSync(record, 'utf8').trim().split('\n') : [];
  return { code, log: log + out, contacts: lines.map((line) => JSON.parse(line)) };
}

/** Commands of a usual day that have nobody to ask. */
function commands(quiz: string): readonly (readonly string[])[] {
  return [
    ['validate'],
    ['plan', '--models', 'test/one'],
    ['import', quiz, '--dry-run'],
    ['report', '--format', 'pdf', '--out', 'report.pdf'],
    ['export', 'echo', '--format', 'eee', '--out', 'eee'],
    ['doctor'],
  ];
}

test('no command contacts a host that is not configured', async (t) => {
  await using server = await startLlmServer({});
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(3)),
    'models.yaml': modelsFile({ local: server.url }, { 'test/one': ['local:one'] }),
    'quiz.jsonl': '{"question":"1 + 1?","answer":"2"}\n',
  });
  await t.test('run: only the configured address', async () => {
    const words = ['run', '--models', 'test/one,baseline/echo', '--quiet'];
    const { code, log, contacts } = await contactsOf(workspace, words);
    assert.equal(code, 0, log);
    const { hostname, port } = new URL(server.url);
    const others = contacts.filter((each) => each.host !== hostname || `${each.port}` !== port);
    assert.ok(contacts.length > 0);
    assert.deepEqual(others, []);
  });
  for (const words of commands(join(workspace.root, 'quiz.jsonl'))) {
    await t.test(`${words.join(' ')}: nobody`, async () => {
      const { code, log, contacts } = await contactsOf(workspace, words);
      assert.deepEqual(contacts, [], log);
      assert.equal(code, 0, log);
    });
  }
  await t.test('build: nobody', async () => {
    const { code, log, contacts } = await contactsOf(workspace, ['build', '--out', 'site']);
    assert.deepEqual(contacts, [], log);
    assert.equal(code, 0, log);
  });
});

test('the record would tell: a request, a name looked up, a datagram', async () => {
  await using workspace = await createWorkspace({
    'stray.mjs': `
      import dgram from 'node:dgram';
      import { lookup } from 'node:dns/promises';
      import { request } from 'node:https';
      for (const stray of [
        () => fetch('https://one.example/'),
        () => lookup('two.example'),
        () => request('https://three.example/'),
        () => dgram.createSocket('udp4').send('x', 53, '192.0.2.1'),
      ]) {
        try { await stray(); } catch {}
      }
      process.exit();
    `,
  });
  const record = join(workspace.root, 'network.jsonl');
  const child = spawn(process.execPath, [join(workspace.root, 'stray.mjs')], {
    env: { ...process.env, NODE_OPTIONS: `--import=${RECORDER}`, NETWORK_RECORD: record },
  });
  await new Promise((done) => child.on('close', done));
  const hosts = readFileSync(record, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).host);
  for (const host of ['one.example', 'two.example', 'three.example', '192.0.2.1'])
    assert.ok(hosts.includes(host), `${host} among ${hosts}`);
});
