import type { Comparison } from '../../engine/analysis/board.ts';
import { suggestion } from '../../engine/nearest.ts';
import { compareModels, compareRuns } from '../../engine/node/compare.ts';
import type { Database } from '../../engine/node/duckdb.ts';
import { UserError } from '../../engine/problem.ts';
import { pText } from '../../engine/report/markdown.ts';
import { type Command, type Invocation, textOption } from '../command.ts';
import { points } from '../terminal/format.ts';
import { openAnalysis, openValid, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const compare: Command = {
  summary:
    'two models, or two runs, on the same cases: the difference and whether it means anything',
  usage: 'A B',
  options: {
    benchmark: {
      type: 'string',
      value: 'ID',
      about: 'one benchmark (default: all that both have)',
    },
    ...RESULTS_OPTION,
  },
  run: runCompare,
};

async function runCompare(invocation: Invocation): Promise<number> {
  const [a, b] = invocation.names;
  if (a === undefined || b === undefined || invocation.names.length > 2) {
    throw new UserError(
      'compare takes two models or two runs',
      'benchmarkhub compare openai/gpt-4o-mini baseline/random',
    );
  }
  const wanted = textOption(invocation.values, 'benchmark');
  const workspace = await openValid(invocation, wanted === undefined ? [] : [wanted]);
  using database = await openAnalysis(workspace, resultsFolder(invocation));
  const compareBoth = await comparerOf(database, a, b);
  const comparisons: Comparison[] = [];
  for (const benchmark of workspace.benchmarks) {
    const comparison = await compareBoth(database, benchmark, a, b);
    if (comparison !== undefined) comparisons.push(comparison);
  }
  if (comparisons.length === 0)
    throw new UserError(
      `${a} and ${b} share no scored case`,
      'run both on the same benchmark first',
    );
  print(invocation, comparisons);
  return 0;
}

/** Whether the two names are models or runs. */
async function comparerOf(database: Database, a: string, b: string): Promise<typeof compareModels> {
  const { rows } = await database.query('SELECT DISTINCT model, run_id FROM results');
  const models = new Set(rows.map(({ model }) => String(model)));
  const runs = new Set(rows.map(({ run_id }) => String(run_id)));
  const isKnown = (name: string) => (models.has(a) || models.has(b) ? models : runs).has(name);
  const unknown = [a, b].find((name) => !isKnown(name));
  if (unknown !== undefined)
    throw new UserError(
      `there are no results of "${unknown}"`,
      suggestion(unknown, [...models, ...runs]),
    );
  return models.has(a) ? compareModels : compareRuns;
}

function print({ json, terminal }: Invocation, comparisons: readonly Comparison[]): void {
  if (json) {
    const [only] = comparisons;
    terminal.out(JSON.stringify(comparisons.length === 1 ? only : { comparisons }, null, 2));
    return;
  }
  for (const comparison of comparisons)
    for (const line of comparisonLines(comparison)) terminal.out(line);
}

function comparisonLines(comparison: Comparison): string[] {
  const {
    benchmark,
    sentence,
    difference,
    low,
    high,
    p_value,
    test,
    cases,
    both,
    only_a,
    only_b,
    neither,
  } = comparison;
  return [
    `${benchmark}: ${sentence}`,
    `  difference ${points(difference)} points (${points(low)} to ${points(high)}), ${pText(p_value)}, ${test.replaceAll('_', ' ')}`,
    `  ${cases} shared cases: ${both} passed by both, ${only_a} only by ${comparison.a}, ${only_b} only by ${comparison.b}, ${neither} by neither`,
    `  the chance that ${comparison.b} is the better one: ${points(comparison.probability_b_better)} %`,
  ];
}
