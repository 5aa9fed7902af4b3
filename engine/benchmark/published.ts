import { suggestion } from '../nearest.ts';
import { addProblems, type Problem } from '../problem.ts';
import type { Assembly } from './assembly.ts';
import type { PublishedOutcome, PublishedResult, TestCase } from './benchmark.ts';
import { readRows } from './folder.ts';
import { type OutcomesOf, readOutcomes } from './outcomes.ts';
import { type CaseRow, errorAt } from './rows/row.ts';

const NEEDED = ['model', 'source', 'date'] as const;
const COLUMNS = ['model', 'score', 'source', 'date', 'cases', 'license', 'cost_usd'] as const;

/**
 * Reads `published.csv`: columns `model`, `score` (0…1), `source` (an https address), `date`, and
 * optionally `cases`, `license` and `cost_usd`. A model whose outcomes are told case by case has no
 * `score`. Results measured elsewhere are facts with a source, never mixed with ours.
 */
export async function readPublished(
  assembly: Assembly,
  cases: readonly TestCase[],
): Promise<readonly PublishedResult[]> {
  const { folder, written, document, problems } = assembly;
  const outcomes = await readOutcomes(assembly, written.outcomes, cases);
  const name = written.published;
  if (name === undefined) {
    addProblems(problems, lackingSources(outcomes, new Set(), assembly));
    return [];
  }
  const asked = { file: document.file, ...document.positionOf(['published']) };
  const { rows, problems: found } = await readRows(folder, [{ name, asked }]);
  addProblems(problems, found);
  const [first] = rows;
  if (first === undefined) return [];
  const wrongColumns = columnProblems(first);
  addProblems(problems, wrongColumns);
  if (wrongColumns.length > 0) return [];
  const results = rows.flatMap((row) => publishedFromRow(row, outcomes, problems));
  addProblems(problems, lackingSources(outcomes, new Set(rows.map(modelIn)), assembly));
  return results;
}

function modelIn({ fields }: CaseRow): string {
  return String(fields.model ?? '').trim();
}

/** Outcomes without a line that says where they are from. */
function lackingSources(
  outcomes: OutcomesOf,
  named: ReadonlySet<string>,
  { document }: Assembly,
): Problem[] {
  return [...outcomes.keys()]
    .filter((model) => !named.has(model))
    .map((model) =>
      errorAt(
        document.file,
        document.positionOf(['outcomes']),
        `nothing says where the outcomes of ${JSON.stringify(model.slice(0, 80))} are from`,
        'name the model in published.csv, with source and date',
      ),
    );
}

/** Said once for the file, not for each of its records. */
function columnProblems(row: CaseRow): Problem[] {
  const there = Object.keys(row.fields);
  const at = { line: 1, column: 1 };
  const missing = NEEDED.filter((name) => !there.includes(name)).map((name) =>
    errorAt(row.file, at, `the column "${name}" is missing`, `columns: ${COLUMNS.join(', ')}`),
  );
  const unknown = there
    .filter((name) => !COLUMNS.some((column) => column === name))
    .map((name) => errorAt(row.file, at, `unknown column "${name}"`, suggestion(name, COLUMNS)));
  return [...missing, ...unknown];
}

function publishedFromRow(
  row: CaseRow,
  outcomes: OutcomesOf,
  problems: Problem[],
): PublishedResult[] {
  const text = (name: string) => String(row.fields[name] ?? '').trim();
  const own = outcomes.get(text('model'));
  const score = own === undefined ? Number(text('score') || Number.NaN) : meanOf(own);
  const cases = text('cases') === '' ? undefined : Number(text('cases'));
  const cost = text('cost_usd') === '' ? undefined : Number(text('cost_usd'));
  const wrong: (readonly [column: string, isWrong: boolean, fix: string])[] = [
    ['model', text('model') === '', 'write the name of the model'],
    [
      'score',
      own === undefined ? !(score >= 0 && score <= 1) : text('score') !== '',
      own === undefined ? 'write a number from 0 to 1' : 'leave it empty: the outcomes tell it',
    ],
    ['source', !isAddress(text('source')), 'write the https address of the publication'],
    ['date', !isDay(text('date')), 'write a day as YYYY-MM-DD'],
    [
      'cases',
      !(cases === undefined || (Number.isInteger(cases) && cases > 0)),
      'write a whole number above 0',
    ],
    ['cost_usd', !(cost === undefined || cost >= 0), 'write US dollars, or nothing when unknown'],
  ];
  const found = wrong.filter(([, isWrong]) => isWrong);
  for (const [column, , fix] of found) {
    const value = text(column).slice(0, 80);
    const message =
      value === '' ? `${column} is empty` : `${column} cannot be ${JSON.stringify(value)}`;
    problems.push(errorAt(row.file, row.placeOf(column), message, fix));
  }
  if (found.length > 0) return [];
  return [
    {
      model: text('model'),
      score,
      source: text('source'),
      date: text('date'),
      ...(cases === undefined ? {} : { cases }),
      ...(text('license') === '' ? {} : { license: text('license') }),
      ...(cost === undefined ? {} : { cost_usd: cost }),
      ...(own === undefined ? {} : { outcomes: own }),
    },
  ];
}

/** Mean over cases of the mean over trials; 0 without any. */
function meanOf(outcomes: readonly PublishedOutcome[]): number {
  const known = outcomes.filter(({ scores }) => scores.length > 0);
  const sums = known.map(({ scores }) => scores.reduce((a, b) => a + b, 0) / scores.length);
  return sums.length === 0 ? 0 : sums.reduce((a, b) => a + b, 0) / sums.length;
}

/** The address becomes a link, so nothing that could end an attribute. */
function isAddress(text: string): boolean {
  return /^https:\/\/[^\s"'<>`\\]+$/.test(text) && URL.canParse(text);
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && day.toJSON()?.startsWith(text) === true;
}
