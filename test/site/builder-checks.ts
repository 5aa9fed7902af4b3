import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { parseBenchmark } from '../../engine/benchmark/parse.ts';
import { memoryFolder } from '../../engine/exchange/import/run.ts';
import type { Draft } from '../../site/lib/builder/draft.ts';
import { workbook } from '../engine/exchange/workbook.ts';
import type { Visit } from './tool-checks.ts';

const TABLE = 'Question\tAnswer\nWhat is 2 + 2?\t4\nWhat is 3 + 3?\t6\nWhat is 1 + 1?\t2\n';

const yaml = (page: Page) => page.locator('#file-text');

/** The draft as the browser keeps it. */
async function kept(page: Page): Promise<Draft> {
  return JSON.parse(
    await page.evaluate<string>("localStorage.getItem('benchmarkhub.draft') ?? 'null'"),
  );
}

async function casesOf(page: Page): Promise<string> {
  return (await kept(page)).files.find(({ name }) => name === 'cases.csv')?.text ?? '';
}

/** Waits for something of the page that a locator cannot say. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail('it never came to hold');
}

async function isValid(page: Page, cases: number): Promise<void> {
  await page.getByText(`Valid: ${cases} cases`).waitFor();
}

/** What the page on which benchmarks are made must do. */
export function checkBuilder(visit: Visit): void {
  test('pasted cells become a benchmark, by columns that the visitor chooses', async () => {
    await visit('new/', {}, async (page) => {
      await page.getByLabel('Or paste cells').fill(TABLE);
      await page.getByRole('button', { name: 'Read what I pasted' }).click();
      const columns = page.getByRole('region', { name: 'Columns of the table' });
      await columns.getByText('3 of 3 rows become cases.').waitFor();
      await columns.getByLabel('expected').selectOption('');
      await columns.getByText('No benchmark yet.').waitFor();
      await columns.getByLabel('expected').selectOption('Answer');
      await columns.getByRole('button', { name: 'Make the benchmark' }).click();
      await isValid(page, 3);
      assert.match(await yaml(page).inputValue(), /type: number/);
      assert.match(await page.locator('#cost').innerText(), /differ by 72 points/);
      await page.getByRole('button', { name: 'Undo' }).click();
      await isValid(page, 2);
      await page.getByRole('button', { name: 'Redo' }).click();
      await isValid(page, 3);
      await until(async () => JSON.stringify(await kept(page)).includes('3 + 3'));
      await page.reload();
      await isValid(page, 3);
    });
  });

  test('an Excel workbook becomes a benchmark', async () => {
    const cell = (name: string, text: string) =>
      `<c r="${name}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = [
      `<row r="1">${cell('A1', 'question')}${cell('B1', 'expected')}</row>`,
      `<row r="2">${cell('A2', 'What is 5 + 5?')}<c r="B2"><v>10</v></c></row>`,
      `<row r="3">${cell('A3', 'What is 6 + 5?')}<c r="B3"><v>11</v></c></row>`,
    ];
    const buffer = Buffer.from(workbook(rows.join('')));
    await visit('new/', {}, async (page) => {
      const file = { name: 'sums.xlsx', mimeType: 'application/octet-stream', buffer };
      await page.getByLabel('Drop or choose a table').setInputFiles(file);
      await page.getByText('2 of 2 rows become cases.').waitFor();
      await page.getByRole('button', { name: 'Make the benchmark' }).click();
      await until(async () => (await kept(page)).id === 'sums');
      await isValid(page, 2);
    });
  });

  test('rows that cannot be cases are named with their row', async () => {
    await visit('new/', {}, async (page) => {
      await page.getByLabel('Or paste cells').fill('question,answer\none,1\ntwo,\nthree,3,4\n');
      await page.getByRole('button', { name: 'Read what I pasted' }).click();
      await page.getByText('1 of 2 rows become cases.').waitFor();
      const notes = page.locator('.notes');
      await notes.getByText(/^Row 3, dropped case: it has no expected answer/).waitFor();
      await notes.getByText(/^Row 4, dropped record: this record has 3 fields/).waitFor();
    });
  });

  test('a mistake is told as the command line tells it, and leads to its field', async () => {
    await visit('new/?from=unit-tables', {}, async (page) => {
      await isValid(page, 40);
      const text = await yaml(page).inputValue();
      const wrong = text
        .replace('tolerance: 0.01', 'tolerance: -1')
        .replace('title: Sums', 'titel: Sums');
      await yaml(page).fill(wrong);
      await page.getByText(/^\d errors$/).waitFor();
      const draft = await kept(page);
      const { problems } = await parseBenchmark(memoryFolder(draft.id, draft.files));
      const shown = await page.locator('.problems button').allInnerTexts();
      assert.equal(shown.length, problems.length);
      for (const { file, line, column, message, fix } of problems) {
        const start = `${file}:${line}:${column}\n`;
        const isShown = shown.some(
          (entry) => entry.startsWith(start) && entry.includes(message) && entry.includes(fix),
        );
        assert.ok(isShown, `${start}${message}`);
      }
      await page.locator('.problems button', { hasText: 'tolerance' }).click();
      const field = page.locator('[data-path="score.0.tolerance"] input');
      await field.and(page.locator(':focus')).waitFor();
      await field.fill('0.5');
      await page
        .locator('.problems button', { hasText: 'tolerance' })
        .waitFor({ state: 'detached' });
      assert.match(await yaml(page).inputValue(), /tolerance: 0\.5/);
    });
  });

  test('a fork keeps what it came from, comments and all', async () => {
    await visit('new/?from=unit-tables', {}, async (page) => {
      await isValid(page, 40);
      assert.doesNotMatch(page.url(), /from=/);
      const { id, files } = await kept(page);
      assert.equal(id, 'unit-tables-fork');
      assert.match(files[0]?.text ?? '', /^# A comment that has to survive\./);
      assert.match(files[0]?.text ?? '', /forked_from: unit-tables@[0-9a-f]{64}/);
    });
  });

  test('messages, cases and scorers are reordered by keyboard alone', async () => {
    await visit('new/?from=unit-tables', {}, async (page) => {
      await isValid(page, 40);
      const first = page.getByRole('grid', { name: 'Scorers' }).getByRole('row').first();
      await first.locator('.handle').focus();
      await page.keyboard.press('Enter');
      const focused = page.locator(':focus');
      await page.getByLabel('Insert between 1: number and 2: length').and(focused).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.getByLabel('Insert after 2: length').and(focused).waitFor();
      await page.keyboard.press('Enter');
      await until(async () =>
        /type: length[\s\S]*type: number/.test(await yaml(page).inputValue()),
      );
      await page
        .getByRole('button', { name: 'Move system: Answer with a number only. down', exact: true })
        .focus();
      await page.keyboard.press('Enter');
      await until(async () => /role: user[\s\S]*role: system/.test(await yaml(page).inputValue()));
      await page
        .getByRole('button', { name: 'Move c-001 What is 0 + 2? down', exact: true })
        .focus();
      await page.keyboard.press('Enter');
      await until(async () => /expected\nc-002/.test(await casesOf(page)));
    });
  });

  test('the mouse drags a case to another place', async () => {
    await visit('new/?from=unit-tables', {}, async (page) => {
      await isValid(page, 40);
      const rows = page.getByRole('grid', { name: 'Cases in order' }).getByRole('row');
      await rows.nth(0).scrollIntoViewIfNeeded();
      await rows.nth(0).dragTo(rows.nth(2), { targetPosition: { x: 60, y: 30 } });
      await until(async () => /expected\nc-002[\s\S]*c-003[\s\S]*c-001/.test(await casesOf(page)));
    });
  });

  test('the download opens again as the same benchmark', async () => {
    await visit('new/?from=unit-tables', {}, async (page) => {
      await isValid(page, 40);
      const before = await kept(page);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download as ZIP' }).click(),
      ]);
      assert.equal(download.suggestedFilename(), 'unit-tables-fork.zip');
      const buffer = await readFile(await download.path());
      await page.getByRole('button', { name: 'Start blank' }).click();
      await isValid(page, 2);
      const zip = { name: 'mine.zip', mimeType: 'application/zip', buffer };
      await page.getByLabel('Drop or choose a table').setInputFiles(zip);
      await isValid(page, 40);
      await until(async () => (await kept(page)).id === 'unit-tables-fork');
      assert.deepEqual(await kept(page), before);
    });
  });

  test('GitHub is handed the same benchmark in one file', async () => {
    await visit('new/?from=unit-tables', {}, async (page) => {
      await isValid(page, 40);
      const link = page.getByRole('link', { name: 'Open as a new file at GitHub' });
      const address = new URL((await link.getAttribute('href')) ?? '');
      assert.equal(address.pathname, '/example/benchmarks/new/main');
      assert.equal(
        address.searchParams.get('filename'),
        'benchmarks/unit-tables-fork/benchmark.yaml',
      );
      const text = address.searchParams.get('value') ?? '';
      const draft = await kept(page);
      const [whole, alone] = await Promise.all([
        parseBenchmark(memoryFolder(draft.id, draft.files)),
        parseBenchmark(memoryFolder(draft.id, [{ name: 'benchmark.yaml', text }])),
      ]);
      assert.equal(alone.benchmark?.fingerprint, whole.benchmark?.fingerprint);
      assert.equal(alone.benchmark?.cases.length, 40);
    });
  });

  test('a branch of the own fork is written with a token that nothing keeps', async () => {
    const token = 'github_pat_never_to_be_seen_again';
    const asked: string[] = [];
    let tree: { path: string; content: string }[] = [];
    const answers: Readonly<Record<string, object>> = {
      'GET /user': { login: 'ada' },
      'GET /repos/ada/benchmarks': { default_branch: 'main', fork: true },
      'GET /repos/ada/benchmarks/git/ref/heads/main': { object: { sha: 'aaa' } },
      'GET /repos/ada/benchmarks/git/commits/aaa': { tree: { sha: 'bbb' } },
      'POST /repos/ada/benchmarks/git/trees': { sha: 'ccc' },
      'POST /repos/ada/benchmarks/git/commits': { sha: 'ddddddddd' },
      'POST /repos/ada/benchmarks/git/refs': { object: { sha: 'ddddddddd' } },
    };
    const headers = {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization',
    };
    const look = async (page: Page) => {
      await page.route('https://api.github.com/**', async (route) => {
        const request = route.request();
        const name = `${request.method()} ${new URL(request.url()).pathname}`;
        asked.push(name);
        assert.equal(request.headers().authorization, `Bearer ${token}`);
        if (name.endsWith('/trees')) tree = request.postDataJSON().tree;
        await route.fulfill({ json: answers[name], headers });
      });
      await isValid(page, 40);
      await page.getByText('Write it into a branch of your own fork').click();
      await page.getByLabel('Token', { exact: true }).fill(token);
      await page.getByRole('button', { name: 'Write the branch' }).click();
      const link = page.getByRole('link', { name: 'Open the pull request' });
      assert.equal(
        await link.getAttribute('href'),
        'https://github.com/example/benchmarks/compare/main...ada:benchmark-unit-tables-fork-ddddddd?quick_pull=1&title=Add+the+benchmark+unit-tables-fork',
      );
      assert.deepEqual(asked, Object.keys(answers));
      const { files } = await kept(page);
      const written = files.map(({ name, text }) => ({
        path: `benchmarks/unit-tables-fork/${name}`,
        mode: '100644',
        type: 'blob',
        content: text,
      }));
      assert.deepEqual(tree, written);
      const texts = await page.evaluate<string>('JSON.stringify([localStorage, sessionStorage])');
      assert.ok(!texts.includes(token));
    };
    await visit('new/?from=unit-tables', {}, look, /^https:\/\/api\.github\.com\//);
  });

  test('a phone in the dark shows the whole builder', async () => {
    const phone = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;
    await visit('new/', phone, async (page) => {
      await isValid(page, 2);
      assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= 390);
    });
    await visit('new/', { javaScriptEnabled: false }, async (page) => {
      assert.ok(await page.getByText('The builder needs a script.').isVisible());
    });
  });
}
