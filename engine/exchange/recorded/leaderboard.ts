import type { JsonObject, JsonValue } from '../../json.ts';
import { toCsv } from '../csv.ts';
import { excerpt, type Notes } from '../import/notes.ts';
import type { Row } from '../import/source.ts';
import { aggregated } from './leaderboard-rows.ts';
import { numberOrNull } from './recording.ts';

/** What every row of a leaderboard shares when it does not say it itself. */
export interface LeaderboardFacts {
  /** Address of the publication, `https://…`. */
  readonly source: string | undefined;
  /** Day of the publication, `YYYY-MM-DD`. */
  readonly date: string | undefined;
}

/** One line of `published.csv`. */
export interface PublishedLine {
  readonly model: string;
  readonly score: number;
  readonly cases: number | null;
  readonly source: string;
  readonly date: string;
  /** Licence of the figures, as the row says it. */
  readonly license: string | null;
  /** US dollars of the whole run. */
  readonly cost_usd: number | null;
}

const NAMES = {
  model: ['model', 'model_name', 'model_id', 'name', 'system'],
  score: ['score', 'pass_rate_percent', 'pass_rate', 'accuracy', 'acc', 'percent', 'value', 'mean'],
  cases: ['cases', 'test_cases', 'n', 'total', 'total_tests'],
  passed: ['passed', 'correct', 'pass_count'],
  date: ['date', 'published', 'released'],
  source: ['source', 'url'],
  license: ['license', 'licence', 'data_license'],
  cost: ['cost_usd', 'total_cost_usd', 'total_cost', 'cost'],
  variant: ['edit_format', 'variant', 'setting'],
} as const;

/**
 * Rows of a leaderboard as `published.csv`. A row that contradicts itself keeps the published rate
 * and loses its number of cases, so that no interval is drawn round it.
 */
export function publishedFrom(
  rows: readonly Row[],
  facts: LeaderboardFacts,
  notes: Notes,
): PublishedLine[] {
  const whole = aggregated(rows, notes);
  const percent = isPercent(whole);
  const names = whole.map(({ fields }) => textOf(fields, 'model') ?? '');
  return whole.flatMap((row) => lineOf(row, { ...facts, percent, names }, notes) ?? []);
}

/** Lines as the file a benchmark names under `published`. */
export function publishedCsv(lines: readonly PublishedLine[]): string {
  return toCsv(
    ['model', 'score', 'cases', 'source', 'date', 'license', 'cost_usd'],
    lines.map((line) => ({ ...line })),
  );
}

interface Reading extends LeaderboardFacts {
  /** Whether scores are written as percent. */
  readonly percent: boolean;
  readonly names: readonly string[];
}

function lineOf({ fields, place }: Row, reading: Reading, notes: Notes): PublishedLine | undefined {
  const model = textOf(fields, 'model');
  const written = numberOrNull(valueOfRole(fields, 'score'));
  const source = textOf(fields, 'source') ?? reading.source;
  const date = textOf(fields, 'date') ?? reading.date;
  const passed = numberOrNull(valueOfRole(fields, 'passed'));
  const total = numberOrNull(valueOfRole(fields, 'cases'));
  const rate = written ?? (passed !== null && total ? passed / total : null);
  const problem =
    (model === undefined && 'no model is named') ||
    (rate === null && 'there is no score') ||
    (source === undefined && 'no source is named: add --source https://…') ||
    (date === undefined && 'no date is named: add --date YYYY-MM-DD');
  if (
    problem ||
    model === undefined ||
    rate === null ||
    source === undefined ||
    date === undefined
  ) {
    notes.dropped(place, 'row', String(problem));
    return undefined;
  }
  const score = Math.round((reading.percent && written !== null ? rate / 100 : rate) * 1e6) / 1e6;
  const cases = casesOf({ fields, place }, score, notes);
  const license = textOf(fields, 'license') ?? null;
  const cost_usd = costOf({ fields, place }, notes);
  const name = nameOf(model, fields, reading.names);
  return { model: name, score, cases, source, date, license, cost_usd };
}

/** Leaderboards write 0 where they do not know what a run cost, which is not free. */
function costOf({ fields, place }: Row, notes: Notes): number | null {
  const written = valueOfRole(fields, 'cost');
  const text = typeof written === 'string' ? written.replace(/^\s*\$/, '') : written;
  const cost = numberOrNull(text);
  if (cost !== null && cost > 0) return cost;
  if (written !== undefined && written !== null && written !== '')
    notes.changed(
      place,
      `cost of ${textOf(fields, 'model') ?? ''}`,
      `${excerpt(written)} is left out`,
      {
        fix: 'write 0 into cost_usd of published.csv if the run was really free',
      },
    );
  return null;
}

/** Two rows of one model are told apart by their variant. */
function nameOf(model: string, fields: JsonObject, names: readonly string[]): string {
  const isRepeated = names.filter((name) => name === model).length > 1;
  const variant = textOf(fields, 'variant');
  return isRepeated && variant !== undefined ? `${model} (${variant})` : model;
}

/** The number of cases, unless the row contradicts itself. */
function casesOf({ fields, place }: Row, score: number, notes: Notes): number | null {
  const cases = numberOrNull(valueOfRole(fields, 'cases'));
  const total = numberOrNull(fields.total_tests ?? null) ?? cases;
  const passed = numberOrNull(valueOfRole(fields, 'passed'));
  if (cases === null || total === null || !(cases > 0)) return null;
  const problem = contradiction(cases, total, passed, score);
  if (problem === undefined) return total;
  notes.changed(place, `row ${textOf(fields, 'model') ?? ''}`, problem, {
    fix: 'the published rate is kept, without a number of cases, so no interval is drawn',
  });
  return null;
}

function contradiction(
  cases: number,
  total: number,
  passed: number | null,
  score: number,
): string | undefined {
  if (cases !== total) {
    const fitting = [cases, total].filter(
      (number) => passed !== null && fits(passed, number, score),
    );
    const fit =
      fitting.length === 1 ? `; ${passed} passed and ${percentText(score)} fit ${fitting[0]}` : '';
    return `it counts ${cases} cases and ${total} tests${fit}`;
  }
  if (passed === null) return undefined;
  if (fits(passed, total, score)) return undefined;
  return `${passed} of ${total} is ${percentText(passed / total)}, but it says ${percentText(score)}`;
}

/** Rates are published with one decimal of a percent. */
function fits(passed: number, cases: number, score: number): boolean {
  return Math.abs(passed / cases - score) <= 0.00051;
}

function percentText(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function isPercent(rows: readonly Row[]): boolean {
  const [first] = rows;
  const column = NAMES.score.find(
    (name) => first !== undefined && Object.hasOwn(first.fields, name),
  );
  if (column?.includes('percent')) return true;
  return rows.some(({ fields }) => (numberOrNull(valueOfRole(fields, 'score')) ?? 0) > 1);
}

function valueOfRole(fields: JsonObject, role: keyof typeof NAMES): JsonValue | undefined {
  const name = NAMES[role].find((each) => Object.hasOwn(fields, each));
  return name === undefined ? undefined : fields[name];
}

function textOf(fields: JsonObject, role: keyof typeof NAMES): string | undefined {
  const value = valueOfRole(fields, role);
  return value === undefined || value === null || value === '' ? undefined : String(value);
}
