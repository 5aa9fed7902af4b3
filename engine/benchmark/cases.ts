import { hashOf } from '../hash.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { addProblems, type Problem } from '../problem.ts';
import type { Expected, ScorerSpec, TestCase } from './benchmark.ts';
import { choicesOfRow } from './choices.ts';
import { type CaseColumns, columnOf } from './columns.ts';
import { type CaseRow, errorAt } from './rows/row.ts';
import { toolsOfRow } from './tools.ts';
import { turnsOfRow } from './turns.ts';

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
  const problems: Problem[] = [];
  const cases = rows.map((row) => caseFromRow(row, columns, resolveScore, problems));
  addProblems(problems, repeatedIds(cases));
  return { cases, problems };
}

function caseFromRow(
  row: CaseRow,
  columns: CaseColumns,
  resolveScore: ResolveScore,
  problems: Problem[],
): TestCase {
  const field = (name: string) => fieldOf(row, columnOf(columns, name));
  const expected = field('expected') as Expected | undefined;
  const choices = choicesOfRow(row, columns, problems);
  const written = field('score');
  const resolved = written === undefined ? undefined : resolveScore(written, row);
  addProblems(problems, resolved?.problems ?? []);
  const own = resolved?.problems.length === 0 ? resolved : undefined;
  const variables = variablesOfRow(row, columns, choices);
  const cluster = columns.cluster === undefined ? field('cluster') : fieldOf(row, columns.cluster);
  const tools = toolsOfRow(row, columns.tools, problems);
  const turns = turnsOfRow(row, columns.turns, problems);
  const hash = hashOf({ variables, expected, choices, tools, turns, score: own?.score });
  return {
    id: idOf(row, columnOf(columns, 'id'), hash, problems),
    variables,
    ...(expected === undefined ? {} : { expected }),
    ...(choices === undefined ? {} : { choices }),
    ...(tools === undefined ? {} : { tools }),
    ...(turns === undefined ? {} : { turns }),
    ...(cluster === undefined ? {} : { cluster: textOf(cluster) }),
    tags: tagsOf(field('tags')),
    weight: weightOf(row, columnOf(columns, 'weight'), problems),
    ...(own === undefined ? {} : { score: own.score }),
    source: { file: row.file, ...row.place },
    hash,
  };
}

/** The value in a column; `undefined` for `null` and blank text too, which CSV cannot tell apart. */
function fieldOf({ fields }: CaseRow, column: string): JsonValue | undefined {
  const value = Object.hasOwn(fields, column) ? fields[column] : undefined;
  return value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;
}

/** A case without an id is named after its content, so that moving it in the file changes nothing. */
function idOf(row: CaseRow, column: string, hash: string, problems: Problem[]): string {
  const id = fieldOf(row, column);
  if (id === undefined) return `c-${hash.slice(0, 12)}`;
  const text = textOf(id);
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,99}$/u.test(text)) {
    const message = `the id ${JSON.stringify(text.slice(0, 60))} cannot be used in an address`;
    const fix = 'use letters, digits, dots, hyphens and underscores, at most 100';
    problems.push(errorAt(row.file, row.placeOf(column), message, fix));
  }
  return text;
}

/** Every field under the name it goes by; the options as a list, whatever they were written as. */
function variablesOfRow(
  { fields }: CaseRow,
  columns: CaseColumns,
  choices: readonly string[] | undefined,
): JsonObject {
  const renamed = Object.entries(columns.renamed);
  const hidden = new Set(renamed.flat());
  const listed = columnOf(columns, 'choices');
  const valueIn = (column: string) =>
    column === listed && choices !== undefined ? choices : fields[column];
  const entries = [
    ...Object.keys(fields)
      .filter((column) => !hidden.has(column))
      .map((column) => [column, column] as const),
    ...renamed.filter(([, column]) => Object.hasOwn(fields, column)),
  ];
  return Object.fromEntries(
    entries
      .filter(([name]) => !OWN_FIELDS.has(name))
      .map(([name, column]) => [name, valueIn(column) ?? null]),
  );
}

function tagsOf(written: JsonValue | undefined): string[] {
  if (written === undefined) return [];
  const list = typeof written === 'string' ? written.split('|') : [written].flat();
  return list.map((tag) => textOf(tag).trim()).filter((tag) => tag !== '');
}

function weightOf(row: CaseRow, column: string, problems: Problem[]): number {
  const value = fieldOf(row, column);
  if (value === undefined) return 1;
  const weight =
    typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  if (weight > 0 && weight <= 1e6) return weight;
  const message = `the weight ${JSON.stringify(value).slice(0, 60)} is not a number above 0`;
  const fix = 'write a number above 0, at most 1000000';
  problems.push(errorAt(row.file, row.placeOf(column), message, fix));
  return 1;
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value.trim() : JSON.stringify(value);
}

/** Ids that differ in case only are one file on many disks, and so one page. */
function repeatedIds(cases: readonly TestCase[]): Problem[] {
  const first = new Map<string, TestCase>();
  return cases.flatMap((testCase) => {
    const key = testCase.id.normalize().toLowerCase();
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, testCase);
      return [];
    }
    const { source, id } = testCase;
    const where = `${known.source.file}:${known.source.line}`;
    const isCopy = known.hash === testCase.hash && id === `c-${testCase.hash.slice(0, 12)}`;
    if (isCopy)
      return [
        errorAt(source.file, source, `this case is the same as ${where}`, 'delete one of them'),
      ];
    const message =
      known.id === id
        ? `the id "${id}" is already used at ${where}`
        : `the id "${id}" differs from "${known.id}" at ${where} in case only`;
    return [errorAt(source.file, source, message, 'give each case an id of its own')];
  });
}
