import { z } from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { QuerySubmission } from '../sandbox/execution.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { scoreOfResult } from './text/program.ts';
import { scoreAccepted, textOf, unscored } from './text/score.ts';
import { tablesSql } from './text/structure/table-sql.ts';

/** Options of `sql`. */
export interface SqlOptions {
  readonly tables?: JsonObject;
  readonly setup?: string;
  readonly tables_field: string;
  readonly setup_field: string;
  readonly ordered: boolean;
  readonly named: boolean;
  readonly tolerance: number;
  readonly timeout: number;
  readonly memory: number;
}

const field = (value: string, about: string) => z.string().min(1).default(value).describe(about);

const options: z.ZodType<SqlOptions> = z.strictObject({
  tables: z
    .record(
      z.string().min(1).max(100),
      z.union([z.string().max(400_000), z.array(z.record(z.string(), z.json()))]),
    )
    .exactOptional()
    .describe('Tables by name: records, CSV with a header, or the name of a file with CSV.'),
  setup: z
    .string()
    .min(1)
    .max(400_000)
    .exactOptional()
    .describe('SQL that makes tables, or the name of a file with it that ends in .sql.'),
  tables_field: field('tables', 'Field of the case with tables of its own, written alike.'),
  setup_field: field('setup', 'Field of the case with SQL that makes tables of its own.'),
  ordered: z.boolean().default(false).describe('The rows have to come in the same order.'),
  named: z.boolean().default(false).describe('The columns have to have the same names.'),
  tolerance: z
    .number()
    .min(0)
    .max(1)
    .default(1e-6)
    .describe('Largest difference of two numbers that are equal, relative to the larger, from 1.'),
  timeout: z.number().min(0.1).max(120).default(10).describe('Seconds for each of the queries.'),
  memory: z.int().min(64).max(2048).default(256).describe('Megabytes for tables and query.'),
}) as z.ZodType<SqlOptions>;

/** Equivalence by execution: the answer gives the rows of the expected query. */
export const sql: Scorer<SqlOptions> = {
  type: 'sql',
  version: 1,
  summary: 'Runs the query and the expected one in DuckDB and compares the rows they give.',
  options,
  needsExpected: true,
  executes: true,
  threshold: 1,
  example: {
    options: { tables: { people: 'name,age\nAda,36\nAlan,41\nGrace,85\n' } },
    expected: 'SELECT name FROM people WHERE age > 40',
    right: 'select p.name from people p where not p.age <= 40 order by 1 desc;',
    wrong: 'SELECT name FROM people WHERE age > 80',
  },
  score: (input: ScoreInput, options: SqlOptions): Score => {
    const setup = setupOf(input.variables, options);
    if ('problem' in setup) return unscored(setup.problem);
    return scoreAccepted(input, input.expected, (answer, expected) => {
      const result = input.executed?.(submission(setup.sql, textOf(expected), answer, options));
      return scoreOfResult(result, answer, false);
    });
  },
};

function submission(
  setup: string,
  expected: string,
  query: string,
  { ordered, named, tolerance, timeout, memory }: SqlOptions,
): QuerySubmission {
  const limits = { timeoutMs: timeout * 1000, memoryMb: memory };
  return { language: 'sql', setup, expected, query, ordered, named, tolerance, ...limits };
}

/** What the benchmark and the case bring along, in this order. */
function setupOf(
  variables: JsonObject,
  options: SqlOptions,
): { readonly sql: string } | { readonly problem: string } {
  const own = tablesOf(ownField(variables, options.tables_field));
  if (own === undefined) return { problem: `the field "${options.tables_field}" is no tables` };
  const made = tablesSql({ ...options.tables, ...own });
  if ('problem' in made) return made;
  const statements = ownField(variables, options.setup_field);
  const parts = [options.setup, typeof statements === 'string' ? statements : undefined, made.sql];
  const sql = parts.filter((part) => part !== undefined && part !== '').join('\n');
  return sql === '' ? { problem: 'the case has no tables' } : { sql };
}

/** Tables of a case; a cell of CSV is the JSON of them. `undefined` when it is something else. */
function tablesOf(written: JsonValue): JsonObject | undefined {
  if (written === null) return {};
  if (typeof written !== 'string') return isJsonObject(written) ? written : undefined;
  try {
    const value: unknown = JSON.parse(written);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function ownField(variables: JsonObject, name: string): JsonValue {
  return Object.hasOwn(variables, name) ? (variables[name] ?? null) : null;
}
