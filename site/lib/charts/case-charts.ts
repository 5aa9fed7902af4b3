import type { CaseAnalysis } from '../case-analysis.ts';
import { difficultyFinding, failureFinding } from '../case-findings.ts';
import type { ModelViews } from '../model-view.ts';
import { drawn } from './board-charts.ts';
import { type ChartView, columnsOf } from './chart-view.ts';
import { difficultyChart } from './difficulty-chart.ts';
import { failureChart } from './failure-chart.ts';
import { heatChart } from './heat-chart.ts';

/** What is drawn of the cases of a benchmark. */
export function caseCharts(analysis: CaseAnalysis, models: ModelViews): ChartView[] {
  return drawn([
    {
      id: 'difficulty',
      title: 'Cases by how many models pass them',
      spec: difficultyChart(analysis),
      finding: difficultyFinding(analysis),
      columns: columnsOf({ name: 'Passed by', cases: 'Cases' }),
    },
    {
      id: 'failures',
      title: 'How calls end, by model',
      spec: failureChart(analysis, models),
      finding: failureFinding(analysis),
      columns: columnsOf({
        model: 'Model',
        tier: 'Tier',
        category: 'Ended',
        calls: 'Calls',
        percent: 'Percent',
      }),
    },
    {
      id: 'heat',
      title: 'Which model passes which case',
      spec: heatChart(analysis, models),
      finding: 'Models in the order of their scores by cases in the order of how many pass them.',
      columns: columnsOf({ model: 'Model', tier: 'Tier', case: 'Case', score: 'Score, points' }),
    },
  ]);
}
