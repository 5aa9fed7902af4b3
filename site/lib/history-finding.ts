import { count, day } from './format.ts';
import { breaksOf, type HistoryPoint } from './history.ts';

/** What the scores over time show, in a sentence. */
export function historyFinding(points: readonly HistoryPoint[]): string {
  const runs = new Set(points.map(({ run }) => run)).size;
  const breaks = breaksOf(points);
  const span = `${count(runs, 'run')} since ${day(points[0]?.at ?? '')}, each score with its 95 % interval; what a run changed, tested case by case, stands on its page.`;
  if (breaks.length === 0) return span;
  return `${span} The dashed ${breaks.length === 1 ? 'line marks a change' : 'lines mark changes'} of the benchmark: scores before and after it do not compare.`;
}
