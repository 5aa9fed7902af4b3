import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRegistry } from '../../../engine/model/registry.ts';
import { ALIAS_MAX_AGE_MS, parseAge, reuseSince } from '../../../engine/plan/reuse.ts';
import { startLlmServer } from '../../servers/llm-server.ts';
import {
  benchmarkFiles,
  createWorkspace,
  echoCases,
  execute,
  modelsFile,
} from '../../workspace.ts';

const NOW = Date.parse('2026-11-10T12:00:00Z');

function modelWith(fields: object) {
  const text = JSON.stringify({
    providers: { p: { base_url: 'http://127.0.0.1:1/v1' } },
    models: { 'v/m': { price: { input: 1, output: 1 }, routes: ['p:m'], ...fields } },
  });
  const model = parseRegistry(text, 'models.yaml').registry.models.get('v/m');
  assert.ok(model);
  return model;
}

test('replies of a pinned or ordinary model never age by themselves', () => {
  assert.equal(reuseSince(modelWith({}), { now: NOW }), undefined);
  const pinned = modelWith({ alias: true, snapshot: '2026-01-01' });
  assert.equal(reuseSince(pinned, { now: NOW }), undefined);
});

test('replies of an alias are a day old at most', () => {
  const since = new Date(NOW - ALIAS_MAX_AGE_MS);
  assert.deepEqual(reuseSince(modelWith({ alias: true }), { now: NOW }), since);
  for (const name of ['m-latest', 'm:latest', 'latest']) {
    assert.deepEqual(reuseSince(modelWith({ routes: [`p:${name}`] }), { now: NOW }), since, name);
  }
  assert.equal(reuseSince(modelWith({ routes: ['p:latest-m'] }), { now: NOW }), undefined);
});

test('a written age holds for every model', () => {
  const rule = { now: NOW, maxAgeMs: 60_000 };
  assert.deepEqual(reuseSince(modelWith({}), rule), new Date(NOW - 60_000));
  assert.deepEqual(reuseSince(modelWith({ alias: true }), rule), new Date(NOW - 60_000));
});

test('an age is a number with its unit', () => {
  assert.deepEqual(['30s', '90m', '24h', '7d', '0s'].map(parseAge), [30e3, 54e5, 864e5, 6048e5, 0]);
  for (const text of ['', '5', '-1h', '1w', '1.5h', 'h']) assert.equal(parseAge(text), undefined);
});

test('a run asks again what is older than the age, and nothing else', async () => {
  await using server = await startLlmServer({ answer: ({ question }) => question });
  const models = modelsFile({ local: server.url }, { 'v/m': ['local:m'] });
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(5)),
    'models.yaml': models,
  });
  await execute(workspace.root, ['v/m']);
  await execute(workspace.root, ['v/m'], { maxAgeMs: 3_600_000 });
  assert.equal(server.counts.requests, 5);
  await execute(workspace.root, ['v/m'], { maxAgeMs: 0 });
  assert.equal(server.counts.requests, 10);
});
