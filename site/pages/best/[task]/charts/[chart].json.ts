import type { APIRoute } from 'astro';
import { chartResponse, chartRoutes } from '../../../../lib/build/chart-routes.ts';
import { loadSiteData } from '../../../../lib/build/site-data.ts';
import type { ChartView } from '../../../../lib/charts/chart-view.ts';
import { taskCharts } from '../../../../lib/charts/task-charts.ts';
import { modelViewsOf } from '../../../../lib/model-view.ts';
import { taskAnswerOf } from '../../../../lib/task-answer.ts';
import { tasksOf } from '../../../../lib/tasks.ts';

export async function getStaticPaths() {
  const data = await loadSiteData();
  const models = modelViewsOf(data.models);
  const routes = tasksOf(data).map(async (task) =>
    chartRoutes({ task: task.slug }, taskCharts(await taskAnswerOf(data, task), models)),
  );
  return (await Promise.all(routes)).flat();
}

export const GET: APIRoute<{ view: ChartView }> = ({ props }) => chartResponse(props);
