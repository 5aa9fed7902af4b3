import type { Benchmark } from '../benchmark/benchmark.ts';
import { scoreInterval } from '../statistics/index.ts';
import type { BoardMetric } from './board.ts';
import { isScored, type ModelCase, modelCases, type ScoredCase } from './case-scores.ts';
import { parseFormula } from './formula.ts';
import { jackknife } from './jackknife.ts';
import { type CaseRow, groupBy } from './rows.ts';

/** A row of `metrics.sql`. */
export interface MetricRow extends CaseRow {
  readonly metric: string;
}

/**
 * The metrics of one row of a board: each named scorer, then those derived from them. Empty where
 * the only scorer says what the score says.
 */
export function metricsOf(rows: readonly MetricRow[], benchmark: Benchmark): BoardMetric[] {
  const facts = { ...benchmark, cases: benchmark.cases.length };
  const byMetric = groupBy(rows, ({ metric }) => metric);
  const cases = new Map([...byMetric].map(([name, of]) => [name, modelCases(of, facts)]));
  const formulas = Object.entries(benchmark.metrics ?? {});
  if (cases.size < 2 && formulas.length === 0) return [];
  return [
    ...[...cases].map(([name, scored]) => namedMetric(name, scored)),
    ...formulas.map(([name, formula]) => derivedMetric(name, formula, cases)),
  ];
}

function namedMetric(name: string, cases: readonly ModelCase[]): BoardMetric {
  const scored = cases.filter(isScored);
  const missing = cases.length - scored.length;
  if (scored.length === 0) {
    return { name, value: null, low: null, high: null, method: 'too_few_cases', cases: 0, missing };
  }
  const { score, low, high, method } = scoreInterval(scored);
  return { name, value: score, low, high, method, cases: scored.length, missing };
}

type Scores = ReadonlyMap<string, ScoredCase>;

/** A formula over the means of named metrics; cases that one of them lacks count for the others. */
function derivedMetric(
  name: string,
  formula: string,
  metrics: ReadonlyMap<string, readonly ModelCase[]>,
): BoardMetric {
  const { names, evaluate } = parseFormula(formula);
  const items = scoresByCase(names, metrics);
  const clusters = [...groupBy(items, (scores) => clusterOf(scores)).values()];
  const interval = jackknife(clusters, (chosen) => evaluate((metric) => meanOf(chosen, metric)));
  const method = interval.low === null ? 'too_few_cases' : 'jackknife';
  const missing = (metrics.get(names[0] ?? '')?.length ?? 0) - items.length;
  return { name, ...interval, method, cases: items.length, missing: Math.max(0, missing) };
}

/** What the named metrics say of each case that at least one of them could score. */
function scoresByCase(
  names: readonly string[],
  metrics: ReadonlyMap<string, readonly ModelCase[]>,
): Scores[] {
  const byCase = new Map<string, Map<string, ScoredCase>>();
  for (const name of names) {
    for (const item of (metrics.get(name) ?? []).filter(isScored)) {
      const scores = byCase.get(item.id) ?? new Map<string, ScoredCase>();
      byCase.set(item.id, scores.set(name, item));
    }
  }
  return [...byCase.values()];
}

function clusterOf(scores: Scores): string {
  return [...scores.values()][0]?.cluster ?? '';
}

function meanOf(items: readonly Scores[], metric: string): number | null {
  let [sum, total] = [0, 0];
  for (const item of items) {
    const found = item.get(metric);
    if (found === undefined) continue;
    sum += found.weight * found.score;
    total += found.weight;
  }
  return total === 0 ? null : sum / total;
}
