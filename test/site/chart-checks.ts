import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import type { Visit } from './tool-checks.ts';

const BOARD = 'b/currency-prose/';

/** What a chart may fetch in all before it is drawn live, compressed, in bytes. */
const MOST_SCRIPT = 195_000;

/** What charts do once somebody wants more of them than a picture. */
export function checkCharts(visit: Visit): void {
  const openTools = async (page: Page, index: number) => {
    const tools = page.locator('details.chart').nth(index);
    await tools.locator('summary').click();
    await tools.getByRole('button', { name: 'Explore' }).waitFor();
    return tools;
  };
  const saved = async (page: Page, press: Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), press]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };

  test('a chart goes live on demand, within its weight, and answers to the pointer', async () => {
    await visit(BOARD, {}, async (page) => {
      const scripts: Promise<number>[] = [];
      page.on('response', (response) => {
        if (!response.url().endsWith('.js')) return;
        scripts.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
      });
      await page.waitForLoadState('networkidle');
      assert.equal(scripts.length, 0);
      const tools = await openTools(page, 1);
      assert.equal(scripts.length, 1);
      await tools.getByRole('button', { name: 'Explore' }).click();
      const mark = tools.locator('.drawing .mark-symbol path').first();
      await mark.hover();
      await tools
        .getByText('google/gemini-2.5-flash · verified · US $ per 100 cases 0.031')
        .waitFor();
      const sizes = await Promise.all(scripts);
      assert.equal(sizes.length, 2);
      const total = sizes.reduce((sum, size) => sum + size, 0);
      assert.ok(total <= MOST_SCRIPT, `${total} bytes`);
      // Away from the mark, whose outline makes it larger.
      await page.mouse.move(0, 0);
      const place = async () => Math.round((await mark.boundingBox())?.x ?? 0);
      const press = (name: string) => tools.getByRole('button', { name }).click();
      const before = await place();
      await press('Nearer');
      assert.notEqual(await place(), before);
      await press('Whole');
      assert.equal(await place(), before);
    });
  });

  test('a chart is saved as a picture without variables, and as a table without formulas', async () => {
    await visit(BOARD, { colorScheme: 'dark' }, async (page) => {
      const tools = await openTools(page, 0);
      const press = (name: string) => tools.getByRole('button', { name }).click();
      const png = await saved(page, press('PNG'));
      assert.equal(png.name, 'currency-prose-score.png');
      assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
      // Three times the 462 pixels of the drawing with its margins.
      assert.equal(png.bytes.readUInt32BE(16), 462 * 3);
      const svg = (await saved(page, press('SVG'))).bytes.toString();
      assert.match(svg, /^<svg xmlns=/);
      assert.doesNotMatch(svg, /var\(|inherit|<script/);
      assert.ok(svg.includes('rgb(86, 180, 233)'), 'the blue of the dark theme');
      const csv = (await saved(page, press('CSV'))).bytes.toString();
      assert.match(csv, /^Model,Tier,"Score, points",95 % from,95 % to\n/);
      assert.doesNotMatch(csv, /^[=+@]/m);
      await press('Table');
      assert.equal(await tools.locator('tbody tr').count(), 11);
    });
  });

  test('the charts of cases and of a model go live too', async () => {
    for (const path of ['b/currency-prose/cases/', 'm/openai/gpt-4o-mini/', 'best/math/'])
      await visit(path, {}, async (page) => {
        const count = await page.locator('details.chart').count();
        assert.ok(count > 0, path);
        for (let index = 0; index < count; index++) {
          const tools = await openTools(page, index);
          await tools.getByRole('button', { name: 'Explore' }).click();
          await tools.locator('.drawing svg path').first().waitFor();
        }
      });
  });

  test('without scripts the numbers of a chart are a link', async () => {
    await visit(BOARD, { javaScriptEnabled: false }, async (page) => {
      const tools = page.locator('details.chart').first();
      await tools.locator('summary').click();
      assert.equal(await tools.locator('button').count(), 0);
      const address = await tools.getByRole('link').getAttribute('href');
      assert.equal(address, '/hub/b/currency-prose/charts/score.json');
    });
  });
}
