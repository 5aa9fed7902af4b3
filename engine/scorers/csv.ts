import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import { isJsonObject } from '../json.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { nothingToScore, quote, scored, textOf, unscored } from './text/score.ts';
import { lastFence } from './text/structure/fences.ts';
import { type DelimiterName, readTable } from './text/structure/table.ts';
import { type NamedTable, tableEquality } from './text/structure/table-equality.ts';

/** Options of `csv`. */
export interface CsvOptions {
  readonly delimiter: DelimiterName;
  readonly header: boolean;
  /** Columns that have to be there. */
  readonly columns: readonly string[];
  readonly ordered: boolean;
  readonly partial: boolean;
}

const options: z.ZodType<CsvOptions> = z.strictObject({
  delimiter: z
    .enum(['auto', 'comma', 'semicolon', 'tab', 'pipe'])
    .default('auto')
    .describe('What separates cells; auto takes what the first line has most of.'),
  header: z
    .boolean()
    .default(true)
    .describe('The first line names the columns; otherwise their places do.'),
  columns: z
    .array(z.string().min(1))
    .max(1_000)
    .default([])
    .describe('Columns that have to be there, in any order.'),
  ordered: z.boolean().default(true).describe('Rows have to be in the expected order.'),
  partial: z
    .boolean()
    .default(false)
    .describe(
      'The score is the share of equal cells (rows, if unordered); otherwise all have to be.',
    ),
});

/** The answer is a table in delimited text, has the columns and equals the expected table. */
export const csv: Scorer<CsvOptions> = {
  type: 'csv',
  version: 1,
  summary: 'The answer is CSV with the required columns and the expected cells.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { partial: true },
    expected: 'name,age\nAda,36\nAlan,41',
    right: '```csv\nage,name\n36,Ada\n41,Alan\n```',
    wrong: 'name,age\nAda,36\nAlan,42',
  },
  score: scoreCsv,
};

function scoreCsv({ answer, expected }: ScoreInput, rules: CsvOptions): Score {
  const wanted = expected === undefined ? null : expectedTable(expected, rules);
  if (wanted !== null && 'problem' in wanted) {
    return unscored(
      `the expected value ${quote(textOf(expected ?? ''))} is no table: ${wanted.problem}`,
    );
  }
  if (answer === null) return nothingToScore();
  const text = lastFence(answer, ['csv', 'tsv']) ?? answer;
  const found = tableOf(text.trim(), rules);
  if ('problem' in found) return scored(0, text, `no CSV: ${found.problem}`);
  const missing = rules.columns.filter((name) => !found.columns.includes(name));
  if (missing.length > 0)
    return scored(0, text, `lacks the columns ${missing.slice(0, 10).join(', ')}`);
  if (wanted === null) return scored(1, text, `is CSV with ${found.rows.length} rows`);
  return compare(found, wanted, rules, text);
}

function compare(found: NamedTable, wanted: NamedTable, rules: CsvOptions, text: string): Score {
  const { equal, total } = tableEquality(found, wanted, rules.ordered);
  if (equal === total) return scored(1, text, `all of ${total} cells are equal`);
  return scored(rules.partial ? equal / total : 0, text, `${equal} of ${total} cells are equal`);
}

type Named = NamedTable | { readonly problem: string };

function tableOf(text: string, { delimiter, header }: CsvOptions): Named {
  const table = readTable(text, delimiter);
  if ('problem' in table) return table;
  const [first, ...others] = table.rows;
  if (first === undefined) return { problem: 'it is empty' };
  const ragged = table.rows.findIndex((row) => row.length !== first.length);
  if (ragged >= 0)
    return { problem: `row ${ragged + 1} has another number of cells than the first` };
  if (!header) return { columns: first.map((_, index) => String(index + 1)), rows: table.rows };
  if (new Set(first).size < first.length) return { problem: 'two columns have the same name' };
  return { columns: first, rows: others };
}

/** Delimited text, a list of objects, or a list of lists whose first one may be the header. */
function expectedTable(expected: Expected, rules: CsvOptions): Named {
  if (typeof expected === 'string') return tableOf(expected.trim(), rules);
  if (!Array.isArray(expected) || expected.length === 0) return { problem: 'it holds no rows' };
  if (expected.every((row) => isJsonObject(row))) {
    const columns = [...new Set(expected.flatMap((row) => Object.keys(row)))];
    return { columns, rows: expected.map((row) => columns.map((name) => cellText(row[name]))) };
  }
  if (!expected.every((row) => Array.isArray(row))) return { problem: 'its rows are no lists' };
  const rows = expected.map((row) => row.map(cellText));
  const [first = [], ...others] = rows;
  if (rules.header) return { columns: first, rows: others };
  return { columns: first.map((_: string, index: number) => String(index + 1)), rows };
}

function cellText(value: Expected | undefined): string {
  return value === undefined || value === null ? '' : textOf(value).trim();
}
