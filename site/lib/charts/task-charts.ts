import type { ModelViews } from '../model-view.ts';
import type { TaskAnswer } from '../task-answer.ts';
import { taskBoard } from '../task-board.ts';
import { valueFinding } from '../task-view.ts';
import { drawn, scoreAgainstCost } from './board-charts.ts';
import type { ChartView } from './chart-view.ts';

/** What is drawn of the answer to "which model is best for …?". */
export function taskCharts(answer: TaskAnswer, models: ModelViews): ChartView[] {
  return drawn([scoreAgainstCost(taskBoard(answer), models, valueFinding(answer, models))]);
}
