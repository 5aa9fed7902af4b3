import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { nothingToScore, scored } from './text/score.ts';
import { readSql, type StatementKind } from './text/sql/statement.ts';
import { lastFence } from './text/structure/fences.ts';

/** Options of `sql_parse`. */
export interface SqlParseOptions {
  readonly statements: readonly StatementKind[];
  /** Tables that may be used; all of them when absent. */
  readonly tables?: readonly string[];
  /** Columns that may be used; all of them when absent. */
  readonly columns?: readonly string[];
  readonly find: boolean;
}

const options: z.ZodType<SqlParseOptions> = z.strictObject({
  statements: z
    .array(z.enum(['select', 'insert', 'update', 'delete', 'create']))
    .min(1)
    .default(['select', 'insert', 'update', 'delete', 'create'])
    .describe('What statements may do.'),
  tables: z
    .array(z.string().min(1))
    .max(1_000)
    .exactOptional()
    .describe('Tables that may be used, without their schema; all of them when left out.'),
  columns: z
    .array(z.string().min(1))
    .max(10_000)
    .exactOptional()
    .describe('Columns that may be used, without their table; all of them when left out.'),
  find: z
    .boolean()
    .default(true)
    .describe('Looks for SQL in a Markdown fence; otherwise all of the answer has to be SQL.'),
});

/** The answer is SQL that every usual dialect could read, and uses no other tables and columns. */
export const sqlParse: Scorer<SqlParseOptions> = {
  type: 'sql_parse',
  version: 1,
  summary: 'The answer is SQL in form, and uses only the allowed statements, tables and columns.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { statements: ['select'], tables: ['orders'], columns: ['total', 'paid'] },
    right: "SELECT SUM(total) AS sum FROM orders WHERE paid = 'yes';",
    wrong: 'SELECT SUM(total) FROM customers WHERE paid = 1',
  },
  score: scoreSql,
};

function scoreSql({ answer }: ScoreInput, rules: SqlParseOptions): Score {
  if (answer === null) return nothingToScore();
  const fenced = rules.find
    ? lastFence(answer, ['sql', 'postgresql', 'mysql', 'sqlite'])
    : undefined;
  const text = (fenced ?? answer).trim();
  const read = readSql(text);
  if ('problem' in read) return scored(0, text, `no valid SQL: ${read.problem}`);
  const kind = read.kinds.find((found) => !rules.statements.includes(found));
  if (kind !== undefined) return scored(0, text, `the statement ${kind} is not allowed`);
  const table = firstOther(read.tables, rules.tables);
  if (table !== undefined) return scored(0, text, `the table ${table} is not allowed`);
  const column = firstOther(read.columns, rules.columns);
  if (column !== undefined) return scored(0, text, `the column ${column} is not allowed`);
  return scored(
    1,
    text,
    `is SQL${read.tables.length === 0 ? '' : ` on ${read.tables.slice(0, 10).join(', ')}`}`,
  );
}

function firstOther(
  names: readonly string[],
  allowed: readonly string[] | undefined,
): string | undefined {
  if (allowed === undefined) return undefined;
  const known = new Set(allowed.map((name) => name.toLowerCase()));
  return names.find((name) => !known.has(name));
}
