import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { BuiltSite } from './build-fixture.ts';

const MAXIMUM_BOARD_PAGE_BYTES = 45_000;
const MAXIMUM_SCRIPT_BYTES = 2048;
const LOADED = /<(?:link rel="(?:stylesheet|modulepreload)"|script)[^>]*(?:href|src)="([^"]*)"/g;
const POLICY = ["default-src 'none'", "base-uri 'none'", "form-action 'self'"];

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
        assert.ok(html.includes('href="#content"'), path);
        assert.ok(html.includes('<html lang="en"'), path);
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
        assert.doesNotMatch(policy, /unsafe|https?:|data:|blob:|\*/, path);
        assert.doesNotMatch(html, /\sstyle="|\son\w+="/, path);
      }),
    );

    test('hostile text is text', () => {
      for (const { path, html } of pages) {
        assert.doesNotMatch(html, /(?:href|src)="(?!https?:|\/|#)/i, path);
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

    test('a board of 200 models with all it loads stays light, and its scripts tiny', async () => {
      const { folder, base } = site();
      const html = await readFile(join(folder, 'b/many-models/index.html'), 'utf8');
      assert.ok(html.split('<tr').length > 200);
      let total = gzipSync(html).length;
      for (const [tag, address = ''] of html.matchAll(LOADED)) {
        assert.ok(!tag.startsWith('<script'), `${address} is asked for before any interaction`);
        total += gzipSync(await readFile(join(folder, address.slice(base.length)))).length;
      }
      assert.ok(total <= MAXIMUM_BOARD_PAGE_BYTES, `${total} bytes`);
      const scripts = [...html.matchAll(/<script[^>]*>([^<]+)/g)].map((match) => match[1]).join('');
      const scriptBytes = gzipSync(scripts).length;
      assert.ok(scripts.includes('localStorage'));
      assert.ok(scriptBytes <= MAXIMUM_SCRIPT_BYTES, `${scriptBytes} bytes`);
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
