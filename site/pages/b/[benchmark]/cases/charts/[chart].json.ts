import type { APIRoute } from 'astro';
import { segment } from '../../../../../lib/address.ts';
import { chartResponse, chartRoutes } from '../../../../../lib/build/chart-routes.ts';
import { loadSiteData } from '../../../../../lib/build/site-data.ts';
import { caseAnalysisOf } from '../../../../../lib/case-analysis.ts';
import { caseCharts } from '../../../../../lib/charts/case-charts.ts';
import type { ChartView } from '../../../../../lib/charts/chart-view.ts';
import { modelViewsOf } from '../../../../../lib/model-view.ts';

export async function getStaticPaths() {
  const data = await loadSiteData();
  const models = modelViewsOf(data.models);
  const routes = [];
  for (const benchmark of data.benchmarks) {
    const charts = caseCharts(await caseAnalysisOf(data, benchmark), models);
    routes.push(...chartRoutes({ benchmark: segment(benchmark.id) }, charts));
  }
  return routes;
}

export const GET: APIRoute<{ view: ChartView }> = ({ props }) => chartResponse(props);
