import type { Problem } from '../problem.ts';
import type { PublishedResult } from './benchmark.ts';
import { type AskedAt, type BenchmarkFolder, readRows } from './folder.ts';
import { type CaseRow, errorAt } from './rows/row.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads `published.csv`: columns `model`, `score` (0…1), `source` (an https address), `date`, and
 * optionally `cases`. Results measured elsewhere are facts with a source, never mixed with ours.
 */
export async function readPublished(
  folder: BenchmarkFolder,
  name: string | undefined,
  asked: AskedAt,
  problems: Problem[],
): Promise<readonly PublishedResult[]> {
  if (name === undefined) return [];
  const rows = await readRows(folder, [name], asked);
  problems.push(...rows.problems);
  return rows.rows.flatMap((row) => publishedFromRow(row, problems));
}

function publishedFromRow(row: CaseRow, problems: Problem[]): PublishedResult[] {
  const text = (name: string) => String(row.fields[name] ?? '').trim();
  const score = Number(text('score') || Number.NaN);
  const cases = text('cases') === '' ? undefined : Number(text('cases'));
  const wrong = [
    text('model') === '' && 'model is missing',
    !(score >= 0 && score <= 1) && 'score must be a number from 0 to 1',
    !/^https:\/\//.test(text('source')) && 'source must be an https address',
    !DATE.test(text('date')) && 'date must be YYYY-MM-DD',
    cases !== undefined &&
      !(Number.isInteger(cases) && cases > 0) &&
      'cases must be a whole number above 0',
  ].filter((message) => message !== false);
  problems.push(...wrong.map((message) => errorAt(row.file, row.place, message)));
  if (wrong.length > 0) return [];
  return [
    {
      model: text('model'),
      score,
      source: text('source'),
      date: text('date'),
      ...(cases === undefined ? {} : { cases }),
    },
  ];
}
