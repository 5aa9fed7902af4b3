import type { APIRoute } from 'astro';
import { segment } from '../../../lib/address.ts';
import { boardCsv } from '../../../lib/board-csv.ts';
import { boardsOf } from '../../../lib/boards.ts';
import { loadSiteData } from '../../../lib/build/site-data.ts';
import { modelViewsOf } from '../../../lib/model-view.ts';

export async function getStaticPaths() {
  const data = await loadSiteData();
  return data.benchmarks.flatMap((benchmark) => {
    const board = boardsOf(data, benchmark).current;
    return board === undefined
      ? []
      : [{ params: { benchmark: segment(benchmark.id) }, props: { board } }];
  });
}

export const GET: APIRoute = async ({ props }) => {
  const { models } = await loadSiteData();
  return new Response(boardCsv(props.board, modelViewsOf(models)), {
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
};
