import type { Board } from '../../../engine/analysis/board.ts';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import { costFinding, intervalFinding, latencyFinding } from '../findings.ts';
import { historyOf } from '../history.ts';
import { historyFinding } from '../history-finding.ts';
import type { ModelViews } from '../model-view.ts';
import type { SiteData } from '../site-data.ts';
import { type ChartView, columnsOf } from './chart-view.ts';
import { costChart } from './cost-chart.ts';
import { historyChart } from './history-chart.ts';
import { intervalChart } from './interval-chart.ts';
import { latencyChart } from './latency-chart.ts';

const SCORES = { score: 'Score, points', low: '95 % from', high: '95 % to' };

/** What is drawn of a board. */
export async function boardCharts(
  data: SiteData,
  benchmark: Benchmark,
  board: Board,
  models: ModelViews,
): Promise<ChartView[]> {
  const history = await historyOf(data, benchmark);
  return drawn([
    {
      id: 'score',
      title: 'Score with its 95 % interval',
      spec: intervalChart(board, models),
      finding: intervalFinding(board),
      columns: columnsOf({ model: 'Model', tier: 'Tier', ...SCORES }),
    },
    scoreAgainstCost(board, models, costFinding(board, models)),
    {
      id: 'latency',
      title: 'Latency',
      spec: latencyChart(board, models),
      finding: latencyFinding(board, models),
      columns: columnsOf({
        model: 'Model',
        tier: 'Tier',
        median: 'Median, s',
        median_low: 'Median, 95 % from',
        median_high: 'Median, 95 % to',
        slow: '95th percentile, s',
      }),
    },
    {
      id: 'history',
      title: 'Score over time',
      spec: historyChart(history, models),
      finding: historyFinding(history),
      columns: columnsOf({ at: 'Time', id: 'Model', fingerprint: 'Fingerprint', ...SCORES }),
    },
  ]);
}

/** Scores against costs of whatever has rows like a board. */
export function scoreAgainstCost(
  board: Board,
  models: ModelViews,
  finding: string | undefined,
): MaybeDrawn {
  return {
    id: 'cost',
    title: 'Score against cost',
    spec: costChart(board, models),
    finding,
    columns: columnsOf({ model: 'Model', tier: 'Tier', cost: 'US $ per 100 cases', ...SCORES }),
  };
}

type MaybeDrawn = Omit<ChartView, 'spec' | 'finding'> & {
  readonly spec: ChartView['spec'] | undefined;
  readonly finding: string | undefined;
};

/** The charts that there is something to draw of. */
export function drawn(charts: readonly MaybeDrawn[]): ChartView[] {
  return charts.flatMap(({ spec, finding, ...rest }) =>
    spec === undefined || !finding ? [] : [{ ...rest, spec, finding }],
  );
}
