import assert from 'node:assert/strict';
import { open, stat } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { listResultFiles, readResultFile } from '../../engine/node/results.ts';
import type { Result } from '../../engine/results/columns.ts';
import { type LlmServer, type LlmServerOptions, startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  command,
  createWorkspace,
  echoCases,
  execute,
  modelsFile,
  startCommand,
  type TestWorkspace,
} from '../workspace.ts';

const CONCURRENCY = 8;

/** A time limit, longer on a machine that has more to do than it can. */
function within(milliseconds: number): number {
  const [load = 0] = loadavg();
  return milliseconds * Math.max(1, load / availableParallelism());
}

const ROUTES = { 'acme/one': ['acme:one'], 'acme/two': ['acme:two'] };

/** A workspace with one benchmark, and the server its models are asked at. */
interface Setting extends AsyncDisposable {
  readonly server: LlmServer;
  readonly workspace: TestWorkspace;
  readonly words: readonly string[];
}

async function setting(cases: number, options: LlmServerOptions = {}): Promise<Setting> {
  const server = await startLlmServer(options);
  const workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(cases)),
    'models.yaml': modelsFile({ acme: server.url }, ROUTES),
  });
  return {
    server,
    workspace,
    words: ['run', '--root', workspace.root, '--models', 'acme/one'],
    async [Symbol.asyncDispose]() {
      await server.close();
      await workspace[Symbol.asyncDispose]();
    },
  };
}

/** Starts a run and waits until the server has been asked so often. */
async function startAndWait(words: readonly string[], server: LlmServer, requests: number) {
  const run = startCommand(words);
  let early: string | undefined;
  void run.ended.then(({ log }) => {
    early = log;
  });
  while (server.counts.requests < requests) {
    assert.equal(early, undefined, 'the run ended before it was asked to');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return run;
}

async function newestResults({ workspace }: Setting): Promise<Result[]> {
  const folder = join(workspace.root, 'results');
  const files = (await listResultFiles(folder)).map((file) => join(folder, file));
  const times = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs));
  return readResultFile(files[times.indexOf(Math.max(...times))] ?? '');
}

function answered(results: readonly Result[]): number {
  return results.filter(({ outcome }) => outcome === 'answered').length;
}

describe('a run that is ended', { concurrency: true }, () => {
  test('by kill -9 at any moment loses at most what was in flight', async () => {
    await using at = await setting(500, { latencyMs: 5 });
    const kills = [40, 110, 111, 300].map((base) => base + Math.floor(Math.random() * 40));
    for (const moment of kills) {
      const least = Math.max(moment, at.server.counts.requests + 3);
      const { child, ended } = await startAndWait(at.words, at.server, least);
      child.kill('SIGKILL');
      assert.equal((await ended).signal, 'SIGKILL');
    }
    const { code, log } = await startCommand(at.words).ended;
    assert.equal(code, 0, log);
    const results = await newestResults(at);
    assert.equal(new Set(results.map(({ case_id }) => case_id)).size, 500);
    assert.equal(answered(results), 500);
    const extra = at.server.counts.requests - 500;
    assert.ok(extra <= kills.length * CONCURRENCY, `${extra} asked twice, killed at ${kills}`);
  });

  test('by SIGINT finishes what is in flight and says how to go on', async () => {
    await using at = await setting(200, { latencyMs: 50 });
    const { child, ended } = await startAndWait(at.words, at.server, 50);
    const began = performance.now();
    child.kill('SIGINT');
    const { code, log } = await ended;
    assert.ok(performance.now() - began < within(7_000));
    assert.equal(code, 1);
    assert.match(log, /stopping: requests in flight have 4 s, what was paid for is kept/);
    assert.match(log, /it was stopped; the same command goes on where it ended/);
    const results = await newestResults(at);
    assert.equal(results.length, 200);
    assert.equal(answered(results), at.server.counts.requests, 'what was asked is kept');
    assert.ok(results.every(({ outcome }) => outcome === 'answered' || outcome === 'cancelled'));

    const rest = await startCommand(at.words).ended;
    assert.equal(rest.code, 0);
    assert.equal(at.server.counts.requests, 200, 'only the rest is asked');
  });

  test('by SIGTERM gives requests that hang 4 s and ends within 7', async () => {
    await using at = await setting(50, { faults: (index) => (index < 10 ? null : 'hang') });
    const words = [...at.words, '--json'];
    const { child, ended } = await startAndWait(words, at.server, 10 + CONCURRENCY);
    const began = performance.now();
    child.kill('SIGTERM');
    const { code, out } = await ended;
    const took = performance.now() - began;
    assert.ok(took > 3_500 && took < within(7_000), `${took} ms`);
    assert.equal(code, 1);
    const { runs } = JSON.parse(out);
    assert.equal(runs[0].partial, 'cancelled');
    assert.equal(answered(await newestResults(at)), 10);
  });

  test('by two SIGINTs ends at once, keeping what was answered', async () => {
    await using at = await setting(50, { faults: (index) => (index < 10 ? null : 'hang') });
    const { child, ended } = await startAndWait(at.words, at.server, 10 + CONCURRENCY);
    child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const began = performance.now();
    child.kill('SIGINT');
    const { code } = await ended;
    assert.ok(
      performance.now() - began < within(3_500),
      'before the 4 s of the first signal are over',
    );
    assert.equal(code, 1);
    assert.equal(answered(await newestResults(at)), 10);
  });

  test('two runs at once on one workspace lose nothing', async () => {
    await using at = await setting(200, { latencyMs: 3 });
    const both = ['--models', 'acme/one,acme/two'];
    const runs = [startCommand([...at.words, ...both]), startCommand([...at.words, ...both])];
    for (const { ended } of runs) {
      const { code, log } = await ended;
      assert.equal(code, 0, log);
    }
    const folder = join(at.workspace.root, 'results');
    const files = await listResultFiles(folder);
    assert.equal(files.length, 2);
    for (const file of files) assert.equal(answered(await readResultFile(join(folder, file))), 400);
    const before = at.server.counts.requests;
    await execute(at.workspace.root, ['acme/one', 'acme/two']);
    assert.equal(at.server.counts.requests, before);
  });
});

