import type { APIRoute, GetStaticPaths } from 'astro';
import type { Benchmark } from '../../../../engine/benchmark/benchmark.ts';
import { segment } from '../../../lib/address.ts';
import { loadSiteData } from '../../../lib/build/site-data.ts';
import { reviewable, verdictsOf } from '../../../lib/review/sheet.ts';

export const getStaticPaths: GetStaticPaths = async () =>
  reviewable(await loadSiteData()).map((benchmark) => ({
    params: { benchmark: segment(benchmark.id) },
    props: { benchmark },
  }));

/** What the judges said of the answers that people label. */
export const GET: APIRoute<{ benchmark: Benchmark }> = async ({ props }) =>
  Response.json(await verdictsOf(await loadSiteData(), props.benchmark));
