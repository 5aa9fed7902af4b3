import type { APIRoute } from 'astro';
import { modelSlug } from '../../lib/address.ts';
import { modelDocument } from '../../lib/api.ts';
import { loadSiteData } from '../../lib/build/site-data.ts';
import { modelEntriesOf } from '../../lib/models.ts';

export async function getStaticPaths() {
  const entries = modelEntriesOf(await loadSiteData());
  return entries.map((entry) => ({ params: { model: modelSlug(entry.id) }, props: { entry } }));
}

export const GET: APIRoute = ({ props }) => Response.json(modelDocument(props.entry));
