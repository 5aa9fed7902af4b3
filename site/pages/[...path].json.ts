import type { APIRoute } from 'astro';
import { dataPath } from '../lib/address.ts';
import { loadSiteData } from '../lib/build/site-data.ts';
import { documentsOf } from '../lib/documents/all.ts';

export async function getStaticPaths() {
  return documentsOf(await loadSiteData()).map((document) => ({
    params: { path: dataPath(document.path).replace(/\.json$/, '') },
    props: { document },
  }));
}

export const GET: APIRoute = async ({ props }) => Response.json(await props.document.json());
