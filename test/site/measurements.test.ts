import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { tallyOf } from '../../site/lib/answers.ts';
import { openSource } from './fixture.ts';

const data = await openSource();
const LATEST = '20261120-140509-7f3a';
const EARLIER = '20261106-101500-2b9e';

test('a run says what it asked, what is missing and what it cost', () => {
  const [first] = data.runParts;
  assert.equal(first?.run_at.toISOString(), '2026-11-20T14:05:09.000Z');
  const part = data.runParts.find(
    ({ run_id, benchmark, model }) =>
      run_id === LATEST && benchmark === 'currency-prose' && model === 'google/gemini-2.5-flash',
  );
  assert.equal(part?.calls, 70);
  assert.equal(part?.asked, 70);
  assert.equal(part?.missing, 8);
  assert.equal(part?.cost_usd, null);
  assert.equal(part?.spent_unknown, 8);
  assert.ok(part && part.spent_usd > 0);
  assert.deepEqual(
    data.runMissing
      .filter(({ run_id, model }) => run_id === LATEST && model === part.model)
      .map(({ benchmark, outcome, calls }) => [benchmark, outcome, calls]),
    [
      ['currency-prose', 'rate_limited', 8],
      ['proverb-sense', 'rate_limited', 3],
    ],
  );
});

test('every file of results is described by what it is', async () => {
  const paths = data.files.map(({ path }) => path);
  assert.ok(paths.includes(`currency-prose/20261120T140509Z-${LATEST}.parquet`));
  for (const file of data.files) {
    const bytes = await data.fileBytes(file.path);
    assert.equal(bytes.length, file.bytes);
    assert.equal(createHash('sha256').update(bytes).digest('hex'), file.sha256);
    assert.equal(file.runs.length, 1);
    assert.match(file.run_at ?? '', /^2026-1[01]-\d\dT/);
  }
  const parts = data.runParts.filter(({ run_id }) => run_id === EARLIER);
  const calls = parts.reduce((sum, part) => sum + part.calls, 0);
  const rows = data.files.filter(({ runs }) => runs[0] === EARLIER);
  assert.equal(
    rows.reduce((sum, file) => sum + file.rows, 0),
    calls,
  );
});

test('cases of a run and the latest of all runs come apart', async () => {
  const pick = (rows: Awaited<ReturnType<typeof data.runScores>>) =>
    rows
      .filter(({ model, fingerprint }) => model === 'openai/gpt-4o-mini' && fingerprint === now)
      .map(({ case_id, scores }) => `${case_id} ${scores}`);
  const now = data.benchmarks[0]?.fingerprint;
  const latest = pick(await data.caseScores('currency-prose'));
  assert.equal(latest.length, 70);
  assert.deepEqual(pick(await data.runScores(LATEST, 'currency-prose')), latest);
  assert.notDeepEqual(pick(await data.runScores(EARLIER, 'currency-prose')), latest);
});

test('failures count every call once, and what has no score is no failure', async () => {
  const rows = (await data.failures('currency-prose')).filter(
    ({ model, fingerprint }) =>
      model === 'google/gemini-2.5-flash' && fingerprint === data.benchmarks[0]?.fingerprint,
  );
  assert.equal(
    rows.reduce((sum, { calls }) => sum + calls, 0),
    70,
  );
  assert.deepEqual(
    rows.filter(({ missing }) => missing).map(({ category, calls }) => [category, calls]),
    [['rate_limited', 8]],
  );
});

test('a fingerprint tells its cases, parameters, scorers and how its calls agree with now', async () => {
  const [now, before] = await data.fingerprints('currency-prose');
  assert.equal(now?.fingerprint, data.benchmarks[0]?.fingerprint);
  assert.equal(now?.shared_calls, now?.same_calls);
  assert.deepEqual(before?.parameters, ['{"max_tokens":32,"temperature":0}']);
  assert.deepEqual(before?.scorers, ['number']);
  assert.ok(before && before.cases.length > 60 && before.shared_calls > 0);
  assert.equal(before.same_calls, 0);
});

test('SQL counts how answers came out as pages do from the answers themselves', async () => {
  const results = await data.caseResults('proverb-sense');
  const tallies = await data.caseTallies('proverb-sense');
  assert.ok(results.size > 10);
  for (const [id, answers] of results) assert.deepEqual(tallies.get(id), tallyOf(answers), id);
  assert.equal((await data.caseTallies('unit-tables')).size, 0);
});
