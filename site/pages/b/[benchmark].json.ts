import type { APIRoute } from 'astro';
import { segment } from '../../lib/address.ts';
import { benchmarkDocument } from '../../lib/api.ts';
import { loadSiteData } from '../../lib/build/site-data.ts';

export async function getStaticPaths() {
  const { benchmarks } = await loadSiteData();
  return benchmarks.map((benchmark) => ({
    params: { benchmark: segment(benchmark.id) },
    props: { benchmark },
  }));
}

export const GET: APIRoute = async ({ props }) =>
  Response.json(benchmarkDocument(await loadSiteData(), props.benchmark));
