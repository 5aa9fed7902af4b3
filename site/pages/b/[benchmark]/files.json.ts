import type { APIRoute, GetStaticPaths } from 'astro';
import { segment } from '../../../lib/address.ts';
import { loadSiteData } from '../../../lib/build/site-data.ts';

export const getStaticPaths: GetStaticPaths = async () => {
  const { benchmarks } = await loadSiteData();
  return benchmarks.map(({ id }) => ({ params: { benchmark: segment(id) }, props: { id } }));
};

/** The files of a benchmark, to fork it from. */
export const GET: APIRoute<{ id: string }> = async ({ props }) => {
  const { benchmarkFiles } = await loadSiteData();
  return Response.json({ id: props.id, files: await benchmarkFiles(props.id) });
};
