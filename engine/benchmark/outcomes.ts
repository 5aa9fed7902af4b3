import { suggestion } from '../nearest.ts';
import { addProblems, type Problem } from '../problem.ts';
import type { PublishedOutcome, TestCase } from './benchmark.ts';
import type { SourceDocument } from './document.ts';
import { type BenchmarkFolder, readRows } from './folder.ts';
import { type CaseRow, errorAt } from './rows/row.ts';

/** Outcomes of each model, in the order of the cases. */
export type OutcomesOf = ReadonlyMap<string, readonly PublishedOutcome[]>;

const CASE = 'case';

/**
 * Reads a file of outcomes measured elsewhere: a column `case` and one for each model with scores
 * 0…1, an empty cell where there is no record. Rows of the same case are its trials.
 */
export async function readOutcomes(
  { folder, document, problems }: OutcomeSources,
  name: string | undefined,
  cases: readonly TestCase[],
): Promise<OutcomesOf> {
  if (name === undefined) return new Map();
  const asked = { file: document.file, ...document.positionOf(['outcomes']) };
  const { rows, problems: found } = await readRows(folder, [{ name, asked }]);
  addProblems(problems, found);
  const [first] = rows;
  if (first === undefined) return new Map();
  const wrong = rowProblems(rows, first, cases);
  addProblems(problems, wrong);
  if (wrong.length > 0) return new Map();
  const trials = Map.groupBy(rows, (row) => idOf(row));
  const models = Object.keys(first.fields).filter((column) => column !== CASE);
  return new Map(models.map((model) => [model, outcomesOf(model, cases, trials)]));
}

/** What a file of a benchmark is read from, and where its problems go. */
export interface OutcomeSources {
  readonly folder: BenchmarkFolder;
  readonly document: SourceDocument;
  readonly problems: Problem[];
}

function idOf({ fields }: CaseRow): string {
  return String(fields[CASE] ?? '').trim();
}

/** The score in a cell; `null` when it is empty, `undefined` when it is none. */
function scoreIn({ fields }: CaseRow, model: string): number | null | undefined {
  const text = String(fields[model] ?? '').trim();
  if (text === '') return null;
  const score = Number(text);
  return score >= 0 && score <= 1 ? score : undefined;
}

function outcomesOf(
  model: string,
  cases: readonly TestCase[],
  trials: ReadonlyMap<string, readonly CaseRow[]>,
): PublishedOutcome[] {
  return cases.flatMap(({ id }) => {
    const own = trials.get(id) ?? [];
    const scores = own.flatMap((row) => scoreIn(row, model) ?? []);
    return own.length === 0 ? [] : [{ case: id, scores, missing: own.length - scores.length }];
  });
}

function rowProblems(
  rows: readonly CaseRow[],
  first: CaseRow,
  cases: readonly TestCase[],
): Problem[] {
  if (!Object.hasOwn(first.fields, CASE)) {
    const fix = 'name the column that holds the ids of the cases "case"';
    return [errorAt(first.file, { line: 1, column: 1 }, 'the column "case" is missing', fix)];
  }
  const ids = cases.map(({ id }) => id);
  const known = new Set(ids);
  return rows.flatMap((row) => {
    const id = idOf(row);
    if (!known.has(id)) {
      const message = `there is no case ${JSON.stringify(id.slice(0, 80))}`;
      return [errorAt(row.file, row.placeOf(CASE), message, suggestion(id, ids.slice(0, 1000)))];
    }
    return Object.keys(row.fields)
      .filter((model) => model !== CASE && scoreIn(row, model) === undefined)
      .map((model) => {
        const value = JSON.stringify(String(row.fields[model]).slice(0, 80));
        const message = `${model.slice(0, 80)} cannot score ${value}`;
        const fix = 'write a number from 0 to 1, or nothing';
        return errorAt(row.file, row.placeOf(model), message, fix);
      });
  });
}
