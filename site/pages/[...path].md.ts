import type { APIRoute } from 'astro';
import { textPath } from '../lib/address.ts';
import { loadSiteData } from '../lib/build/site-data.ts';
import { documentsOf } from '../lib/documents/all.ts';
import { linkerFor } from '../lib/linker.ts';

export async function getStaticPaths() {
  return documentsOf(await loadSiteData()).map((document) => ({
    params: { path: textPath(document.path).replace(/\.md$/, '') },
    props: { document },
  }));
}

export const GET: APIRoute = async ({ props, site }) =>
  new Response(await props.document.text(linkerFor(site)), {
    headers: { 'content-type': 'text/markdown; charset=utf-8' },
  });
