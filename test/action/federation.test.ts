import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Context } from '../../action/context.ts';
import { openCredentials } from '../../action/credentials.ts';
import { exchangeIdentity, isFederated } from '../../action/federation.ts';
import type { Provider } from '../../engine/model/model.ts';
import { type IdentityOptions, type IdentityServer, startIdentity } from '../servers/identity.ts';
import { startLlmServer } from '../servers/llm-server.ts';
import { benchmarkFiles, echoCases } from '../workspace.ts';
import { createRepository, TOKENS } from './repository.ts';
import { runStep, type StepResult } from './runner.ts';

const TOKEN = 'sk-short-lived-0123456789';
const OPENAI = { OPENAI_IDENTITY_PROVIDER_ID: 'idp_1', OPENAI_SERVICE_ACCOUNT_ID: 'sa_1' };
const ANTHROPIC = {
  ANTHROPIC_FEDERATION_RULE_ID: 'fdrl_1',
  ANTHROPIC_ORGANIZATION_ID: 'org_1',
  ANTHROPIC_SERVICE_ACCOUNT_ID: 'svac_1',
};
const TRUSTED = {
  audience: 'https://api.openai.com/v1',
  field: 'subject_token',
  tokens: [TOKEN],
} as const;

async function exchange(
  server: IdentityServer,
  variables: Readonly<Record<string, string>> = {},
  provider = 'openai',
): Promise<{ token: string; masked: string[] }> {
  const masked: string[] = [];
  const effects = { fetch, mask: (secret: string) => void masked.push(secret) };
  const address = { OPENAI_TOKEN_URL: server.tokenUrl, ANTHROPIC_TOKEN_URL: server.tokenUrl };
  const all = { ...server.variables, ...OPENAI, ...ANTHROPIC, ...address, ...variables };
  const { token } = await exchangeIdentity(provider, all, effects);
  return { token, masked };
}

