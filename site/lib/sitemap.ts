import { xmlText } from '../../engine/report/feed.ts';
import type { Linker, PageDocument } from './documents/document.ts';

/** Addresses that one sitemap may hold. */
const MOST = 50_000;

const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const HEAD = '<?xml version="1.0" encoding="utf-8"?>';

/** `sitemap.xml`, or an index of several when there are too many pages for one; by file name. */
export function sitemapsOf(
  documents: readonly Pick<PageDocument, 'path' | 'changed'>[],
  link: Linker,
  most: number = MOST,
): Map<string, string> {
  if (documents.length <= most) return new Map([['sitemap', urlset(documents, link)]]);
  const parts = Array.from({ length: Math.ceil(documents.length / most) }, (_, index) => {
    const part = documents.slice(index * most, (index + 1) * most);
    return [`sitemap-${index + 1}`, urlset(part, link)] as const;
  });
  const entries = parts.map(
    ([name]) => `<sitemap><loc>${xmlText(link(`${name}.xml`))}</loc></sitemap>`,
  );
  const index = [HEAD, `<sitemapindex ${NAMESPACE}>`, ...entries, '</sitemapindex>', ''].join('\n');
  return new Map([['sitemap', index], ...parts]);
}

function urlset(
  documents: readonly Pick<PageDocument, 'path' | 'changed'>[],
  link: Linker,
): string {
  const entries = documents.map(({ path, changed }) => {
    const day = changed === undefined ? '' : `<lastmod>${xmlText(changed.slice(0, 10))}</lastmod>`;
    return `<url><loc>${xmlText(link(path))}</loc>${day}</url>`;
  });
  return [HEAD, `<urlset ${NAMESPACE}>`, ...entries, '</urlset>', ''].join('\n');
}
