import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type LlmServer, startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  createWorkspace,
  echoCases,
  execute,
  LAUNCHER,
  modelsFile,
} from '../workspace.ts';

const CONCURRENCY = 8;
const ROUTES = { 'acme/one': ['a:one'], 'acme/two': ['b:two'] };

/** Runs a program whose files may not grow over so many bytes, as on a disk that is full. */
async function limited(
  bytes: number,
  words: readonly string[],
  user?: { uid: number; gid: number },
) {
  // A block of `ulimit -f` is 512 bytes in a POSIX shell.
  const script = `ulimit -f ${Math.ceil(bytes / 512)} && exec "$@"`;
  const child = spawn('/bin/sh', ['-c', script, 'sh', process.execPath, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: '', NODE_DISABLE_COMPILE_CACHE: '1' },
    ...user,
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, log };
}

async function setting(servers: readonly LlmServer[], cases: number) {
  const [a, b] = servers;
  return createWorkspace({
    ...benchmarkFiles('echo', echoCases(cases)),
    'models.yaml': modelsFile({ a: a?.url ?? '', b: (b ?? a)?.url ?? '' }, ROUTES),
  });
}

describe('a disk that is full', { skip: process.platform === 'win32' }, () => {
  test('while replies come ends the run at every provider, and loses what was in flight at most', async () => {
    const answer = ({ question }: { question: string }) => `${question} ${'x'.repeat(4_000)}`;
    await using a = await startLlmServer({ answer, latencyMs: 2 });
    await using b = await startLlmServer({ answer, latencyMs: 20 });
    await using workspace = await setting([a, b], 500);
    const words = [LAUNCHER, 'run', '--root', workspace.root, '--models', 'acme/one,acme/two'];
    const { code, log } = await limited(1_500_000, words);
    assert.equal(code, 1, log);
    assert.match(log, /error the journal .*journal\.sqlite cannot be used: .*(full|I\/O)/);
    assert.match(log, /see that its disk has room/);
    assert.doesNotMatch(log, /\n\s+at /, 'no stack');
    const asked = a.counts.requests + b.counts.requests;
    assert.ok(asked > 20 && asked < 900, `${asked} requests`);
    const { results } = await execute(workspace.root, Object.keys(ROUTES), {
      concurrency: CONCURRENCY,
    });
    assert.equal(results.filter(({ outcome }) => outcome === 'answered').length, 1_000);
    const twice = a.counts.requests + b.counts.requests - 1_000;
    assert.ok(twice <= 2 * 2 * CONCURRENCY, `${twice} asked twice`);
  });

  test('from the start asks nothing', async () => {
    await using server = await startLlmServer();
    await using workspace = await setting([server], 3);
    const words = [LAUNCHER, 'run', '--root', workspace.root, '--models', 'acme/one'];
    const { code, log } = await limited(512, words);
    assert.equal(code, 1, log);
    assert.match(log, /error the journal .* cannot be used/);
    assert.equal(server.counts.requests, 0);
  });

  test('for the results alone says so, leaves no half of a file, and costs no call', async () => {
    await using server = await startLlmServer();
    await using workspace = await setting([server], 2_000);
    await execute(workspace.root, ['acme/one'], { concurrency: 64 });
    const script = join(workspace.root, 'write.ts');
    const results = new URL('../../engine/node/results.ts', import.meta.url).href;
    const folder = join(workspace.root, 'results');
    const [file = ''] = await readdir(join(folder, 'echo'));
    await workspace.write({
      'write.ts': `
        const { readResultFile, writeResultFile } = await import(${JSON.stringify(results)});
        const rows = await readResultFile(${JSON.stringify(join(folder, 'echo', file))});
        await writeResultFile(${JSON.stringify(folder)}, 'echo/again.parquet', rows).catch((error) => {
          console.log(error.name, error.message, error.fix);
        });`,
    });
    const { code, log } = await limited(4_096, [script]);
    assert.equal(code, 0, log);
    assert.match(log, /UserError the results .*again\.parquet cannot be written: EFBIG/);
    assert.match(log, /every reply is in the journal, and none is asked twice/);
    assert.deepEqual(await readdir(join(folder, 'echo')), [file]);
  });
});

describe('a folder that cannot be written', { skip: process.platform === 'win32' }, () => {
  /** Permissions bind everybody but root, who therefore becomes nobody. */
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

  async function blocked(folders: readonly string[], open: readonly string[]) {
    await using server = await startLlmServer();
    await using workspace = await setting([server], 3);
    for (const folder of [...folders, ...open])
      await mkdir(join(workspace.root, folder), { recursive: true });
    await chmod(workspace.root, 0o777);
    for (const folder of open) await chmod(join(workspace.root, folder), 0o777);
    for (const folder of folders) await chmod(join(workspace.root, folder), 0o555);
    const words = [LAUNCHER, 'run', '--root', workspace.root, '--models', 'acme/one'];
    const { code, log } = await limited(1e9, words, user);
    await chmod(workspace.root, 0o777);
    assert.equal(code, 1, log);
    assert.equal(server.counts.requests, 0, 'nothing is paid for in vain');
    assert.doesNotMatch(log, /\n\s+at /, 'no stack');
    return log;
  }

  test('the workspace', async () => {
    assert.match(await blocked(['.'], []), /error the journal .* cannot be used/);
  });

  test('the folder of the journal', async () => {
    assert.match(await blocked(['.benchmarkhub'], []), /error the journal .* cannot be used/);
  });

  test('the folder of results, or of one benchmark in it', async () => {
    const said = /error results cannot be written to .*echo: EACCES/;
    assert.match(await blocked(['results'], ['.benchmarkhub']), said);
    assert.match(await blocked(['results/echo'], ['.benchmarkhub', 'results']), said);
  });
});
