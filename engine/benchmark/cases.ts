import { hashOf } from '../hash.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { Problem } from '../problem.ts';
import type { Expected, ScorerSpec, TestCase } from './benchmark.ts';
import { type CaseRow, errorAt } from './rows/row.ts';

/** Which column of a file means what. */
export interface CaseColumns {
  /** Other names: `{ expected: 'answer' }`. */
  readonly renamed: Readonly<Record<string, string>>;
  /** Column that holds the cluster. */
  readonly cluster: string | undefined;
  /** Column with a list of options, or the columns with one option each. */
  readonly choices: string | readonly string[] | undefined;
}

/** Checks the scorers that a case brings along. */
export type ResolveScore = (
  written: JsonValue,
  row: CaseRow,
) => { score: readonly ScorerSpec[]; problems: readonly Problem[] };

/** Fields of a record that say something about the case and are no variables of the prompt. */
const OWN_FIELDS: ReadonlySet<string> = new Set(['id', 'tags', 'weight', 'score']);

/** Records understood as cases, with all that is wrong with them. */
export function casesFromRows(
  rows: readonly CaseRow[],
  columns: CaseColumns,
  resolveScore: ResolveScore,
): { cases: TestCase[]; problems: Problem[] } {
  const problems: Problem[] = missingColumns(rows[0], columns);
  if (problems.length > 0) return { cases: [], problems };
  const cases = rows.map((row) => caseFromRow(row, columns, resolveScore, problems));
  problems.push(...repeatedIds(cases));
  return { cases, problems };
}

/** Columns that the benchmark names but the file does not have. */
function missingColumns(row: CaseRow | undefined, columns: CaseColumns): Problem[] {
  if (row === undefined) return [];
  const named = [...Object.values(columns.renamed), columns.cluster, columns.choices].flat();
  return named
    .filter((name) => name !== undefined && !Object.hasOwn(row.fields, name))
    .map((name) =>
      errorAt(
        row.file,
        { line: 1, column: 1 },
        `there is no column "${name}"`,
        `columns here: ${Object.keys(row.fields).join(', ')}`,
      ),
    );
}

function caseFromRow(
  row: CaseRow,
  columns: CaseColumns,
  resolveScore: ResolveScore,
  problems: Problem[],
): TestCase {
  const field = (name: string) => row.fields[columns.renamed[name] ?? name];
  const expected = absentIfBlank(field('expected')) as Expected | undefined;
  const choices = choicesOf(row, columns, problems);
  const own = field('score') === undefined ? undefined : resolveScore(field('score') ?? null, row);
  problems.push(...(own?.problems ?? []));
  const variables = variablesOfRow(row, columns);
  const cluster = absentIfBlank(
    columns.cluster === undefined ? field('cluster') : row.fields[columns.cluster],
  );
  const content = { variables, expected, choices, score: own?.score };
  const hash = hashOf(content);
  return {
    id: idOf(row, field('id'), hash, problems),
    variables,
    ...(expected === undefined ? {} : { expected }),
    ...(choices === undefined ? {} : { choices }),
    ...(cluster === undefined ? {} : { cluster: String(cluster) }),
    tags: tagsOf(field('tags')),
    weight: weightOf(row, columns, field('weight'), problems),
    ...(own === undefined ? {} : { score: own.score }),
    source: { file: row.file, ...row.place },
    hash,
  };
}

/** A case without an id is named after its content, so that moving it in the file changes nothing. */
function idOf(
  row: CaseRow,
  written: JsonValue | undefined,
  hash: string,
  problems: Problem[],
): string {
  const id = absentIfBlank(written);
  if (id === undefined) return `c-${hash.slice(0, 8)}`;
  const text = String(id);
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(text)) {
    const message = `the id ${JSON.stringify(text.slice(0, 60))} cannot be used in an address`;
    problems.push(
      errorAt(
        row.file,
        row.placeOf('id'),
        message,
        'use letters, digits, dots, hyphens and underscores, at most 100',
      ),
    );
  }
  return text;
}

function variablesOfRow(row: CaseRow, columns: CaseColumns): JsonObject {
  const renamed = new Map(Object.entries(columns.renamed).map(([name, column]) => [column, name]));
  const entries = Object.entries(row.fields).map(
    ([column, value]) => [renamed.get(column) ?? column, value] as const,
  );
  return Object.fromEntries(entries.filter(([name]) => !OWN_FIELDS.has(name)));
}

function choicesOf(row: CaseRow, columns: CaseColumns, problems: Problem[]): string[] | undefined {
  const { choices } = columns;
  const written =
    typeof choices === 'object'
      ? choices.map((column) => row.fields[column] ?? '')
      : row.fields[choices ?? 'choices'];
  if (written === undefined) return undefined;
  const list = (typeof written === 'string' ? listFromText(written) : [written].flat()).map(
    (item) => String(item).trim(),
  );
  const wrong = choicesProblem(list);
  if (wrong !== undefined)
    problems.push(
      errorAt(row.file, row.placeOf(typeof choices === 'string' ? choices : 'choices'), wrong),
    );
  return list;
}

function choicesProblem(list: readonly string[]): string | undefined {
  if (list.length < 2) return 'a question with choices needs at least two';
  if (list.length > 26) return `a question can have 26 choices, this one has ${list.length}`;
  if (list.some((choice) => choice === '')) return 'one of the choices is empty';
  const repeated = list.find((choice, index) => list.indexOf(choice) !== index);
  return repeated === undefined
    ? undefined
    : `the choice ${JSON.stringify(repeated)} is given twice`;
}

/** A list in one cell: JSON, or parts between vertical bars. */
function listFromText(text: string): readonly JsonValue[] {
  if (text.trim().startsWith('[')) {
    try {
      const value: JsonValue = JSON.parse(text);
      if (Array.isArray(value)) return value;
    } catch {
      // Not JSON after all: the bars decide.
    }
  }
  return text.split('|');
}

function tagsOf(written: JsonValue | undefined): string[] {
  if (written === undefined || written === null) return [];
  const list = typeof written === 'string' ? written.split('|') : [written].flat();
  return list.map((tag) => String(tag).trim()).filter((tag) => tag !== '');
}

function weightOf(
  row: CaseRow,
  columns: CaseColumns,
  written: JsonValue | undefined,
  problems: Problem[],
): number {
  const value = absentIfBlank(written);
  if (value === undefined) return 1;
  const weight = Number(value);
  if (Number.isFinite(weight) && weight > 0 && weight <= 1e6) return weight;
  const place = row.placeOf(columns.renamed.weight ?? 'weight');
  problems.push(
    errorAt(row.file, place, `the weight ${JSON.stringify(value)} is not a number above 0`),
  );
  return 1;
}

function absentIfBlank(value: JsonValue | undefined): JsonValue | undefined {
  if (value === null || (typeof value === 'string' && value.trim() === '')) return undefined;
  return value;
}

function repeatedIds(cases: readonly TestCase[]): Problem[] {
  const first = new Map<string, TestCase>();
  return cases.flatMap((testCase) => {
    const known = first.get(testCase.id);
    if (known === undefined) first.set(testCase.id, testCase);
    if (known === undefined) return [];
    const where = `${known.source.file}:${known.source.line}`;
    return [
      errorAt(
        testCase.source.file,
        testCase.source,
        `the id "${testCase.id}" is already used at ${where}`,
        'give each case an id of its own',
      ),
    ];
  });
}
