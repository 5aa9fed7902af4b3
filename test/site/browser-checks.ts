import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { checkAccessibility } from './axe-checks.ts';
import { launchChromium, maybeChromium } from './browser.ts';
import type { BuiltSite } from './build-fixture.ts';
import { checkBuilder } from './builder-checks.ts';
import { checkCharts } from './chart-checks.ts';
import { checkReview } from './review-checks.ts';
import { checkRun } from './run-checks.ts';
import { checkSql } from './sql-checks.ts';
import { type StaticServer, serveFolder } from './static-server.ts';
import { checkTools } from './tool-checks.ts';

const BOARD = 'b/currency-prose/';
const PATHS = [
  '',
  'b/',
  BOARD,
  'b/proverb-sense/',
  'b/unit-tables/',
  'b/currency-prose/cases/script/',
  'b/currency-prose/cases/long/',
  'm/',
  'm/evil/script/',
  'methods/',
  'best/',
  'best/math/',
  'best/i-tag-i-79d24dc2/',
  'compare/',
  'compare/currency-prose/',
  'compare/unit-tables/',
  'b/currency-prose/cases/',
  'b/currency-prose/quality/',
  'b/many-models/quality/',
  'b/many-models/cases/',
  'r/20261120-140509-7f3a/',
  'r/20261012-080000-a001/',
  'changes/',
  'data/',
  'sql/',
  'new/',
  'run/',
  'run/openrouter/',
  'review/',
  'embed/b/currency-prose/',
  'b/currency-prose/list/1/',
  'docs/',
  'docs/statistics/',
  'docs/scoring/',
];

