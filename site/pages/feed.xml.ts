import type { APIRoute } from 'astro';
import { atomFeed } from '../../engine/report/feed.ts';
import { PAGES } from '../lib/address.ts';
import { loadSiteData } from '../lib/build/site-data.ts';
import { feedEntriesOf } from '../lib/feed-entries.ts';
import { linkerFor } from '../lib/linker.ts';

export const GET: APIRoute = async ({ site }) => {
  const data = await loadSiteData();
  const link = linkerFor(site);
  const xml = atomFeed({
    title: data.title,
    subtitle: data.description,
    address: link(PAGES.home),
    self: link(PAGES.feed),
    at: data.generatedAt,
    entries: await feedEntriesOf(data, link),
  });
  return new Response(xml, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } });
};
