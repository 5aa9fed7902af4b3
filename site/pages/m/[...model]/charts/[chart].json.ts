import type { APIRoute } from 'astro';
import { modelSlug } from '../../../../lib/address.ts';
import { chartResponse, chartRoutes } from '../../../../lib/build/chart-routes.ts';
import { loadSiteData } from '../../../../lib/build/site-data.ts';
import type { ChartView } from '../../../../lib/charts/chart-view.ts';
import { profileCharts } from '../../../../lib/charts/profile-chart.ts';
import { modelEntriesOf } from '../../../../lib/models.ts';

export async function getStaticPaths() {
  return modelEntriesOf(await loadSiteData()).flatMap((entry) =>
    chartRoutes({ model: modelSlug(entry.id) }, profileCharts(entry)),
  );
}

export const GET: APIRoute<{ view: ChartView }> = ({ props }) => chartResponse(props);
