import type { Benchmark, Expected } from '../benchmark/benchmark.ts';
import type { BoardClassification, BoardMetric } from './board.ts';
import { type Classification, type Classified, classificationOf } from './classification.ts';
import { jackknife } from './jackknife.ts';
import { groupBy, type RowKey } from './rows.ts';

/** A row of `answers.sql`. */
export interface AnswerRow extends RowKey {
  readonly case_id: string;
  readonly trial: number;
  readonly answer: string | null;
  readonly confidence: number | null;
}

/** The measures of a classifier that are one number, with the range each can have. */
const MEASURES: Readonly<
  Record<string, { of: (found: Classification) => number | null; range: readonly [number, number] }>
> = {
  accuracy: { of: ({ accuracy }) => accuracy, range: [0, 1] },
  balanced_accuracy: { of: ({ balanced_accuracy }) => balanced_accuracy, range: [0, 1] },
  macro_f1: { of: ({ macro_f1 }) => macro_f1, range: [0, 1] },
  micro_f1: { of: ({ micro_f1 }) => micro_f1, range: [0, 1] },
  weighted_f1: { of: ({ weighted_f1 }) => weighted_f1, range: [0, 1] },
  matthews: { of: ({ matthews }) => matthews, range: [-1, 1] },
  kappa: { of: ({ kappa }) => kappa, range: [-1, 1] },
  brier: { of: ({ calibration }) => calibration.brier, range: [0, 1] },
  expected_calibration_error: {
    of: ({ calibration }) => calibration.expected_calibration_error,
    range: [0, 1],
  },
};

type Item = Classified & { readonly cluster: string };

/** How well the answers of a model classify; `undefined` where the benchmark names no labels. */
export function boardClassification(
  rows: readonly AnswerRow[],
  benchmark: Pick<Benchmark, 'cases' | 'labels'>,
): BoardClassification | undefined {
  const { labels } = benchmark;
  if (labels === undefined) return undefined;
  const items = classifiedItems(rows, benchmark, labels);
  const whole = classificationOf(items);
  const clusters = [...groupBy(items, ({ cluster }) => cluster).values()];
  const metrics = Object.entries(MEASURES).map(([name, { of, range }]): BoardMetric => {
    const interval = jackknife(clusters, (chosen) => of(classificationOf(chosen)), range);
    const method = interval.low === null ? 'too_few_cases' : 'jackknife';
    return { name, ...interval, method, cases: items.length, missing: 0 };
  });
  return {
    metrics: metrics.filter(({ value }) => value !== null),
    labels: whole.labels,
    confusion: whole.confusion,
    by_label: whole.by_label,
  };
}

function classifiedItems(
  rows: readonly AnswerRow[],
  { cases }: Pick<Benchmark, 'cases'>,
  labels: readonly string[],
): Item[] {
  const named = new Map(labels.map((label) => [foldedLabel(label), label]));
  const known = new Map(cases.map((testCase) => [testCase.id, testCase]));
  return rows.flatMap(({ case_id, answer, confidence }) => {
    const testCase = known.get(case_id);
    const expected = named.get(foldedLabel(firstText(testCase?.expected)));
    if (testCase === undefined || expected === undefined) return [];
    return {
      expected,
      answered: named.get(foldedLabel(answer ?? '')) ?? null,
      cluster: testCase.cluster ?? `case ${case_id}`,
      ...(confidence === null ? {} : { confidence }),
    };
  });
}

function firstText(expected: Expected | undefined): string {
  const first = Array.isArray(expected) ? expected[0] : expected;
  return first === undefined || first === null ? '' : String(first);
}

/** Case, white space and punctuation at the ends do not tell labels apart. */
function foldedLabel(text: string): string {
  return text
    .normalize()
    .toLowerCase()
    .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
}
