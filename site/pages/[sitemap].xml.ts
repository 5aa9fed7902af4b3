import type { APIRoute } from 'astro';
import { PAGES, runProviderPath } from '../lib/address.ts';
import { loadSiteData } from '../lib/build/site-data.ts';
import { documentsOf } from '../lib/documents/all.ts';
import { linkerFor } from '../lib/linker.ts';
import { browserProviders } from '../lib/run/provider.ts';
import { sitemapsOf } from '../lib/sitemap.ts';

/** Sitemaps hold whole addresses: a site that does not know its own has none. */
export async function getStaticPaths() {
  const site = import.meta.env.SITE;
  if (!site) return [];
  const data = await loadSiteData();
  const tools = [
    PAGES.builder,
    PAGES.run,
    ...browserProviders(data.providers).map(({ id }) => runProviderPath(id)),
  ].map((path) => ({ path }));
  const sitemaps = sitemapsOf([...documentsOf(data), ...tools], linkerFor(new URL(site)));
  return [...sitemaps].map(([sitemap, xml]) => ({ params: { sitemap }, props: { xml } }));
}

export const GET: APIRoute = ({ props }) =>
  new Response(props.xml, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
