import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { readResultFile } from '../../engine/node/results.ts';
import { type LlmRequest, startLlmServer } from '../servers/llm-server.ts';
import type { Visit } from './tool-checks.ts';

const KEY = 'sk-or-never-to-be-seen-again';
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type',
};

/** Right but for every fourth question. */
function answer({ messages }: LlmRequest): string {
  const question = messages.at(-1)?.content;
  const number = Number(/What is (\d+) \+ 2/.exec(String(question))?.[1]);
  return number % 4 === 0 ? 'I cannot say.' : `It is ${number + 2}.`;
}

/** OpenRouter itself is out of reach of a test: its addresses are answered by the loopback server. */
async function standIn(page: Page, api: string): Promise<string[]> {
  const asked: string[] = [];
  await page.route('https://openrouter.ai/**', async (route) => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    asked.push(`${request.method()} ${pathname}`);
    if (pathname === '/api/v1/auth/keys') {
      const { code, code_verifier } = request.postDataJSON();
      assert.ok(code === 'the-code' && /^[\w-]{43}$/.test(code_verifier));
      await route.fulfill({ json: { key: KEY }, headers: CORS });
      return;
    }
    const url = api.replace(/\/v1$/, pathname.replace('/api', ''));
    await route.fulfill({ response: await route.fetch({ url }) });
  });
  return asked;
}

/** Everything the browser keeps of this site. */
const keptTexts = (page: Page) =>
  page.evaluate<string>(
    'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])',
  );

