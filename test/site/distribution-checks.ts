import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { readResultFile } from '../../engine/node/results.ts';
import type { BuiltSite } from './build-fixture.ts';

const HOST = 'https://example.org';

/** What other programs find: files, feeds and maps. */
export function checkDistribution(site: () => BuiltSite): void {
  describe('what it gives away', () => {
    const read = (path: string) => readFile(join(site().folder, path), 'utf8');
    const exists = (address: string) => {
      assert.ok(address.startsWith(HOST + site().base), address);
      const path = decodeURIComponent(address.slice((HOST + site().base).length));
      return existsSync(
        join(site().folder, path === '' || path.endsWith('/') ? `${path}index.html` : path),
      );
    };

    test('the manifest lists every file of results as it lies there', async () => {
      const { folder } = site();
      const manifest = JSON.parse(await read('data/manifest.json'));
      const found = [];
      for await (const path of glob('data/results/**/*.parquet', { cwd: folder })) found.push(path);
      assert.deepEqual(
        manifest.files.map(({ path }: { path: string }) => path).sort(),
        found.map((path) => path.replaceAll('\\', '/')).sort(),
      );
      for (const file of manifest.files) {
        const path = join(folder, file.path);
        assert.equal((await stat(path)).size, file.bytes);
        assert.equal(
          createHash('sha256')
            .update(await readFile(path))
            .digest('hex'),
          file.sha256,
        );
        const rows = await readResultFile(path);
        assert.equal(rows.length, file.rows);
        assert.equal(rows[0]?.run_id, file.run);
        assert.equal(rows[0]?.run_at.toISOString(), file.date);
        assert.ok(file.license);
      }
    });

    test('the DuckDB lines on the page of data run, here on the files themselves', async () => {
      const { folder, base } = site();
      const html = await read('data/index.html');
      const instance = await DuckDBInstance.create(':memory:');
      const connection = await instance.connect();
      for (const id of ['lines-duckdb', 'lines-duckdb-all']) {
        const [, text = ''] =
          new RegExp(`<code id="${id}"[^>]*>(.*?)</code>`, 's').exec(html) ?? [];
        const sql = text
          .replaceAll('&#39;', "'")
          .replaceAll('&#34;', '"')
          .replaceAll('&quot;', '"')
          .replaceAll(HOST + base, `${folder}/`);
        for (const statement of sql.split(';').filter((part) => part.trim() !== ''))
          await connection.run(statement);
      }
      const [[rows] = []] = (
        await connection.runAndReadAll('SELECT count(*) FROM results')
      ).getRows();
      const { total } = JSON.parse(await read('data/manifest.json'));
      assert.equal(Number(rows), total.rows);
      connection.closeSync();
    });

    test('sitemap, feed and llms.txt lead to files that are there', async () => {
      const sitemap = await read('sitemap.xml');
      const pages = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(
        ([, address = '']) => address,
      );
      assert.ok(pages.length > 100);
      assert.ok(pages.every(exists));
      const feed = await read('feed.xml');
      for (const [, address = ''] of feed.matchAll(/<link[^>]*href="([^"]+)"/g))
        assert.ok(exists(address), address);
      const llms = await read('llms.txt');
      for (const [, address = ''] of llms.matchAll(/\]\(([^)]+)\)/g))
        assert.ok(exists(address), address);
      assert.ok((await read('robots.txt')).includes(`Sitemap: ${HOST}${site().base}sitemap.xml`));
    });

    test('every page of its own is in the sitemap', async () => {
      const sitemap = await read('sitemap.xml');
      for await (const path of glob('**/index.html', { cwd: site().folder })) {
        const page = path.replaceAll('\\', '/').replace(/index\.html$/, '');
        if (page.startsWith('embed/')) continue;
        assert.ok(sitemap.includes(`<loc>${HOST}${site().base}${page}</loc>`), page);
      }
    });

    test('links in Markdown lead to files that are there', async () => {
      for await (const path of glob('**/*.md', { cwd: site().folder })) {
        // What stands in a fence is the text of a benchmark or a model.
        const text = (await read(path)).replace(/^(`{3,})\w*\n.*?\n\1$/gms, '');
        for (const [, address = ''] of text.matchAll(
          /(?<!\\)\]\((https:\/\/example\.org\/hub\/[^)#]*)[^)]*\)/g,
        ))
          assert.ok(exists(address), `${address} in ${path}`);
      }
    });

    test('there is a badge for every model with a score, and a frame for every board', async () => {
      assert.match(
        await read('badge/currency-prose/openai/gpt-4o-mini.svg'),
        /^<svg xmlns=.*81\.4 \(70\.8–88\.8\) · rank 1–6/,
      );
      const frame = await read('embed/b/currency-prose/index.html');
      assert.ok(frame.includes('<base target="_top">') && frame.includes('noindex'));
      assert.ok(!existsSync(join(site().folder, 'embed/b/unit-tables')));
      const cff = await read('b/currency-prose/CITATION.cff');
      assert.ok(cff.includes('url: https://example.org/hub/b/currency-prose/'));
    });
  });
}
