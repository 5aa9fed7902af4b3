import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';

/** Opens a page, lets it be looked at, and demands that it was quiet and asked no one else. */
export type Visit = (
  path: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
  /** Other hosts that the visitor lets it ask, and what it may write to the console. */
  allowed?: RegExp,
) => Promise<void>;

const BOARD = 'b/currency-prose/';
const FILTERS = 'Filter, columns, download';

/** What the scripts of boards and comparisons must do. */
export function checkTools(visit: Visit): void {
  const shownRows = (page: Page) => page.locator('#board tbody tr:visible');
  const status = (page: Page) => page.locator('#board-tools [role=status]').textContent();

  test('a board narrows by what is asked, and the address restores it', async () => {
    await visit(BOARD, {}, async (page) => {
      await page.getByText(FILTERS).click();
      await page.getByLabel('Open weights').check();
      // Two of three: the baselines' weights are none.
      assert.equal(await shownRows(page).count(), 3);
      await page.getByLabel('At most, $ per 100 cases').fill('0.001');
      assert.equal(await shownRows(page).count(), 2);
      assert.equal(await status(page), '2 of 12 rows shown');
      assert.match(page.url(), /\?(?=.*open=1)(?=.*most=0\.001)/);
      await page.reload();
      assert.equal(await shownRows(page).count(), 2);
      assert.ok(await page.getByLabel('Open weights').isVisible());
      await page.getByRole('button', { name: 'Clear' }).click();
      await page.getByText('12 of 12 rows shown').waitFor();
      assert.equal(await shownRows(page).count(), 12);
      assert.doesNotMatch(page.url(), /open|most/);
    });
    await visit(`${BOARD}?vendor=OpenAI`, {}, async (page) => {
      assert.equal(await shownRows(page).count(), 1);
    });
    await visit(`${BOARD}?tier=baseline&q=GUESS`, {}, async (page) => {
      assert.equal(await shownRows(page).count(), 1);
    });
  });

  test('columns can be hidden, rank, model and score never', async () => {
    await visit(`${BOARD}?hide=5`, {}, async (page) => {
      const cost = page.locator('#board th[data-name=cost]');
      assert.ok(!(await cost.isVisible()));
      assert.equal(await page.locator('#board tbody tr').nth(3).locator('td:visible').count(), 9);
      await page.locator('#board-tools').getByLabel('Cost', { exact: true }).uncheck();
      assert.ok(await cost.isVisible());
      assert.equal(await page.locator('#board-tools [value="3"]').count(), 0);
    });
  });

  test('the view is downloaded as it is shown: rows, order and full precision', async () => {
    await visit(`${BOARD}?tier=verified&sort=cost.descending`, {}, async (page) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download these rows as CSV' }).click(),
      ]);
      const csv = await readFile(await download.path(), 'utf8');
      const [head, ...lines] = csv.trimEnd().split('\n');
      assert.match(head ?? '', /^rank_low,rank_high,model,/);
      assert.equal(lines.length, 7);
      assert.match(lines[0] ?? '', /,anthropic\/claude-haiku-4\.5,/);
      assert.match(lines.at(-1) ?? '', /,mistralai\/never-answered,/);
    });
  });

  // A page that is left while it fades in says so on the console.
  const still = { reducedMotion: 'reduce' } as const;

  test('a preset is a link', async () => {
    await visit(BOARD, still, async (page) => {
      await page.getByRole('link', { name: 'Fastest first' }).click();
      await page.waitForURL(/sort=latency/);
      assert.equal(await page.locator('#board th[aria-sort]').getAttribute('data-name'), 'latency');
    });
  });

  test('two models are compared as the page of pairs compares them', async () => {
    let sentence = '';
    await visit('compare/currency-prose/', still, async (page) => {
      const row = page.locator('tr', { hasText: 'GPT-4o mini against Qwen2.5' });
      sentence = (await row.locator('th .unit').textContent()) ?? '';
      await row.getByRole('link').click();
      const verdict = page.locator('#chooser [role=status]');
      await page.locator('#result').waitFor();
      assert.equal(await verdict.textContent(), sentence);
      assert.equal(await page.locator('[data-slot=only-b]').textContent(), '16');
      assert.equal(await page.locator('[data-list=cases-b] a').count(), 16);
      const counts = page.locator('#result tbody td');
      const sum = (await counts.allTextContents()).reduce((total, text) => total + Number(text), 0);
      assert.equal(String(sum), await page.locator('[data-slot=cases]').textContent());
      await page.getByRole('button', { name: 'Swap' }).click();
      assert.equal(await page.locator('[data-slot=only-a]').textContent(), '16');
      assert.match(page.url(), /a=openai.*b=qwen/);
      await page.locator('[data-list=cases-a] a').first().click();
      assert.match(page.url(), /\/b\/currency-prose\/cases\/c-\d+\/$/);
    });
    assert.match(sentence, /^GPT-4o mini is better than Qwen2\.5/);
  });

  test('the comparison needs both models and says what it cannot do', async () => {
    await visit('compare/?benchmark=many-models&a=nobody', {}, async (page) => {
      await page.locator('#result').waitFor();
      await page.getByLabel('Model A').selectOption('0');
      await page.getByText('Choose two different models.').waitFor();
      assert.ok(await page.locator('#result').isHidden());
    });
    await visit('compare/', { javaScriptEnabled: false }, async (page) => {
      assert.ok(await page.getByText('needs a script').isVisible());
      assert.equal(await page.locator('select:visible').count(), 0);
      assert.ok((await page.locator('main ul a').count()) >= 3);
    });
  });
}