describe('what cannot be read or written', () => {
  let at: Setting;
  before(async () => {
    at = await setting(300);
    await execute(at.workspace.root, ['acme/one']);
  });
  after(() => at[Symbol.asyncDispose]());

  /** Runs in a fresh workspace that has this in its way. */
  async function blocked(files: Record<string, unknown>, models = 'acme/one') {
    await using workspace = await createWorkspace({
      ...benchmarkFiles('echo', echoCases(3)),
      'models.yaml': modelsFile({ acme: at.server.url }, ROUTES),
      ...files,
    });
    const had = at.server.counts.requests;
    const printed = await command(workspace.root, 'run', '--models', models);
    assert.equal(at.server.counts.requests, had, 'nothing is paid for in vain');
    assert.equal(printed.code, 1, printed.log);
    assert.doesNotMatch(printed.log, /\n\s+at /, 'no stack');
    return printed.log;
  }

  test('a journal that is none', async () => {
    const log = await blocked({ '.benchmarkhub/journal.sqlite': 'this is no database at all' });
    assert.match(log, /error the journal .*journal\.sqlite cannot be used: file is not a database/);
    assert.match(log, /move .* away if it is damaged/);
  });

  test('a file in place of the journal’s folder', async () => {
    assert.match(
      await blocked({ '.benchmarkhub': 'a file' }),
      /error the journal .* cannot be used/,
    );
  });

  test('a file in place of the folder of results', async () => {
    assert.match(await blocked({ results: 'a file' }), /error results cannot be written to .*echo/);
    assert.match(await blocked({ 'results/echo': 'a file' }), /error results cannot be written/);
  });

  test('a damaged file of results', async () => {
    const log = await blocked({ 'results/echo/20260101T000000Z-0.parquet': 'PAR1 nonsense PAR1' });
    assert.match(log, /20260101T000000Z-0\.parquet cannot be read/);
    assert.match(log, /restore it, or move it away/);
  });

  test('a journal with damaged pages', async () => {
    const path = join(at.workspace.root, '.benchmarkhub', 'journal.sqlite');
    const { size } = await stat(path);
    const file = await open(path, 'r+');
    for (let position = 8_192; position + 4_096 <= size; position += 4_096)
      await file.write(Buffer.alloc(4_096, 0xff), 0, 4_096, position);
    await file.close();
    const printed = await command(at.workspace.root, 'run', '--models', 'acme/one');
    assert.equal(printed.code, 1, printed.log);
    assert.match(printed.log, /error the journal .* cannot be used/);
    assert.doesNotMatch(printed.log, /\n\s+at /);
  });
});
