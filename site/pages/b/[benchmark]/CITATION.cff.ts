import type { APIRoute } from 'astro';
import { cffOf } from '../../../../engine/report/citation.ts';
import { benchmarkPath, segment } from '../../../lib/address.ts';
import { loadSiteData } from '../../../lib/build/site-data.ts';
import { linkerFor } from '../../../lib/linker.ts';

export async function getStaticPaths() {
  const { benchmarks } = await loadSiteData();
  return benchmarks.map((benchmark) => ({
    params: { benchmark: segment(benchmark.id) },
    props: { benchmark },
  }));
}

export const GET: APIRoute = async ({ props, site }) => {
  const data = await loadSiteData();
  const address = site && linkerFor(site)(benchmarkPath(props.benchmark.id));
  const publication = {
    publisher: data.title,
    year: data.generatedAt.slice(0, 4),
    contributors: await data.contributors(props.benchmark.id),
    ...(address === undefined ? {} : { address }),
  };
  return new Response(cffOf(props.benchmark, publication));
};
