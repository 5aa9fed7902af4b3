import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { parseLabels } from '../../engine/judges/labels.ts';
import type { Visit } from './tool-checks.ts';

const place = (page: Page) => page.locator('#review-place');

async function labelsOf(page: Page) {
  await page.getByLabel('Your name').fill('ada');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as JSONL' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'ada.jsonl');
  return parseLabels(await readFile(await download.path(), 'utf8'));
}

/** What the page on which people label answers must do. */
export function checkReview(visit: Visit): void {
  test('answers are labelled by keyboard, blind until the vote, and taken home as labels', async () => {
    const asked: string[] = [];
    await visit('review/', {}, async (page) => {
      page.on('request', (request) => asked.push(request.url()));
      await place(page).getByText('Answer 1 of ').waitFor();
      const shown = await page.locator('#reviewer').innerText();
      assert.doesNotMatch(shown, /GPT|openai|claude|judges said/i);
      const answer = await page.locator('[data-slot=answer]').textContent();
      await page.keyboard.press('p');
      await page.getByText(/^You said pass, the judges (pass|fail)\.$/).waitFor();
      assert.equal(asked.filter((address) => address.includes('/verdicts/')).length, 1);
      await page.getByText(/of [01] of 1 answers .* \(95 % interval \d+–\d+ %\)/).waitFor();
      await place(page).getByText('Answer 2 of ').waitFor();
      await page.getByLabel('Comment').fill('pfsu? says nothing');
      await place(page).getByText('Answer 2 of ').waitFor();
      await page.getByRole('button', { name: 'Fail F' }).click();
      await place(page).getByText('Answer 3 of ').waitFor();
      await page.keyboard.press('u');
      await place(page).getByText('Answer 2 of ').waitFor();
      await page.keyboard.press('s');
      await page.keyboard.press('?');
      await page.getByText('You said cannot tell').waitFor();
      const { labels, wrong } = await labelsOf(page);
      assert.deepEqual(wrong, []);
      assert.deepEqual(labels.map(({ label }) => label).sort(), ['cannot_tell', 'pass']);
      assert.ok(labels.every(({ source, reviewer }) => source === 'random' && reviewer === 'ada'));
      assert.ok(answer !== null && answer !== '');
      const link = page.getByRole('link', { name: 'Contribute at GitHub' });
      const address = new URL((await link.getAttribute('href')) ?? '');
      assert.equal(address.pathname, '/example/benchmarks/new/main');
      assert.equal(address.searchParams.get('filename'), 'reviews/proverb-sense/ada.jsonl');
      assert.equal(parseLabels(address.searchParams.get('value') ?? '').labels.length, 2);
      await page.reload();
      await place(page).getByText('Answer 3 of ').waitFor();
    });
  });

  test('contested answers are apart from the random sample and say nothing of agreement', async () => {
    await visit('review/?benchmark=proverb-sense&source=queue', {}, async (page) => {
      await place(page).getByText('Answer 1 of ').waitFor();
      await page.keyboard.press('f');
      await page.getByText(/^You said fail/).waitFor();
      assert.equal(await page.locator('#review-agreement').textContent(), '');
      const { labels } = await labelsOf(page);
      assert.deepEqual(
        labels.map(({ source, label, probability }) => [source, label, probability]),
        [['queue', 'fail', 1]],
      );
      await page.locator('#review-source').selectOption('random');
      await place(page)
        .getByText(/^Answer [12] of /)
        .waitFor();
    });
  });
}
