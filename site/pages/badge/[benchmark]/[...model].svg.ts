import type { APIRoute } from 'astro';
import { modelSlug, segment } from '../../../lib/address.ts';
import { badgeRows, badgeSvg } from '../../../lib/badge.ts';
import { boardsOf } from '../../../lib/boards.ts';
import { loadSiteData } from '../../../lib/build/site-data.ts';

export async function getStaticPaths() {
  const data = await loadSiteData();
  return data.benchmarks.flatMap((benchmark) => {
    const board = boardsOf(data, benchmark).current;
    return (board === undefined ? [] : badgeRows(board)).map((row) => ({
      params: { benchmark: segment(benchmark.id), model: modelSlug(row.model) },
      props: { benchmark, row },
    }));
  });
}

export const GET: APIRoute = ({ props }) =>
  new Response(badgeSvg(props.benchmark, props.row), {
    headers: { 'content-type': 'image/svg+xml' },
  });
