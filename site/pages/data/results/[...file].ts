import type { APIRoute } from 'astro';
import { PAGES, resultPath } from '../../../lib/address.ts';
import { loadSiteData } from '../../../lib/build/site-data.ts';

export async function getStaticPaths() {
  const { files } = await loadSiteData();
  return files.map(({ path }) => ({
    params: { file: resultPath(path).slice(`${PAGES.data}results/`.length) },
    props: { path },
  }));
}

export const GET: APIRoute = async ({ props }) => {
  const { fileBytes } = await loadSiteData();
  return new Response(new Uint8Array(await fileBytes(props.path)), {
    headers: { 'content-type': 'application/vnd.apache.parquet' },
  });
};
