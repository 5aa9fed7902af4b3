import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { parseResultFile } from '../../engine/node/results.ts';
import { type LlmServer, startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  command,
  createWorkspace,
  echoCases,
  execute,
  modelsFile,
} from '../workspace.ts';
import {
  commentPayload,
  createRepository,
  pullPayload,
  type TestRepository,
  TOKENS,
} from './repository.ts';
import { runStep, type StepResult } from './runner.ts';

const CASES = 120;
const KEY = 'sk-test-0123456789abcdef';
const FILES = benchmarkFiles('words', echoCases(CASES));

/** A model that is right with a chance of seven in eight, about other cases each time it is asked. */
function flaky(seed: number): (request: { question: string }) => string {
  let state = seed;
  return ({ question }) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 29 === 0 ? 'something else' : question;
  };
}

/** What a contributor's own run leaves below submissions/, by path. */
async function contribution(url: string): Promise<Record<string, Buffer>> {
  const models = modelsFile({ llm: url }, { 'm/one': ['llm:one'] });
  await using workspace = await createWorkspace({ 'models.yaml': models, ...FILES });
  await execute(workspace.root, ['m/one']);
  const { code, out } = await command(workspace.root, 'submit', '--json');
  assert.equal(code, 0, out);
  const { submitted } = JSON.parse(out) as { submitted: { file: string }[] };
  const read = async ({ file }: { file: string }) =>
    [file, await readFile(join(workspace.root, file))] as const;
  return Object.fromEntries(await Promise.all(submitted.map(read)));
}