describe('the identity of a job', () => {
  test('is exchanged as OpenAI documents it, and both tokens are masked', async () => {
    await using server = await startIdentity(TRUSTED);
    const { token, masked } = await exchange(server);
    assert.equal(token, TOKEN);
    const [body] = server.exchanges;
    assert.deepEqual(masked, [body?.subject_token, TOKEN]);
    assert.equal(body?.grant_type, 'urn:ietf:params:oauth:grant-type:token-exchange');
    assert.deepEqual([body?.identity_provider_id, body?.service_account_id], ['idp_1', 'sa_1']);
  });

  test('is exchanged as Anthropic documents it', async () => {
    const trusted = { audience: 'https://api.anthropic.com', field: 'assertion' } as const;
    await using server = await startIdentity({ ...TRUSTED, ...trusted });
    assert.equal((await exchange(server, {}, 'anthropic')).token, TOKEN);
    const [body] = server.exchanges;
    assert.equal(body?.grant_type, 'urn:ietf:params:oauth:grant-type:jwt-bearer');
    assert.equal(body?.federation_rule_id, 'fdrl_1');
    assert.equal(Object.hasOwn(body ?? {}, 'workspace_id'), false);
    assert.match(String(server.headers[0]?.['anthropic-beta']), /oidc-federation/);
  });

  const refused: readonly (readonly [string, Partial<IdentityOptions>, RegExp])[] = [
    ['for the wrong audience', { audience: 'other' }, /401 \(invalid_grant: the audience/],
    ['with a token that has expired', { seconds: 0 }, /has expired/],
    ['with an answer that is no token', { tokens: ['two words'] }, /did not accept/],
    ['with a page', { refuse: { status: 502, body: '<html>' } }, /status 502$/],
    [
      'with a command in its words',
      { refuse: { status: 403, body: { error: 'no\n::add-mask::a' } } },
      /403 \(no ::add-mask::a\)/,
    ],
  ];
  for (const [name, options, message] of refused)
    test(`is refused ${name}`, async () => {
      await using server = await startIdentity({ ...TRUSTED, ...options });
      await assert.rejects(exchange(server), message);
    });

  test('cannot be had without the permission, and is sent to no address in the clear', async () => {
    await using server = await startIdentity(TRUSTED);
    await assert.rejects(exchange(server, { ACTIONS_ID_TOKEN_REQUEST_URL: '' }), (error: Error) =>
      /id-token: write/.test('fix' in error ? String(error.fix) : ''),
    );
    const clear = { OPENAI_TOKEN_URL: 'http://example.org/token' };
    await assert.rejects(exchange(server, clear), /https/);
    assert.equal(server.exchanges.length, 0);
  });

  test('is only used where the set-up is whole', () => {
    assert.equal(isFederated('openai', {}), false);
    assert.equal(isFederated('openai', OPENAI), true);
    assert.equal(isFederated('mistral', OPENAI), false);
    assert.throws(
      () => isFederated('openai', { OPENAI_SERVICE_ACCOUNT_ID: 'sa_1' }),
      /OPENAI_IDENTITY_PROVIDER_ID must be set/,
    );
  });
});

describe('a job without a key', () => {
  test('has its token renewed while it goes on', async (t) => {
    await using server = await startIdentity({ ...TRUSTED, tokens: [`${TOKEN}-1`, `${TOKEN}-2`] });
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const environment = { ...OPENAI, ...server.variables, OPENAI_TOKEN_URL: server.tokenUrl };
    const host = { environment, log: () => {} };
    const provider = { id: 'openai', api_key: 'OPENAI_API_KEY' };
    using credentials = await openCredentials(
      { host } as unknown as Context,
      provider as unknown as Provider,
    );
    assert.equal(credentials.environment.OPENAI_API_KEY, `${TOKEN}-1`);
    t.mock.timers.tick(0.6 * 600_000);
    assert.equal(server.exchanges.length, 1);
    t.mock.timers.tick(0.2 * 600_000);
    while (credentials.tokens.length < 2) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(credentials.environment.OPENAI_API_KEY, `${TOKEN}-2`);
    assert.equal(process.env.OPENAI_API_KEY, undefined);
  });

  test('asks with a token, which is left nowhere', async () => {
    const asked: string[] = [];
    await using llm = await startLlmServer({
      answer: ({ headers, question }) => {
        asked.push(String(headers.authorization));
        return `${question} ${headers.authorization}`;
      },
    });
    await using server = await startIdentity(TRUSTED);
    const { ran } = await runFederated(llm.url, server);
    assert.equal(ran.code, 0, ran.log);
    assert.match(ran.log, /signed in to openai without a key/);
    assert.deepEqual([...new Set(asked)], [`Bearer ${TOKEN}`]);
    const path = join(ran.workspace, '.benchmarkhub', 'shards', 'openai-1', 'journal.sqlite');
    const kept = await readFile(path, 'latin1');
    assert.match(kept, /Bearer \[redacted\]/);
    const shown = ran.log.replaceAll(/^::add-mask::.*$/gm, '');
    assert.ok(!`${kept}${shown}${JSON.stringify(ran.outputs)}${ran.summary}`.includes(TOKEN));
  });

  test('asks nobody when it is refused', async () => {
    await using llm = await startLlmServer();
    await using server = await startIdentity({ ...TRUSTED, audience: 'other' });
    const { ran } = await runFederated(llm.url, server);
    assert.equal(ran.code, 1);
    assert.match(ran.log, /::error::openai did not accept the identity of this job/);
    assert.equal(llm.counts.requests, 0);
  });
});

async function runFederated(url: string, server: IdentityServer): Promise<{ ran: StepResult }> {
  await using repository = await createRepository();
  const provider = { base_url: url, api_key: 'OPENAI_API_KEY' };
  const model = { price: { input: 1, output: 2 }, routes: ['openai:one'] };
  const models = { providers: { openai: provider }, models: { 'm/one': model } };
  const files = { 'models.yaml': models, ...benchmarkFiles('words', echoCases(3)) };
  const sha = repository.commit(undefined, files, 'main');
  const step = { event: 'push', payload: { after: sha }, sha };
  const planned = await runStep(repository.github, TOKENS.job, {
    ...step,
    inputs: { command: 'plan', models: 'm/one' },
  });
  const { include } = JSON.parse(planned.outputs.matrix ?? '') as { include: unknown[] };
  const shard = JSON.stringify(include[0]);
  const ran = await runStep(repository.github, TOKENS.fork, {
    ...step,
    inputs: { command: 'run', plan: planned.outputs.plan ?? '', shard },
    env: { ...OPENAI, ...server.variables, OPENAI_TOKEN_URL: server.tokenUrl },
  });
  return { ran };
}
