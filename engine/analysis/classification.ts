import { cohenKappa } from '../statistics/kappa.ts';
import { type Calibration, calibrationOf } from './calibration.ts';

/** One case of a benchmark whose answers are labels. */
export interface Classified {
  readonly expected: string;
  /** `null` where the answer names no label; that is wrong, and no label of its own. */
  readonly answered: string | null;
  /** How sure the model said it is of its answer, 0…1. */
  readonly confidence?: number;
}

/** How one label is recognised; all 0…1, 0 where nothing is defined, as in scikit-learn. */
export interface LabelScore {
  readonly label: string;
  /** Cases whose expected label it is. */
  readonly support: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** What a whole benchmark says of a classifier; `null` where the cases do not define it. */
export interface Classification {
  readonly cases: number;
  /** Cases whose answer names a label. */
  readonly answered: number;
  readonly accuracy: number | null;
  /** Mean recall of the labels that are expected somewhere. */
  readonly balanced_accuracy: number | null;
  /** Mean F1 of all labels, rare ones count as much as common ones. */
  readonly macro_f1: number | null;
  /** F1 of all decisions; the accuracy where every answer names a label. */
  readonly micro_f1: number | null;
  /** Mean F1 weighted by support. */
  readonly weighted_f1: number | null;
  /** Matthews' correlation of several classes, −1…1 (Gorodkin 2004). */
  readonly matthews: number | null;
  /** Cohen's kappa, −1…1. */
  readonly kappa: number | null;
  readonly calibration: Calibration;
  /** Labels in order: rows and columns of `confusion`. */
  readonly labels: readonly string[];
  /** `confusion[expected][answered]`; the last column counts answers that name no label. */
  readonly confusion: readonly (readonly number[])[];
  readonly by_label: readonly LabelScore[];
}

/**
 * The measures of scikit-learn 1.9 (`f1_score`, `balanced_accuracy_score`, `matthews_corrcoef`,
 * `cohen_kappa_score`) over all cases of a benchmark. Labels are those expected or answered.
 */
export function classificationOf(cases: readonly Classified[]): Classification {
  const labels = labelsOf(cases);
  const confusion = confusionOf(cases, labels);
  const scores = labels.map((label, place) => labelScore(label, place, confusion));
  const right = sum(labels.map((_, place) => countAt(confusion, place, place)));
  const answered = cases.filter((item) => item.answered !== null).length;
  const square = withNoAnswer(confusion);
  return {
    cases: cases.length,
    answered,
    accuracy: ratio(right, cases.length),
    balanced_accuracy: mean(
      scores.filter(({ support }) => support > 0).map(({ recall }) => recall),
    ),
    macro_f1: mean(scores.map(({ f1 }) => f1)),
    micro_f1: ratio(2 * right, answered + cases.length),
    weighted_f1: ratio(sum(scores.map(({ f1, support }) => f1 * support)), cases.length),
    matthews: matthewsOf(square),
    kappa: cases.length === 0 ? null : cohenKappa(square).value,
    calibration: calibrationOf(cases),
    labels,
    confusion,
    by_label: scores,
  };
}

type Table = readonly (readonly number[])[];

function labelsOf(cases: readonly Classified[]): string[] {
  const labels = cases.flatMap(({ expected, answered }) => [expected, answered ?? expected]);
  return [...new Set(labels)].sort();
}

function confusionOf(cases: readonly Classified[], labels: readonly string[]): number[][] {
  const places = new Map(labels.map((label, place) => [label, place]));
  const table = labels.map(() => new Array<number>(labels.length + 1).fill(0));
  for (const { expected, answered } of cases) {
    const row = table[places.get(expected) ?? -1];
    const column = answered === null ? labels.length : (places.get(answered) ?? -1);
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return table;
}

/** The table with a row of its own for no answer, which nobody expects. */
function withNoAnswer(confusion: Table): Table {
  const hasNone = confusion.some((row) => (row.at(-1) ?? 0) > 0);
  if (!hasNone) return confusion.map((row) => row.slice(0, -1));
  return [...confusion, new Array<number>(confusion.length + 1).fill(0)];
}

function labelScore(label: string, place: number, confusion: Table): LabelScore {
  const right = countAt(confusion, place, place);
  const support = sum(confusion[place] ?? []);
  const answered = columnSum(confusion, place);
  return {
    label,
    support,
    precision: ratio(right, answered) ?? 0,
    recall: ratio(right, support) ?? 0,
    f1: ratio(2 * right, answered + support) ?? 0,
  };
}

/** Gorodkin 2004, doi:10.1016/j.compbiolchem.2004.09.006; `null` where one side has one label only. */
function matthewsOf(table: Table): number | null {
  const total = sum(table.flat());
  const right = sum(table.map((row, place) => row[place] ?? 0));
  const expected = table.map((row) => sum(row));
  const answered = table.map((_, place) => columnSum(table, place));
  const chance = sum(expected.map((count, place) => count * (answered[place] ?? 0)));
  const spread = (counts: readonly number[]) => total ** 2 - sum(counts.map((count) => count ** 2));
  return ratio(right * total - chance, Math.sqrt(spread(expected)) * Math.sqrt(spread(answered)));
}

function countAt(table: Table, row: number, column: number): number {
  return table[row]?.[column] ?? 0;
}

function columnSum(table: Table, column: number): number {
  return sum(table.map((row) => row[column] ?? 0));
}

function ratio(over: number, under: number): number | null {
  return under === 0 ? null : over / under;
}

function mean(values: readonly number[]): number | null {
  return ratio(sum(values), values.length);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
