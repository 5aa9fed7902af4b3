import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Registry } from '../../../engine/model/model.ts';
import { requireNoSecrets } from '../../../engine/node/sandbox/secrets.ts';
import { UserError } from '../../../engine/problem.ts';

const PROVIDER = {
  id: 'x',
  title: 'X',
  api: 'openai',
  base_url: 'https://example.com',
  api_key: 'X_CREDENTIAL',
  limits: { concurrency: 1 },
  rename: {},
  omit: [],
} as const;

const REGISTRY: Registry = { providers: new Map([['x', PROVIDER]]), models: new Map() };

for (const name of [
  'OPENAI_API_KEY',
  'GITHUB_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'db_password',
  'MY_SECRET_1',
]) {
  test(`${name} in the environment stops code from being run`, () => {
    assert.throws(
      () => requireNoSecrets({ PATH: '/bin', [name]: 'hidden-value' }),
      (error) => {
        assert.ok(error instanceof UserError);
        assert.ok(error.message.includes(name) && error.fix.includes(`-u ${name}`));
        return !`${error.message}${error.fix}`.includes('hidden-value');
      },
    );
  });
}

test('a provider may give its key any name', () => {
  assert.throws(() => requireNoSecrets({ X_CREDENTIAL: 'x' }, REGISTRY), /X_CREDENTIAL/);
  requireNoSecrets({ X_CREDENTIAL: 'x' });
});

test('variables without a value are no secrets', () => {
  requireNoSecrets({ PATH: '/bin', HOME: '/root', GITHUB_TOKEN: '', API_KEY: undefined }, REGISTRY);
});
