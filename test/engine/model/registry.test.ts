import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isFree } from '../../../engine/model/price.ts';
import { parseRegistry, selectModels } from '../../../engine/model/registry.ts';
import { UserError } from '../../../engine/problem.ts';
import { BUILT_IN_MODELS } from '../../../scripts/workspace.ts';

const BUILT_IN = parseRegistry(readFileSync(BUILT_IN_MODELS, 'utf8'), 'models.yaml');

const BASE = parseRegistry(
  `providers:
  near: { base_url: https://near.example/v1, api_key: NEAR_KEY, limits: { concurrency: 4, requests_per_minute: 9 } }
models:
  a/one: { title: One, tags: [default, small], price: { input: 1, output: 2 }, snapshot: s1, routes: [near:one] }
  a/two: { tags: [default], routes: [near:two:free] }
`,
  'models.yaml',
);

test('the built-in registry has no problem, and a route to every model', () => {
  assert.deepEqual(BUILT_IN.problems, []);
  assert.ok(BUILT_IN.registry.models.size > 100);
  for (const model of BUILT_IN.registry.models.values()) {
    assert.ok(model.routes.length > 0, model.id);
    for (const { provider } of model.routes) assert.ok(BUILT_IN.registry.providers.has(provider));
  }
  assert.ok(selectModels(BUILT_IN.registry, ['tag:default']).length > 0);
  for (const baseline of selectModels(BUILT_IN.registry, ['tag:baseline']))
    assert.ok(isFree(baseline), baseline.id);
});

test('defaults are filled in, and a route is split at its first colon', () => {
  const [, two] = selectModels(BASE.registry, ['a/one', 'a/two']);
  assert.deepEqual(two, {
    id: 'a/two',
    title: 'a/two',
    vendor: 'a',
    open_weights: false,
    reasoning: false,
    tags: ['default'],
    routes: [{ provider: 'near', name: 'two:free' }],
  });
  assert.deepEqual(BASE.registry.providers.get('near'), {
    id: 'near',
    title: 'near',
    api: 'openai',
    base_url: 'https://near.example/v1',
    api_key: 'NEAR_KEY',
    limits: { concurrency: 4, requests_per_minute: 9 },
    rename: {},
    omit: [],
  });
});

test('a workspace’s own file says what differs; the rest stays', () => {
  const { registry, problems } = parseRegistry(
    `providers:
  near: { limits: { concurrency: 1 } }
models:
  a/one: { price: free }
  b/three: { omit: [temperature], routes: [near:three] }
`,
    'models.yaml',
    BASE.registry,
  );
  assert.deepEqual(problems, []);
  const near = registry.providers.get('near');
  assert.deepEqual(near?.limits, { concurrency: 1, requests_per_minute: 9 });
  assert.equal(near?.api_key, 'NEAR_KEY');
  const one = registry.models.get('a/one');
  assert.deepEqual(one?.price, { input: 0, output: 0 });
  assert.deepEqual([one?.title, one?.snapshot, one?.routes.length], ['One', 's1', 1]);
  assert.deepEqual([...registry.models.keys()], ['a/one', 'a/two', 'b/three']);
  assert.deepEqual(registry.models.get('b/three')?.omit, ['temperature']);
  assert.deepEqual(BASE.registry.models.get('a/one')?.price, { input: 1, output: 2 });
});

test('a file with an error leaves the registry as it was, an empty one adds nothing', () => {
  const broken = parseRegistry('models: [', 'models.yaml', BASE.registry);
  assert.equal(broken.registry, BASE.registry);
  assert.equal(broken.problems.length, 1);
  const empty = parseRegistry('', 'models.yaml', BASE.registry);
  assert.deepEqual(empty.problems, []);
  assert.equal(empty.registry.models.size, 2);
});

test('an unknown provider is an error with the nearest name, at its route', () => {
  const { problems } = parseRegistry(
    'models:\n  c/four: { routes: [naer:x] }\n',
    'm.yaml',
    BASE.registry,
  );
  assert.deepEqual(problems, [
    {
      file: 'm.yaml',
      line: 2,
      column: 22,
      severity: 'error',
      message: 'there is no provider "naer"',
      fix: 'did you mean "near"?',
    },
  ]);
});

test('a key pasted where the name of a variable belongs is refused, and shown nowhere', () => {
  const keys = [
    'sk-or-v1-0123456789abcdef',
    'gsk_ABCdef123456',
    'AKIAIOSFODNN7EXAMPLE',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
    'hf_abcdefghijklmnop',
  ];
  for (const key of keys) {
    for (const field of ['api_key', 'base_url_variable']) {
      const text = `providers:\n  p: { base_url: https://e.example/v1, ${field}: ${key} }\n`;
      const { problems, registry } = parseRegistry(text, 'models.yaml');
      assert.equal(problems.length, 1, key);
      assert.match(problems[0]?.message ?? '', /NAME of an environment variable/);
      assert.ok(!JSON.stringify([problems, [...registry.providers]]).includes(key));
    }
  }
  for (const name of [
    'OPENROUTER_API_KEY',
    'HF_TOKEN',
    'TOKEN',
    'KEY2',
    'AZURE_OPENAI_API_KEY_2',
  ]) {
    const text = `providers:\n  p: { base_url: https://e.example/v1, api_key: ${name} }\n`;
    assert.deepEqual(parseRegistry(text, 'models.yaml').problems, [], name);
  }
});

test('an address with a password or a key in it is refused, and shown nowhere', () => {
  for (const secret of ['https://me:hunter2@e.example/v1', 'https://e.example/v1?key=hunter2']) {
    const { problems } = parseRegistry(`providers:\n  p: { base_url: "${secret}" }\n`, 'm.yaml');
    assert.equal(problems.length, 1);
    assert.ok(!JSON.stringify(problems).includes('hunter2'));
  }
});

test('models are chosen by id and by tag, each once, in the order named', () => {
  const ids = (...words: string[]) => selectModels(BASE.registry, words).map(({ id }) => id);
  assert.deepEqual(ids('a/two', 'a/one', 'a/two'), ['a/two', 'a/one']);
  assert.deepEqual(ids('tag:default'), ['a/one', 'a/two']);
  assert.deepEqual(ids('small', 'tag:default'), ['a/one', 'a/two']);
  assert.deepEqual(ids(), []);
});

test('a word that fits no model says which one was meant', () => {
  const failure = (word: string) => {
    try {
      selectModels(BASE.registry, [word]);
    } catch (error) {
      if (error instanceof UserError) return [error.message, error.fix];
      throw error;
    }
    return undefined;
  };
  assert.deepEqual(failure('a/on'), ['there is no model "a/on"', 'did you mean "a/one"?']);
  assert.match(failure('tag:nothing')?.[1] ?? '', /benchmarkhub models/);
  assert.match(failure('constructor')?.[0] ?? '', /there is no model/);
});
