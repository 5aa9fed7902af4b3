import { type ColumnRoles, rolesOf } from '../../../engine/exchange/import/columns.ts';
import type {
  ForeignFile,
  ImportedBenchmark,
  ImportNote,
} from '../../../engine/exchange/import/importer.ts';
import { Notes } from '../../../engine/exchange/import/notes.ts';
import { importBenchmarks } from '../../../engine/exchange/import/run.ts';
import { readRecords, startOf } from '../../../engine/exchange/import/source.ts';
import { table } from '../../../engine/exchange/import/table.ts';
import type { JsonObject } from '../../../engine/json.ts';

/** What a column of a table can mean. */
export const ROLES = [
  'question',
  'expected',
  'id',
  'context',
  'choices',
  'cluster',
  'tags',
  'weight',
] as const;

export type Role = (typeof ROLES)[number];

/** Which column means what; several columns of choices are parted by `|`. */
export type Mapping = Readonly<Partial<Record<Role, string>>>;

/** A table before it is a benchmark. */
export interface TablePreview {
  readonly columns: readonly string[];
  readonly rows: readonly JsonObject[];
  /** What is wrong with the file, by line. */
  readonly notes: readonly ImportNote[];
  /** Taken by the names of the columns. */
  readonly guessed: Mapping;
}

/** A pasted text as a file, its format told by how it begins. */
export function pastedFile(text: string): ForeignFile {
  const [first = ''] = text.trimStart().split(/\r\n|\n|\r/);
  const bytes = new TextEncoder().encode(text);
  return { path: `pasted.${endingFor(text.trimStart(), first)}`, bytes };
}

function endingFor(text: string, first: string): string {
  if (text.startsWith('[')) return 'json';
  if (text.startsWith('{')) return 'jsonl';
  return first.includes('\t') ? 'tsv' : 'csv';
}

export async function previewTable(file: ForeignFile): Promise<TablePreview> {
  const notes = new Notes();
  const rows = await readRecords(file, notes);
  const fields = rows.map((row) => row.fields);
  const columns = [...new Set(fields.slice(0, 100).flatMap((row) => Object.keys(row)))];
  const roles = rolesOf(rows, {}, startOf(file), new Notes()) ?? guessedAlone(columns);
  return { columns, rows: fields, notes: notes.all, guessed: mappingOf(roles) };
}

/** When a question or an answer cannot be told, the rest is no guess either, but for the order. */
function guessedAlone([question, expected]: readonly string[]): Partial<ColumnRoles> {
  return {
    ...(question === undefined ? {} : { question }),
    ...(expected === undefined ? {} : { expected }),
  };
}

function mappingOf(roles: Partial<ColumnRoles>): Mapping {
  const entries = ROLES.flatMap((role) => {
    const column = roles[role];
    return column === undefined ? [] : [[role, [column].flat().join('|')] as const];
  });
  return Object.fromEntries(entries);
}

/** A table as a benchmark, by the importer of the command line. */
export async function draftOfTable(
  file: ForeignFile,
  mapping: Mapping,
): Promise<{
  readonly draft: ImportedBenchmark | undefined;
  readonly notes: readonly ImportNote[];
}> {
  // A role without a column is said to have none: the importer would guess one.
  const columns = Object.fromEntries(ROLES.map((role) => [role, mapping[role] ?? '']));
  const { benchmarks, notes } = await importBenchmarks({ table }, [file], 'table', { columns });
  return { draft: benchmarks[0], notes };
}