describe('results of a contributor', () => {
  let honest: LlmServer;
  let repository: TestRepository;
  let files: Record<string, Buffer>;
  before(async () => {
    honest = await startLlmServer();
    files = await contribution(honest.url);
  });
  beforeEach(async () => {
    repository = await createRepository();
  });
  afterEach(() => repository[Symbol.asyncDispose]());
  after(() => honest.close());

  /** A pull request with these files, in a repository whose own model is at this address. */
  function propose(url: string, proposed: Record<string, unknown>): { main: string; head: string } {
    const models = modelsFile({ llm: url }, { 'm/one': ['llm:one'] }, { api_key: 'LLM_API_KEY' });
    const main = repository.commit(undefined, { 'models.yaml': models, ...FILES }, 'main');
    const head = repository.commit(main, proposed);
    repository.open(head, main);
    return { main, head };
  }

  /** `/benchmark <sha> verify`: plan, run with the key, merge without. */
  async function verify(main: string, head: string, budget = '1'): Promise<StepResult> {
    const text = `/benchmark ${head.slice(0, 12)} verify budget=${budget}`;
    const step = { event: 'issue_comment', payload: commentPayload(text), sha: main };
    const { github } = repository;
    const planned = await runStep(github, TOKENS.job, { ...step, inputs: { command: 'plan' } });
    assert.equal(planned.code, 0, planned.log);
    const { include } = JSON.parse(planned.outputs.matrix ?? '') as { include: unknown[] };
    assert.equal(include.length, 1, planned.summary);
    const plan = planned.outputs.plan ?? '';
    const ran = await runStep(github, TOKENS.fork, {
      ...step,
      inputs: { command: 'run', plan, shard: JSON.stringify(include[0]) },
      env: { LLM_API_KEY: KEY },
    });
    assert.equal(ran.code, 0, ran.log);
    const merge = { command: 'merge', plan };
    const { workspace } = ran;
    return runStep(github, TOKENS.job, { ...step, inputs: merge, workspace });
  }

  test('honest ones are verified by a sample, and published as such after the merge', async () => {
    const { main, head } = propose(honest.url, files);
    const checked = await runStep(repository.github, TOKENS.fork, {
      inputs: { command: 'validate' },
      event: 'pull_request',
      payload: pullPayload(head, main),
      sha: head,
    });
    assert.equal(checked.code, 0, checked.log);
    const before = honest.counts.requests;
    const merged = await verify(main, head);
    assert.equal(merged.code, 0, merged.log);
    assert.equal(merged.outputs.status, 'done');
    assert.match(merged.summary, /Submitted results are verified/);
    assert.match(merged.summary, /60 of 120 \| 0 \/ 0 \| \+0\.0 points \| ✅ verified/);
    assert.equal(honest.counts.requests - before, 60);
    const published = await runStep(repository.github, TOKENS.job, {
      inputs: { command: 'publish' },
      event: 'push',
      payload: { after: head },
      sha: head,
    });
    assert.equal(published.code, 0, published.log);
    const names = repository.git('ls-tree', '-r', '--name-only', 'results').split('\n');
    const path = names.find((name) => /-sub[0-9a-f]+v\.parquet$/.test(name)) ?? '';
    const blob = repository.git('rev-parse', `results:${path}`);
    assert.match(blob, /^[0-9a-f]{40}$/, names.join(' '));
    const again = await runStep(repository.github, TOKENS.job, {
      inputs: { command: 'plan', models: 'm/one' },
      event: 'push',
      payload: { after: head },
      sha: head,
    });
    assert.match(again.summary, /120 calls/, 'replies of others are never taken for our own');
  });

  test('forged ones are named, with how far they are off', async () => {
    await using llm = await startLlmServer({ apiKey: KEY, answer: () => 'no' });
    const { main, head } = propose(llm.url, files);
    const merged = await verify(main, head);
    assert.equal(merged.code, 1, merged.log);
    assert.equal(merged.outputs.status, 'invalid');
    assert.match(merged.summary, /1 of 1 submitted results disagree/);
    assert.match(merged.summary, /60 \/ 0 \| \+100\.0 points \| ❌ disagrees/);
    const published = await runStep(repository.github, TOKENS.job, {
      inputs: { command: 'publish' },
      event: 'push',
      payload: { after: head },
      sha: head,
    });
    assert.match(published.summary, /Nothing new to publish/);
  });

  test('a flaky model is never called a forgery, and each command asks other cases', async () => {
    await using theirs = await startLlmServer({ answer: flaky(1) });
    const asked = new Set<string>();
    const answer = flaky(2);
    await using ours = await startLlmServer({
      apiKey: KEY,
      answer: (request) => {
        asked.add(request.question);
        return answer(request);
      },
    });
    const proposed = await contribution(theirs.url);
    const { main, head } = propose(ours.url, proposed);
    const first = await verify(main, head);
    assert.equal(first.code, 0, first.log);
    assert.doesNotMatch(first.summary, /disagree/);
    const second = await verify(main, head);
    assert.equal(second.code, 0, second.log);
    assert.match(second.summary, /120 of 120/);
    assert.doesNotMatch(second.summary, /disagree/);
    assert.deepEqual([asked.size, ours.counts.requests], [CASES, CASES]);
  });

  test('a small budget asks fewer cases, and says that more are needed', async () => {
    const { main, head } = propose(honest.url, { ...files, 'benchmarks/words/a.txt': 'x' });
    const merged = await verify(main, head, '0.002');
    assert.equal(merged.code, 0, merged.log);
    assert.equal(merged.outputs.status, 'partial');
    assert.match(
      merged.summary,
      /0 of 1 submitted results are verified; the rest needs more cases/,
    );
    assert.match(merged.summary, new RegExp(`/benchmark ${head.slice(0, 12)} verify`));
  });

  test('files that leave cases out, or are no results, are refused before anything is asked', async () => {
    const [path = '', bytes = Buffer.alloc(0)] = Object.entries(files)[0] ?? [];
    assert.ok((await parseResultFile(bytes, path)).length > 0);
    await assert.rejects(parseResultFile(bytes, path, { rows: 10, pageBytes: 1e6 }), /at most 10/);
    await assert.rejects(
      parseResultFile(bytes, path, { rows: 1e6, pageBytes: 10 }),
      /cannot be read/,
    );
    const more = benchmarkFiles('words', echoCases(CASES + 1));
    for (const [proposed, problem] of [
      [{ [path]: bytes, ...more }, /1 of 121 calls of m\/one have no reply/],
      [{ 'submissions/words/x.parquet': 'PAR1' }, /no file of results/],
      [{ 'submissions/words/x.exe': 'MZ' }, /only files of results/],
      [{ 'submissions/other/x.parquet': bytes }, /no benchmark of this commit/],
    ] as const) {
      const { main, head } = propose(honest.url, proposed);
      const { code, log } = await runStep(repository.github, TOKENS.fork, {
        inputs: { command: 'validate' },
        event: 'pull_request',
        payload: pullPayload(head, main),
        sha: head,
      });
      assert.equal(code, 1, log);
      assert.match(log, problem);
    }
  });
});
