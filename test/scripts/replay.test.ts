import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hashOfBytes } from '../../engine/hash.ts';
import { startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  command,
  createWorkspace,
  echoCases,
  execute,
  modelsFile,
} from '../workspace.ts';

/** A bundle of three models on the cases of a benchmark, one of them recorded elsewhere. */
async function exportBundle(root: string): Promise<string> {
  const ran = await command(root, 'run', '--models', 'baseline/echo,baseline/random', '--quiet');
  assert.equal(ran.code, 0, ran.log);
  const recorded = 'model,id,output\nx/m,c0,question 0\nx/m,c1,wrong\n';
  writeFileSync(join(root, 'outputs.csv'), recorded);
  const took = await command(root, 'import', join(root, 'outputs.csv'), '--benchmark', 'echo');
  assert.equal(took.code, 0, took.log);
  const done = await command(root, 'export', 'echo', '--format', 'replay', '--out', 'bundle');
  assert.equal(done.code, 0, done.log);
  return join(root, 'bundle', 'echo');
}

test('a bundle comes to the same bytes, again and again', async () => {
  await using workspace = await createWorkspace(benchmarkFiles('echo', echoCases(5)));
  const { root } = workspace;
  const bundle = await exportBundle(root);
  const lock = JSON.parse(readFileSync(join(bundle, 'replay.lock.json'), 'utf8'));
  const done = await command(root, 'replay', bundle, '--out', 'again.parquet', '--json');
  assert.equal(done.code, 0, done.log + done.out);
  const { same, differences, reasons, sha256 } = JSON.parse(done.out);
  assert.deepEqual([same, differences, reasons], [true, [], []]);
  assert.equal(sha256, lock.parquet_sha256);
  assert.equal(hashOfBytes(readFileSync(join(root, 'again.parquet'))), lock.parquet_sha256);
  await command(root, 'export', 'echo', '--format', 'parquet', '--out', 'p');
  const exported = readFileSync(join(root, 'p', 'echo.results.parquet'));
  assert.equal(hashOfBytes(exported), lock.parquet_sha256, 'the bytes that export writes');
});

test('what differs is told: a scorer, an answer, a case that is gone', async () => {
  await using workspace = await createWorkspace(benchmarkFiles('echo', echoCases(3)));
  const { root } = workspace;
  const bundle = await exportBundle(root);
  const path = join(bundle, 'benchmarks', 'echo', 'benchmark.yaml');
  const benchmark = readFileSync(path, 'utf8');
  writeFileSync(path, benchmark.replace('"equals"', '"starts_with"').replace('"equals"', '"x"'));
  const other = await command(root, 'replay', bundle);
  assert.equal(other.code, 1);
  assert.match(other.out, /different SHA-256 [0-9a-f]{64}, locked was [0-9a-f]{64}/);
  assert.match(other.out, /score_key: \d+ of \d+ rows, such as c\d of baseline\//);
  assert.match(other.out, /another fingerprint/);
  writeFileSync(path, benchmark);

  const replies = join(bundle, 'replies.jsonl');
  const text = readFileSync(replies, 'utf8');
  writeFileSync(replies, text.replace('"output":"question 0"', '"output":"forged"'));
  const forged = await command(root, 'replay', bundle);
  assert.equal(forged.code, 1);
  assert.match(forged.out, /score: 1 of \d+ rows, such as c0 of [\w/]+: 1 → 0/);
  assert.match(forged.out, /replies\.jsonl is not the file that was locked/);

  writeFileSync(replies, text.replace('"case_id":"c0"', '"case_id":"gone"'));
  assert.match((await command(root, 'replay', bundle)).log, /a reply of [\w/]+ to gone/);
  writeFileSync(replies, `${text}{"model":5}\n`);
  assert.match((await command(root, 'replay', bundle)).log, /replies\.jsonl:\d+: run_id/);
  writeFileSync(replies, '{');
  assert.match((await command(root, 'replay', bundle)).log, /replies\.jsonl:1 is no JSON/);
  assert.match((await command(root, 'replay', 'nowhere')).log, /there is no .*replay\.lock\.json/);
});

test('code is run again, over files in folders of the benchmark too', async () => {
  const cases = [{ id: 'c0', question: 'All of a?', expected: 'SELECT a FROM t' }];
  const score = [{ type: 'sql', tables: { t: 'tables/t.csv' } }];
  const files = benchmarkFiles('query', cases, { score });
  await using server = await startLlmServer({
    answer: () => ({ content: 'SELECT a FROM t WHERE b > 0' }),
  });
  await using workspace = await createWorkspace({
    ...files,
    'benchmarks/query/tables/t.csv': 'a,b\n1,2\n3,4\n',
    'models.yaml': modelsFile({ local: server.url }, { 'x/m': ['local:m'] }),
  });
  const { root } = workspace;
  const { results } = await execute(root, ['x/m']);
  assert.deepEqual(
    results.map(({ score: value }) => value),
    [1],
  );
  const done = await command(root, 'export', 'query', '--format', 'replay', '--out', 'bundle');
  assert.equal(done.code, 0, done.log);
  const { out, log } = await command(root, 'replay', 'bundle/query', '--json');
  assert.ok(out !== '', log);
  const replayed = JSON.parse(out);
  assert.ok(replayed.executed === 1, out);
  assert.deepEqual([replayed.same, replayed.differences], [true, []], out);
});
