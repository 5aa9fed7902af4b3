import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { SQL_EXAMPLES } from '../../site/lib/sql/examples.ts';
import type { Visit } from './tool-checks.ts';

/** What the console must do, and what it must not. */
export function checkSql(visit: Visit): void {
  const status = (page: Page) => page.locator('#console [role=status]');
  const cells = (page: Page) => page.locator('#query-result tbody tr td').allTextContents();
  const run = async (page: Page, sql: string): Promise<string> => {
    await page.getByLabel('Query').fill(sql);
    const button = page.getByRole('button', { name: 'Run' });
    await button.click();
    await page.locator('[data-run]:enabled').waitFor();
    return (await status(page).textContent()) ?? '';
  };
  /** The database unpacks itself into the memory of the page, and writes its errors to the console. */
  const allowed = /^blob:|^Error: [\w ]+ Error: /;
  const start = async (page: Page) => {
    await page.getByRole('button', { name: /^Start/ }).click();
    await page.getByText(/^Ready: \d+ rows/).waitFor();
  };

  test('a query of the address waits, and nothing is loaded before the console is started', async () => {
    const sql = 'SELECT count(*) AS calls FROM results';
    await visit(
      `sql/?q=${encodeURIComponent(sql)}&benchmark=proverb-sense`,
      {},
      async (page) => {
        const asked: string[] = [];
        page.on('request', (request) => {
          const { pathname } = new URL(request.url());
          // Chromium asks for it again whenever the address changes.
          if (!pathname.endsWith('/favicon.svg')) asked.push(pathname);
        });
        await page.waitForLoadState('networkidle');
        assert.equal(asked.length, 0);
        assert.equal(await page.getByLabel('Query').inputValue(), sql);
        assert.ok(await page.getByRole('button', { name: 'Run' }).isDisabled());
        await start(page);
        assert.equal(await page.locator('#query-result > *').count(), 0);
        assert.ok(asked.filter((path) => path.endsWith('.parquet')).length > 0);
        assert.ok(
          asked.every((path) => !path.endsWith('.parquet') || path.includes('/proverb-sense/')),
        );
        await page.getByRole('button', { name: 'Run' }).click();
        await page.getByText(/^1 rows, /).waitFor();
        const ready = asked.length;
        const rows = Number((await cells(page))[0]);
        assert.ok(rows > 0);
        // Neither a file of the network, nor an extension, nor a setting: each is refused without a request.
        const refused = [
          `SELECT * FROM 'http://127.0.0.1:1/x.csv'`,
          `SELECT * FROM read_parquet('http://127.0.0.1:1/x.parquet')`,
          `SELECT * FROM read_csv('/hub/b/currency-prose/board.csv')`,
          'LOAD json',
          `SELECT '{}'::JSON`,
          'SET enable_external_access = true',
          `ATTACH 'http://127.0.0.1:1/x.duckdb'`,
          `COPY results TO 'x.csv'`,
        ];
        // It installs nothing and asks for nothing, though it does not say so.
        await run(page, 'INSTALL json');
        for (const statement of refused)
          assert.match(await run(page, statement), /Error/, `${statement} was not refused`);
        assert.deepEqual(asked.slice(ready), []);
        await run(page, sql);
        assert.deepEqual(await cells(page), [String(rows)]);
      },
      allowed,
    );
  });

  test('every example answers, and a result is a table, a drawing and a file', async () => {
    await visit(
      'sql/',
      {},
      async (page) => {
        await start(page);
        for (const { title, sql } of SQL_EXAMPLES)
          assert.match(await run(page, sql), /^[1-9]\d* rows, /, title);
        await page.getByText('Why do answers fail?').click();
        await page.getByRole('button', { name: 'Use this query' }).nth(0).click();
        assert.equal(await page.getByLabel('Query').inputValue(), SQL_EXAMPLES[2]?.sql);
        assert.match(new URL(page.url()).searchParams.get('q') ?? '', /^SELECT failure/);
        await run(page, `SELECT * FROM (VALUES ('=1+1', 2.5), ('b', 5)) AS rows(name, size)`);
        assert.deepEqual(await cells(page), ['=1+1', '2.5', 'b', '5']);
        assert.equal(await page.locator('#query-result svg rect').count(), 2);
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Download CSV' }).click(),
        ]);
        const csv = await readFile(await download.path(), 'utf8');
        assert.equal(csv, "name,size\n'=1+1,2.5\nb,5");
        await run(
          page,
          'SELECT scores[1].scorer, run_at FROM latest WHERE score IS NOT NULL LIMIT 1',
        );
        const [scorer, at] = await cells(page);
        assert.equal(scorer, 'number');
        assert.match(at ?? '', /^2026-11-\d\dT\d\d:\d\d:\d\dZ$/);
        assert.match(await run(page, 'SELECT * FROM range(1000000)'), /^10000 rows, and more, /);
        assert.equal(await page.locator('#query-result tbody tr').count(), 500);
        assert.match(await run(page, 'SELECT 1 AS one'), /^1 rows, /);
      },
      allowed,
    );
  });

  test('without scripts the console is its schema and its examples', async () => {
    await visit('sql/', { javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator('form:visible, button:visible').count(), 0);
      assert.ok((await page.locator('tbody tr').count()) > 30);
    });
  });
}