/** What the pages that run benchmarks must do. */
export function checkRun(visit: Visit): void {
  const board = (page: Page) => page.getByRole('region', { name: 'Board' });

  test('a local server is asked, and its answers become a board and a file', async () => {
    await using server = await startLlmServer({ answer, headers: CORS });
    const folder = await mkdtemp(join(tmpdir(), 'benchmarkhub-run-'));
    await visit(
      'run/ollama/?benchmark=unit-tables',
      {},
      async (page) => {
        await page.getByLabel('Address of Ollama').fill(server.url);
        await page.getByLabel('Names on this machine').fill('llama3.2:3b qwen2.5:7b');
        await page.getByRole('slider').fill('40');
        await page.getByText('80 questions, about $0').waitFor();
        await page.getByText('known to ±15 points').waitFor();
        await page.getByRole('button', { name: 'Run', exact: true }).click();
        await page.getByText('80 of 80 answers scored').waitFor();
        assert.equal(server.counts.answered, 80);
        const rows = await board(page).locator('tbody tr').allInnerTexts();
        assert.equal(rows.length, 2);
        assert.match(rows[0] ?? '', /1–2\s+ollama\/.*75\.0 \(59\.8–85\.8\)\s+40\s+0\s+\$0/s);
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Download the results' }).click(),
        ]);
        const file = join(folder, 'results.parquet');
        await download.saveAs(file);
        const results = await readResultFile(file);
        assert.equal(results.length, 80);
        assert.ok(results.every(({ tier }) => tier === 'self_reported'));
        assert.equal(results.filter(({ score }) => score === 1).length, 60);
      },
      /^http:\/\/127\.0\.0\.1:\d+\/v1\//,
    );
    await rm(folder, { recursive: true, force: true });
  });

  test('a key reaches its provider and nothing else, and is forgotten', async () => {
    await using server = await startLlmServer({ answer: () => KEY, apiKey: KEY, headers: CORS });
    const open = 'run/openrouter/?benchmark=unit-tables';
    await visit(
      open,
      {},
      async (page) => {
        await standIn(page, server.url);
        await page.getByLabel('Key of OpenRouter').fill(KEY);
        await page.getByLabel('GPT-4o mini').check();
        await page.getByRole('slider').fill('5');
        await page.getByText(/^5 questions, about \$0\.00/).waitFor();
        await page.getByRole('button', { name: 'Run', exact: true }).click();
        await page.getByText('5 of 5 answers scored').waitFor();
        assert.equal(server.requests[0]?.headers.authorization, `Bearer ${KEY}`);
        await page.getByText('Answers', { exact: true }).click();
        assert.doesNotMatch(await page.locator('main').innerText(), new RegExp(KEY));
        assert.doesNotMatch(await keptTexts(page), new RegExp(KEY));
        await page.reload();
        assert.equal(await page.getByLabel('Key of OpenRouter').inputValue(), '');
        const policy = page.locator('meta[http-equiv="content-security-policy" i]');
        const connect = /connect-src ([^;]*)/.exec((await policy.getAttribute('content')) ?? '');
        assert.equal(connect?.[1]?.trim(), "'self' https://openrouter.ai");
      },
      /^https:\/\/openrouter\.ai\//,
    );
  });

  test('signing in gives a key that no address and no storage keeps', async () => {
    await using server = await startLlmServer({ answer, apiKey: KEY, headers: CORS });
    await visit(
      'run/openrouter/?benchmark=unit-tables',
      { reducedMotion: 'reduce' },
      async (page) => {
        const asked = await standIn(page, server.url);
        await page.route('https://openrouter.ai/auth?**', async (route) => {
          const query = new URL(route.request().url()).searchParams;
          assert.equal(query.get('code_challenge_method'), 'S256');
          const back = new URL(query.get('callback_url') ?? '');
          back.searchParams.set('code', 'the-code');
          await route.fulfill({ status: 302, headers: { location: back.href } });
        });
        await page.getByRole('button', { name: 'Sign in with OpenRouter' }).click();
        await page.getByText('Signed in to OpenRouter.').waitFor();
        assert.deepEqual(asked, ['POST /api/v1/auth/keys']);
        const texts = await keptTexts(page);
        assert.doesNotMatch(texts, new RegExp(`${KEY}|the-code|verifier`));
        assert.match(texts, /benchmark=unit-tables/);
        await page.getByLabel('GPT-4o mini').check();
        await page.getByRole('slider').fill('1');
        await page.getByRole('button', { name: 'Run', exact: true }).click();
        await page.getByText('1 of 1 answers scored').waitFor();
      },
      /^https:\/\/openrouter\.ai\//,
    );
  });

  test('a run is stopped, and goes on where it was', async () => {
    await using server = await startLlmServer({ answer, headers: CORS, latencyMs: 60 });
    await visit(
      'run/ollama/?benchmark=unit-tables',
      {},
      async (page) => {
        await page.getByLabel('Address of Ollama').fill(server.url);
        await page.getByLabel('Names on this machine').fill('llama3.2:3b');
        await page.getByRole('slider').fill('40');
        await page.getByRole('button', { name: 'Run', exact: true }).click();
        await page.getByRole('progressbar').waitFor();
        await page.getByRole('button', { name: 'Stop' }).click();
        await page.getByText(/^\d+ of 40 answers scored/).waitFor();
        const first = server.counts.answered;
        assert.ok(first < 40);
        await page.getByRole('button', { name: 'Run', exact: true }).click();
        await page.getByText('40 of 40 answers scored').waitFor();
        // What was in flight when it was stopped is asked once more.
        assert.ok(server.counts.requests <= 40 + 4, `${server.counts.requests} requests`);
      },
      /^http:\/\/127\.0\.0\.1:\d+\/v1\//,
    );
  });

  test('what the builder keeps can be tried', async () => {
    // A page that is left while it fades in says so on the console.
    await visit('new/', { reducedMotion: 'reduce' }, async (page) => {
      await page.getByText('Valid: 2 cases').waitFor();
      await page.getByRole('link', { name: 'Try it on a model' }).click();
      await page.getByRole('link', { name: 'Baseline' }).click();
      await page.getByText('1 of 2 cases').or(page.getByText('2 of 2 cases')).waitFor();
    });
  });
}
