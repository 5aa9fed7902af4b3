import { COLUMNS } from '../../../engine/results/parquet.ts';

/** How a column is stored, and what the database calls that. */
const TYPES: Readonly<Record<(typeof COLUMNS)[keyof typeof COLUMNS], string>> = {
  text: 'VARCHAR',
  number: 'DOUBLE',
  integer: 'INTEGER',
  boolean: 'BOOLEAN',
  time: 'TIMESTAMP',
  scores: 'STRUCT(…)[]',
};

/** A column of the tables of the console. */
export interface SqlColumn {
  readonly name: string;
  readonly type: string;
}

/** The columns of `results` and `latest`, in the order of the files. */
export const SQL_COLUMNS: readonly SqlColumn[] = Object.entries(COLUMNS).map(([name, kind]) => ({
  name,
  type: TYPES[kind],
}));

/** What can be asked, and what it holds. */
export const SQL_TABLES: Readonly<Record<string, string>> = {
  results: 'every call of every run: one row each',
  latest: 'of every call the one result that boards count',
};