/** What must hold in a real browser. */
export function checkBrowser(site: () => BuiltSite): void {
  const chromium = maybeChromium();
  const skip = chromium === undefined && !process.env.CI && 'no Chromium is installed';

  describe('its pages in a browser', { skip }, () => {
    let browser: Browser;
    let server: StaticServer;

    before(async () => {
      assert.ok(chromium, 'no Chromium: install one, or name it in CHROMIUM');
      browser = await launchChromium(chromium);
      server = await serveFolder(site().folder, site().base);
    });
    after(async () => {
      await browser?.close();
      await server?.[Symbol.asyncDispose]();
    });

    /** Opens a page, lets it be looked at, and demands that it was quiet and asked no one else. */
    async function visit(
      path: string,
      options: BrowserContextOptions,
      look: (page: Page) => Promise<void>,
      allowed?: RegExp,
    ): Promise<void> {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const trouble: string[] = [];
      page.on('console', (message) => {
        if (!allowed?.test(message.text())) trouble.push(message.text());
      });
      page.on('pageerror', (error) => trouble.push(error.message));
      page.on('dialog', (dialog) => trouble.push(`dialog ${dialog.message()}`));
      page.on('request', (request) => {
        const isOwn = request.url().startsWith(server.url);
        if (!isOwn && !allowed?.test(request.url())) trouble.push(request.url());
      });
      await page.goto(server.url + path);
      await look(page);
      assert.deepEqual(trouble, [], path);
      await context.close();
    }

    const modelsOf = (page: Page) =>
      page.locator('#board tbody th').evaluateAll((cells) => cells.map((cell) => cell.textContent));

    test('no page makes an error, breaks its policy or asks another host', async () => {
      for (const path of PATHS) await visit(path, {}, async () => {});
    });

    checkAccessibility(visit, PATHS);
    checkTools(visit);
    checkCharts(visit);
    checkBuilder(visit);
    checkRun(visit);
    checkReview(visit);
    checkSql(visit);

    test('a page that is not there says so', async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const response = await page.goto(`${server.url}b/nothing/deep/`);
      assert.equal(response?.status(), 404);
      assert.equal(await page.locator('h1').textContent(), 'There is no page here');
      await context.close();
    });

    test('without scripts every row is there and no dead control is shown', async () => {
      await visit(BOARD, { javaScriptEnabled: false }, async (page) => {
        assert.equal(await page.locator('#board tbody tr').count(), 12);
        assert.equal(await page.locator('#cases tbody tr').count(), 70);
        assert.equal(await page.locator('figure svg').count(), 4);
        assert.equal(await page.locator('button:visible').count(), 0);
      });
      await visit('b/', { javaScriptEnabled: false }, async (page) => {
        assert.equal(await page.locator('#library > li:visible').count(), 4);
        assert.equal(await page.locator('form:visible').count(), 0);
      });
    });

    test('the board sorts by keyboard, announces it, keeps blanks last and the view in the address', async () => {
      await visit(BOARD, {}, async (page) => {
        const cost = page.locator('th[data-name=cost]').first();
        const button = cost.getByRole('button');
        await button.focus();
        await page.keyboard.press('Enter');
        assert.equal(await cost.getAttribute('aria-sort'), 'ascending');
        assert.equal(await page.locator('#board th[aria-sort]').count(), 1);
        assert.equal(
          await page.locator('#sorted').textContent(),
          'Sorted by cost, ascending, 12 rows',
        );
        const ascending = await modelsOf(page);
        await page.keyboard.press('Enter');
        const descending = await modelsOf(page);
        assert.equal(descending[0]?.trim(), 'Claude Haiku 4.5');
        assert.deepEqual(new Set(descending.slice(-4)), new Set(ascending.slice(-4)));
        assert.match(page.url(), /\?sort=cost\.descending$/);
        await page.reload();
        assert.deepEqual(await modelsOf(page), descending);
      });
    });

    test('the library is searched by words, typing errors and facets, and the address restores it', async () => {
      await visit('b/', {}, async (page) => {
        const loaded: string[] = [];
        page.on('request', (request) => loaded.push(request.url()));
        const found = page.locator('.hits > li');
        const list = page.locator('#library > li:visible');
        assert.equal(await list.count(), 4);
        await page.keyboard.press('/');
        await page.keyboard.type('unit tabels');
        await found.first().waitFor();
        assert.equal(loaded.filter((address) => address.endsWith('.js')).length, 1);
        assert.match((await found.first().locator('h2').textContent()) ?? '', /table/i);
        assert.match((await page.getByRole('status').textContent()) ?? '', /tables for tabels/);
        assert.equal(await list.count(), 0);
        await page.keyboard.press('ArrowDown');
        assert.equal(
          await page.evaluate<string>('document.activeElement.closest("h2")?.tagName'),
          'H2',
        );
        await page.keyboard.press('Escape');
        assert.match(page.url(), /\?q=unit\+tabels$/);
        await page.reload();
        await found.first().waitFor();
        await page.getByRole('button', { name: 'Clear' }).click();
        await list.first().waitFor();
        await page.locator('.facets label', { hasText: 'math' }).locator('input').check();
        assert.equal(await found.count(), 2);
        assert.match(page.url(), /\?tag=math$/);
        await page.reload();
        await found.first().waitFor();
        assert.equal(await found.count(), 2);
        assert.equal(await page.locator('.facets input:checked').count(), 1);
      });
    });

    test('what was found is marked as text, whatever it contains', async () => {
      await visit('b/?q=script+alert', {}, async (page) => {
        await page.locator('.hits > li').first().waitFor();
        assert.equal(await page.locator('.hits script, .hits img').count(), 0);
        assert.ok((await page.locator('.hits mark').count()) > 0);
        const link = page.locator('.hits ul a').first();
        await link.click();
        await page.waitForURL(/cases\//);
      });
    });

    test('nothing of the search is fetched before its box is used', async () => {
      for (const path of ['', 'b/']) {
        const asked: string[] = [];
        await visit(path, {}, async (page) => {
          page.on('request', (request) => asked.push(request.url()));
          await page.reload();
          await page.mouse.move(100, 300);
          assert.deepEqual(
            asked.filter((address) => /\.js$|\/search\//.test(address)),
            [],
          );
          await page.getByRole('searchbox').focus();
          await page.waitForResponse(/search\/index\.json$/);
        });
      }
    });

    const markColour = (page: Page) =>
      page.evaluate<string>(
        `getComputedStyle(document.querySelector('figure path[fill="var(--verified)"]')).fill`,
      );

    test('the theme follows the system until it is chosen, and stays chosen', async () => {
      const ground = (page: Page) =>
        page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
      await visit(BOARD, { colorScheme: 'dark' }, async (page) => {
        const dark = await ground(page);
        const toggle = page.getByRole('button', { name: 'Dark theme' });
        assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
        await toggle.click();
        const light = await ground(page);
        assert.notEqual(light, dark);
        await page.reload();
        assert.equal(await ground(page), light);
        const fill = await markColour(page);
        await toggle.click();
        assert.notEqual(await markColour(page), fill);
      });
    });

    test('every column of a board is in sight on a screen of 1280 pixels', async () => {
      for (const path of [BOARD, 'b/many-models/'])
        await visit(path, { viewport: { width: 1280, height: 900 } }, async (page) => {
          const hidden = await page
            .locator('#board .scroller')
            .evaluate((region) => region.scrollWidth - region.clientWidth);
          assert.equal(hidden, 0, path);
        });
    });

    test('no page scrolls sideways on a phone, and the board shows its cost there', async () => {
      const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
      for (const path of PATHS)
        await visit(path, phone, async (page) => {
          const width = await page.evaluate<number>('document.documentElement.scrollWidth');
          assert.ok(width <= 390, `${width} in ${path}`);
        });
      await visit(BOARD, phone, async (page) => {
        const cell = page.locator('#board tbody tr').nth(4).locator('td.number').first();
        const box = await cell.boundingBox();
        assert.ok(box && box.x + box.width <= 400, JSON.stringify(box));
        const region = page.locator('#board .scroller');
        assert.equal(await region.getAttribute('tabindex'), '0');
        await region.evaluate((element) => element.scrollTo({ left: 400 }));
        const name = await page.locator('#board tbody th').nth(4).boundingBox();
        assert.equal(name?.x, 0);
      });
    });

    test('targets of pointers are at least 24 pixels high', async () => {
      await visit(BOARD, {}, async (page) => {
        const small = await page
          .locator('button:visible')
          .evaluateAll((buttons) =>
            buttons
              .filter((button) => button.getBoundingClientRect().height < 24)
              .map((button) => button.textContent),
          );
        assert.deepEqual(small, []);
      });
    });

    test('the citation can be copied', async () => {
      const options = { permissions: ['clipboard-read', 'clipboard-write'] };
      await visit(BOARD, options, async (page) => {
        await page.getByRole('button', { name: 'Copy: BibTeX' }).click();
        const text = await page.evaluate<string>('navigator.clipboard.readText()');
        assert.match(text, /^@misc\{currency-prose-1\.2\.0,/);
      });
    });
  });
}
