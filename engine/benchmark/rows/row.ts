import type { JsonObject } from '../../json.ts';
import type { Problem } from '../../problem.ts';

/** A place in a text; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The first character of a file. */
export const START: Place = { line: 1, column: 1 };

/** One record of a file of cases, before it is understood as a case. */
export interface CaseRow {
  readonly file: string;
  readonly fields: JsonObject;
  /** Where the record begins. */
  readonly place: Place;
  /** Where a field of it stands, or the record itself when the format does not tell. */
  placeOf(field: string): Place;
}

export interface Rows {
  readonly rows: readonly CaseRow[];
  readonly problems: readonly Problem[];
}

/** Reads one format from text. Never throws: what is wrong is in `problems`, each with its line. */
export type TextReader = (text: string, file: string) => Rows;

/** Reads one format from bytes. Never throws either. */
export type RowReader = (bytes: Uint8Array, file: string) => Rows | Promise<Rows>;

export function errorAt(file: string, place: Place, message: string, fix = ''): Problem {
  return { file, line: place.line, column: place.column, severity: 'error', message, fix };
}

/** A result that is nothing but one problem. */
export function onlyProblem(file: string, place: Place, message: string, fix = ''): Rows {
  return { rows: [], problems: [errorAt(file, place, message, fix)] };
}
