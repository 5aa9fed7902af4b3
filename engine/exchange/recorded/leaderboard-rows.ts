import type { JsonObject } from '../../json.ts';
import type { Notes } from '../import/notes.ts';
import type { Row } from '../import/source.ts';
import { numberOrNull } from './recording.ts';

/** Names of columns that hold the score of one case. */
const CASE_SCORES = ['score', 'reward', 'correct', 'is_correct', 'passed'];
const CASE_NAMES = ['case', 'case_id', 'question_id', 'task_id', 'sample_id'];

/**
 * Rows with one line a model: those of single cases are averaged, whether they stand in a column
 * `model` or models have columns of their own.
 */
export function aggregated(rows: readonly Row[], notes: Notes): readonly Row[] {
  const [first] = rows;
  if (first === undefined) return [];
  const caseColumn = CASE_NAMES.find((name) => Object.hasOwn(first.fields, name));
  if (caseColumn === undefined) return rows;
  const scores = Object.hasOwn(first.fields, 'model')
    ? longScores(rows, caseColumn)
    : wideScores(rows, caseColumn);
  if (scores.size === 0) return rows;
  notes.changed(
    first.place,
    'scores of single cases',
    'they are averaged: a published result is one line a model',
  );
  return [...scores].map(([model, found]) => ({
    place: first.place,
    fields: meanFields(model, found),
  }));
}

/** Scores of one model by case; a case with several trials is averaged first. */
type CaseScores = Map<string, number[]>;

function meanFields(model: string, cases: CaseScores): JsonObject {
  const means = [...cases.values()].map(
    (scores) => scores.reduce((sum, score) => sum + score, 0) / scores.length,
  );
  const score = means.reduce((sum, mean) => sum + mean, 0) / means.length;
  return { model, score, cases: means.length };
}

function longScores(rows: readonly Row[], caseColumn: string): Map<string, CaseScores> {
  const found = new Map<string, CaseScores>();
  for (const { fields } of rows) {
    const column = CASE_SCORES.find((name) => Object.hasOwn(fields, name));
    const score = column === undefined ? null : numberOrNull(fields[column]);
    if (score !== null) add(found, String(fields.model), String(fields[caseColumn]), score);
  }
  return found;
}

/** Every column that holds nothing but 0, 1 and blanks is a model. */
function wideScores(rows: readonly Row[], caseColumn: string): Map<string, CaseScores> {
  const found = new Map<string, CaseScores>();
  const columns = Object.keys(rows[0]?.fields ?? {}).filter(
    (column) => column !== caseColumn && isVerdicts(rows, column),
  );
  for (const { fields } of rows) {
    for (const model of columns) {
      const score = numberOrNull(fields[model]);
      if (score !== null) add(found, model, String(fields[caseColumn]), score);
    }
  }
  return found;
}

function isVerdicts(rows: readonly Row[], column: string): boolean {
  const values = rows.map(({ fields }) => String(fields[column] ?? ''));
  return (
    values.every((value) => ['', '0', '1', 'true', 'false'].includes(value)) &&
    values.some((value) => value !== '')
  );
}

function add(found: Map<string, CaseScores>, model: string, id: string, score: number): void {
  const cases = found.get(model) ?? new Map<string, number[]>();
  found.set(model, cases);
  const scores = cases.get(id);
  if (scores === undefined) cases.set(id, [score]);
  else scores.push(score);
}
