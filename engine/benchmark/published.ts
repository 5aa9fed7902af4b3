import { suggestion } from '../nearest.ts';
import { addProblems, type Problem } from '../problem.ts';
import type { PublishedResult } from './benchmark.ts';
import type { SourceDocument } from './document.ts';
import { type BenchmarkFolder, readRows } from './folder.ts';
import { type CaseRow, errorAt } from './rows/row.ts';

const NEEDED = ['model', 'score', 'source', 'date'] as const;
const COLUMNS: readonly string[] = [...NEEDED, 'cases'];

/**
 * Reads `published.csv`: columns `model`, `score` (0…1), `source` (an https address), `date`, and
 * optionally `cases`. Results measured elsewhere are facts with a source, never mixed with ours.
 */
export async function readPublished(
  folder: BenchmarkFolder,
  document: SourceDocument,
  name: string | undefined,
  problems: Problem[],
): Promise<readonly PublishedResult[]> {
  if (name === undefined) return [];
  const asked = { file: document.file, ...document.positionOf(['published']) };
  const { rows, problems: found } = await readRows(folder, [{ name, asked }]);
  addProblems(problems, found);
  const [first] = rows;
  if (first === undefined) return [];
  const wrongColumns = columnProblems(first);
  addProblems(problems, wrongColumns);
  return wrongColumns.length > 0 ? [] : rows.flatMap((row) => publishedFromRow(row, problems));
}

/** Said once for the file, not for each of its records. */
function columnProblems(row: CaseRow): Problem[] {
  const there = Object.keys(row.fields);
  const at = { line: 1, column: 1 };
  const missing = NEEDED.filter((name) => !there.includes(name)).map((name) =>
    errorAt(row.file, at, `the column "${name}" is missing`, `columns: ${COLUMNS.join(', ')}`),
  );
  const unknown = there
    .filter((name) => !COLUMNS.includes(name))
    .map((name) => errorAt(row.file, at, `unknown column "${name}"`, suggestion(name, COLUMNS)));
  return [...missing, ...unknown];
}

function publishedFromRow(row: CaseRow, problems: Problem[]): PublishedResult[] {
  const text = (name: string) => String(row.fields[name] ?? '').trim();
  const score = Number(text('score') || Number.NaN);
  const cases = text('cases') === '' ? undefined : Number(text('cases'));
  const wrong: (readonly [column: string, isWrong: boolean, fix: string])[] = [
    ['model', text('model') === '', 'write the name of the model'],
    ['score', !(score >= 0 && score <= 1), 'write a number from 0 to 1'],
    ['source', !isAddress(text('source')), 'write the https address of the publication'],
    ['date', !isDay(text('date')), 'write a day as YYYY-MM-DD'],
    [
      'cases',
      !(cases === undefined || (Number.isInteger(cases) && cases > 0)),
      'write a whole number above 0',
    ],
  ];
  const found = wrong.filter(([, isWrong]) => isWrong);
  for (const [column, , fix] of found) {
    const value = text(column).slice(0, 80);
    const message =
      value === '' ? `${column} is empty` : `${column} cannot be ${JSON.stringify(value)}`;
    problems.push(errorAt(row.file, row.placeOf(column), message, fix));
  }
  if (found.length > 0) return [];
  const result = { model: text('model'), score, source: text('source'), date: text('date') };
  return [cases === undefined ? result : { ...result, cases }];
}

/** The address becomes a link, so nothing that could end an attribute. */
function isAddress(text: string): boolean {
  return /^https:\/\/[^\s"'<>`\\]+$/.test(text) && URL.canParse(text);
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && day.toJSON()?.startsWith(text) === true;
}
