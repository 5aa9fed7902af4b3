import type { APIRoute } from 'astro';
import { DUCKDB_FILES } from '../../lib/address.ts';
import { duckdbFile } from '../../lib/build/duckdb-files.ts';

export function getStaticPaths() {
  return Object.values(DUCKDB_FILES).map((file) => ({ params: { file } }));
}

export const GET: APIRoute = async ({ params }) =>
  new Response(new Uint8Array(await duckdbFile(params.file ?? '')), {
    headers: {
      'content-type': params.file?.endsWith('.js') ? 'text/javascript' : 'application/octet-stream',
    },
  });
