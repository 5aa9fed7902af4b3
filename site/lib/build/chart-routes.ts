import type { ChartView } from '../charts/chart-view.ts';
import { chartFile } from './chart-svg.ts';

/** A file to be built for a chart of a page. */
export interface ChartRoute<Parameters> {
  readonly params: Parameters & { readonly chart: string };
  readonly props: { readonly view: ChartView };
}

/** A route for each chart of a page, which `params` name. */
export function chartRoutes<Parameters>(
  params: Parameters,
  charts: readonly ChartView[],
): ChartRoute<Parameters>[] {
  return charts.map((view) => ({ params: { ...params, chart: view.id }, props: { view } }));
}

export function chartResponse({ view }: { readonly view: ChartView }): Response {
  return Response.json(chartFile(view));
}
