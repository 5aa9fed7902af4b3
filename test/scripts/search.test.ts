import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { embedderOf, embeddingsApi } from '../../engine/node/embeddings.ts';
import { startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  command,
  createWorkspace,
  echoCases,
  type TestWorkspace,
} from '../workspace.ts';

let workspace: TestWorkspace;
before(async () => {
  workspace = await createWorkspace({
    ...benchmarkFiles('invoices', echoCases(3), {
      title: 'Invoice fields',
      description: 'Supplier, tax and total of invoices.',
      tags: ['finance'],
    }),
    ...benchmarkFiles('chess', echoCases(2), {
      title: 'Mate in one',
      description: 'Chess positions with one winning move.',
      tags: ['games'],
    }),
  });
});
after(() => workspace[Symbol.asyncDispose]());

describe('search', () => {
  test('prints hits as JSON and why each was found', async () => {
    const { code, out, log } = await command(
      workspace.root,
      'search',
      'bills from suppliers',
      '--json',
    );
    assert.deepEqual([code, log], [0, '']);
    const { hits, total, facets } = JSON.parse(out);
    assert.equal(hits[0].benchmark, 'invoices');
    assert.ok(hits[0].score > 0 && hits[0].score <= 1);
    assert.match(hits[0].why, /description: supplier/);
    assert.ok(total >= 1);
    assert.deepEqual(facets.tag[0], { value: 'finance', count: 1, isChosen: false });
  });

  test('prints lines for people, the same again from the stored index', async () => {
    const first = await command(workspace.root, 'search', 'ches');
    assert.match(first.out, /^chess {2}Mate in one/);
    assert.match(first.out, /description: chess/);
    assert.equal((await command(workspace.root, 'search', 'ches')).out, first.out);
  });

  test('narrows by facets', async () => {
    const { out } = await command(workspace.root, 'search', '--facet', 'tag=games', '--json');
    assert.deepEqual(
      JSON.parse(out).hits.map(({ benchmark }: { benchmark: string }) => benchmark),
      ['chess'],
    );
  });

  test('says what is wrong with a facet, and when nothing is found', async () => {
    const { code, log } = await command(workspace.root, 'search', 'x', '--facet', 'tagg=a');
    assert.equal(code, 1);
    assert.match(log, /there is no facet "tagg"[\s\S]*did you mean "tag"\?/);
    assert.match((await command(workspace.root, 'search')).log, /search takes words or a facet/);
    assert.match((await command(workspace.root, 'search', '9999')).log, /nothing is about "9999"/);
  });
});

describe('an embeddings API', () => {
  test('is off unless the environment names one, whole', () => {
    assert.equal(embeddingsApi({ OPENAI_API_KEY: 'k' }), undefined);
    assert.throws(() => embeddingsApi({ BENCHMARKHUB_EMBEDDINGS_URL: 'http://x/v1' }), /without/);
    assert.throws(() => embeddingsApi({ BENCHMARKHUB_EMBEDDINGS_URL: 'file:///x' }), /no http/);
  });

  test('is asked once for each word, with its key', async () => {
    await using server = await startLlmServer({ apiKey: 'secret' });
    const environment = {
      BENCHMARKHUB_EMBEDDINGS_URL: server.url,
      BENCHMARKHUB_EMBEDDINGS_MODEL: 'small',
      BENCHMARKHUB_EMBEDDINGS_KEY: 'secret',
    };
    const api = embeddingsApi(environment) ?? assert.fail();
    const words = Array.from({ length: 200 }, (_, index) => `word${index}`);
    const first = await embedderOf(api, workspace.root)(words);
    assert.equal(first.length, 200);
    assert.equal(server.counts.embeddings, 2);
    assert.deepEqual(await embedderOf(api, workspace.root)(words), first);
    assert.equal(server.counts.embeddings, 2);
    await assert.rejects(
      embedderOf({ ...api, key: 'wrong' }, workspace.root)(['other']),
      /the embeddings API answered 401/,
    );
  });

  test('makes the table of the search command', async () => {
    await using server = await startLlmServer();
    const environment = process.env;
    environment.BENCHMARKHUB_EMBEDDINGS_URL = server.url;
    environment.BENCHMARKHUB_EMBEDDINGS_MODEL = 'small';
    try {
      const { code, out } = await command(workspace.root, 'search', 'chess', '--json');
      assert.equal(code, 0);
      assert.equal(JSON.parse(out).hits[0].benchmark, 'chess');
      assert.ok(server.counts.embeddings > 0);
    } finally {
      delete environment.BENCHMARKHUB_EMBEDDINGS_URL;
      delete environment.BENCHMARKHUB_EMBEDDINGS_MODEL;
    }
  });
});
