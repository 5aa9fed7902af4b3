import type { APIRoute } from 'astro';
import { loadSearch } from '../../lib/build/search.ts';

export async function getStaticPaths() {
  const { files } = await loadSearch();
  return [...files.keys()].map((file) => ({ params: { file } }));
}

export const GET: APIRoute = async ({ params }) => {
  const { files } = await loadSearch();
  const bytes = files.get(params.file ?? '') ?? new Uint8Array();
  const type = params.file?.endsWith('.json') ? 'application/json' : 'application/octet-stream';
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': type } });
};
