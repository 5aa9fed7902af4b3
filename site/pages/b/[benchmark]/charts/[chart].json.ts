import type { APIRoute } from 'astro';
import { segment } from '../../../../lib/address.ts';
import { boardsOf } from '../../../../lib/boards.ts';
import { chartResponse, chartRoutes } from '../../../../lib/build/chart-routes.ts';
import { loadSiteData } from '../../../../lib/build/site-data.ts';
import { boardCharts } from '../../../../lib/charts/board-charts.ts';
import type { ChartView } from '../../../../lib/charts/chart-view.ts';
import { modelViewsOf } from '../../../../lib/model-view.ts';

export async function getStaticPaths() {
  const data = await loadSiteData();
  const models = modelViewsOf(data.models);
  const routes = data.benchmarks.map(async (benchmark) => {
    const board = boardsOf(data, benchmark).current;
    const charts = board === undefined ? [] : await boardCharts(data, benchmark, board, models);
    return chartRoutes({ benchmark: segment(benchmark.id) }, charts);
  });
  return (await Promise.all(routes)).flat();
}

export const GET: APIRoute<{ view: ChartView }> = ({ props }) => chartResponse(props);
