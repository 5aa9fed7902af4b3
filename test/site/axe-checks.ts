import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Visit } from './tool-checks.ts';

/** WCAG 2.2 AA and what is good practice beside it. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly string[];
}

/** Every template has no finding of axe, in both colour schemes. */
export function checkAccessibility(visit: Visit, paths: readonly string[]): void {
  let axe = '';
  before(async () => {
    const file = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
    axe = await readFile(file, 'utf8');
  });

  const violations = async (page: Page): Promise<Violation[]> => {
    await page.evaluate(axe);
    const options = JSON.stringify({ runOnly: TAGS, resultTypes: ['violations'] });
    return page.evaluate<Violation[]>(
      `axe.run(document, ${options}).then(({ violations }) => violations.map(({ id, help, nodes }) => ({
        id, help, nodes: nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)),
      })))`,
    );
  };

  for (const colorScheme of ['light', 'dark'] as const)
    test(`axe finds nothing on any template, ${colorScheme}`, async () => {
      for (const path of paths)
        await visit(path, { colorScheme }, async (page) => {
          assert.deepEqual(await violations(page), [], `${colorScheme} ${path}`);
        });
    });
}
