import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { BuiltSite } from './build-fixture.ts';

const POLICY = ["default-src 'none'", "base-uri 'none'", "form-action 'self'"];

/** Pages that may connect to somebody else, and to whom. */
const REACHED: Readonly<Record<string, string>> = {
  'new/index.html': 'https://api.github.com',
  'run/openrouter/index.html': 'https://openrouter.ai',
  'run/ollama/index.html': 'http://127.0.0.1:* http://localhost:*',
};

/** Whether a page is one of its own, not an error or a part of another. */
function standsForItself(path: string): boolean {
  return path !== '404.html' && !/^(embed|new|run)\//.test(path);
}

interface BuiltPage {
  readonly path: string;
  readonly html: string;
}

/** What must hold for the files, before any browser has seen them. */
export function checkPages(site: () => BuiltSite): void {
  describe('its pages', () => {
    const pages: BuiltPage[] = [];
    const each = (check: (page: BuiltPage) => void) => () => pages.forEach(check);

    before(async () => {
      const { folder } = site();
      for await (const path of glob('**/*.html', { cwd: folder }))
        pages.push({ path, html: await readFile(join(folder, path), 'utf8') });
    });

    test('every page has one title, description, canonical address and first heading', () => {
      assert.ok(pages.length > 100);
      for (const { path, html } of pages) {
        for (const tag of ['<title>', '<meta name="description"', '<link rel="canonical"', '<h1'])
          assert.equal(html.split(tag).length - 1, 1, `${tag} in ${path}`);
        assert.ok(path.startsWith('embed/') || html.includes('href="#content"'), path);
        assert.ok(html.includes('<html lang="en"'), path);
      }
    });

    test('every page has its text and its data beside it, and says so', async () => {
      const { folder, base } = site();
      for (const { path, html } of pages.filter((page) => standsForItself(page.path))) {
        const stem = path.replace(/(?:^|\/)index\.html$/, '') || 'index';
        for (const [kind, type] of [
          ['json', 'application/json'],
          ['md', 'text/markdown'],
        ] as const) {
          const address = `${base}${stem}.${kind}`;
          const link = `<link rel="alternate" type="${type}" href="${address}"`;
          assert.ok(html.includes(link), `${link} in ${path}`);
          const text = await readFile(join(folder, `${stem}.${kind}`), 'utf8');
          if (kind === 'json') JSON.parse(text);
          else assert.match(text, /^# .+\n/, address);
        }
        for (const property of ['og:title', 'og:description', 'og:url', 'og:site_name'])
          assert.ok(html.includes(`<meta property="${property}"`), `${property} in ${path}`);
      }
    });

    test('a benchmark is a Dataset that no text of it can end', () => {
      const boards = pages.filter(({ path }) => /^b\/[^/]+\/index\.html$/.test(path));
      assert.equal(boards.length, 4);
      for (const { path, html } of boards) {
        const [, json = ''] =
          /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
        assert.doesNotMatch(json, /[<>&]/, path);
        const dataset = JSON.parse(json);
        assert.equal(dataset['@type'], 'Dataset');
        assert.ok(dataset.url.startsWith('https://example.org/hub/b/'));
        assert.ok(dataset.license.startsWith('https://spdx.org/licenses/'));
        assert.ok(dataset.distribution.length >= 1);
      }
    });

    test(
      'headings do not skip a level',
      each(({ path, html }) => {
        const levels = [...html.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
        levels.forEach((level, index) => {
          assert.ok(level <= (levels[index - 1] ?? 0) + 1, `h${level} in ${path}`);
        });
      }),
    );

    test(
      'every table has a caption, and headers with a scope',
      each(({ path, html }) => {
        const tables = html.match(/<table[^>]*>\s*<\w+/g) ?? [];
        assert.ok(
          tables.every((table) => table.endsWith('<caption')),
          path,
        );
        const heads = html.match(/<th[\s>][^>]*/g) ?? [];
        assert.ok(
          heads.every((head) => /scope="(?:col|row)"/.test(head)),
          path,
        );
      }),
    );

    test(
      'every field and drawing has a name or is hidden',
      each(({ path, html }) => {
        for (const [svg] of html.matchAll(/<svg[^>]*>/g))
          assert.match(svg, /aria-hidden="true"|role="img" aria-labelledby=/, path);
        for (const [field] of html.matchAll(/<select[^>]*>/g))
          assert.match(html.split(field)[0] ?? '', /<label[^>]*>(?:(?!<\/label>).)*$/s, path);
        for (const [, id] of html.matchAll(/<input id="([^"]+)"/g))
          assert.ok(html.includes(`<label for="${id}"`), path);
      }),
    );

    test(
      'ids are unique, and labels point at them',
      each(({ path, html }) => {
        const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1] ?? '');
        assert.equal(new Set(ids).size, ids.length, path);
        for (const [, id] of html.matchAll(/aria-labelledby="([^"]*)"/g))
          assert.ok(ids.includes(id ?? ''), `${id} in ${path}`);
      }),
    );

    test(
      'the policy is strict, and nothing on the page needs it softer',
      each(({ path, html }) => {
        const policy =
          /http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1] ?? '';
        for (const directive of POLICY) assert.ok(policy.includes(directive), `${path}: ${policy}`);
        const strict = policy.replace(`connect-src 'self' ${REACHED[path] ?? ''}`, '');
        assert.doesNotMatch(strict, /unsafe|https?:|data:|blob:|\*/, path);
        assert.doesNotMatch(html, /\sstyle="|\son\w+="/, path);
      }),
    );

    test('the page of the quality says what its data says', async () => {
      const { folder } = site();
      const html =
        pages.find(({ path }) => path === 'b/many-models/quality/index.html')?.html ?? '';
      const data = JSON.parse(
        await readFile(join(folder, 'b/many-models/quality.json'), 'utf8'),
      ) as { quality: { alpha: number; audit: { case_id: string }[] } };
      assert.ok(html.includes(`Cronbach’s alpha is ${data.quality.alpha.toFixed(2)} over`));
      for (const { case_id } of data.quality.audit.slice(0, 100))
        assert.ok(html.includes(case_id), case_id);
      const board = pages.find(({ path }) => path === 'b/many-models/index.html')?.html ?? '';
      assert.match(board, /href="[^"]*b\/many-models\/quality\/"/);
    });

    test('a board with votes says which models people prefer, one without says nothing', () => {
      const html = pages.find(({ path }) => path === 'b/proverb-sense/index.html')?.html ?? '';
      assert.match(html, /Preferred by people: \d+ blind votes of 1 voters on 24 cases/);
      const [, table = ''] = /Ratings from blind comparisons(.*?)<\/table>/s.exec(html) ?? [];
      assert.match(table, /<td[^>]*>-?\d\.\d\d<\/td>\s*<td[^>]*>-?\d\.\d\d to -?\d\.\d\d</);
      const other = pages.find(({ path }) => path === 'b/currency-prose/index.html')?.html ?? '';
      assert.doesNotMatch(other, /Preferred by people/);
    });

    test('hostile text is text', () => {
      for (const { path, html } of pages) {
        assert.doesNotMatch(html, /(?:href|src)="(?!https?:|\/|#|\?)/i, path);
        // A quoted value may hold anything but a quote, which is written as an entity.
        const tags = html.replaceAll(/="[^"]*"/g, '');
        assert.doesNotMatch(
          tags,
          /<script>alert|<img|<b>|<i>|<iframe|<object|<embed|<[a-z][^<>]*\son\w+=/i,
          path,
        );
      }
      const board = pages.find(({ path }) => path === 'b/currency-prose/index.html');
      assert.ok(board?.html.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
    });

    test('every internal link, style and data address leads to a file', () => {
      const { folder, base } = site();
      const missing = new Set<string>();
      for (const { path, html } of pages)
        for (const [, raw = ''] of html.matchAll(/\s(?:href|src)="(\/[^"#?]*)/g)) {
          assert.ok(raw.startsWith(base), `${raw} in ${path}`);
          const inside = decodeURIComponent(raw.slice(base.length));
          const file = inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside;
          if (!existsSync(join(folder, file))) missing.add(`${raw} in ${path}`);
        }
      assert.deepEqual([...missing], []);
    });

    test('links inside a page lead to something on it', () => {
      for (const { path, html } of pages)
        for (const [, id] of html.matchAll(/\shref="#([^"]+)"/g))
          assert.ok(html.includes(`id="${id}"`), `#${id} in ${path}`);
    });

    test('data is plain: boards as computed, nothing formatted', async () => {
      const { folder } = site();
      const read = async (path: string) => JSON.parse(await readFile(join(folder, path), 'utf8'));
      const index = await read('api/v1/index.json');
      assert.equal(index.benchmarks.length, 4);
      for (const { data, page } of [...index.benchmarks, ...index.models]) {
        assert.ok(existsSync(join(folder, page, 'index.html')), page);
        await read(data);
      }
      const { boards, cases } = await read('b/currency-prose.json');
      assert.deepEqual(
        boards.map((board: { current: boolean }) => board.current),
        [true, false],
      );
      assert.equal(typeof boards[0].rows[2].score, 'number');
      assert.equal(cases.length, 70);
      assert.equal((await read('m/human-expert-79d4f8b8.json')).model, null);
    });
  });
}
