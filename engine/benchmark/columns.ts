import { suggestion } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import type { Path, SourceDocument } from './document.ts';
import { type CaseRow, errorAt } from './rows/row.ts';

/** Which column of a file means what. */
export interface CaseColumns {
  /** Other names: `{ expected: 'answer' }`. */
  readonly renamed: Readonly<Record<string, string>>;
  /** Column that holds the cluster. */
  readonly cluster: string | undefined;
  /** Column with a list of options, or the columns with one option each. */
  readonly choices: string | readonly string[] | undefined;
  /** Column with the tools of a case. */
  readonly tools?: string;
  /** Column with what the user says in a case. */
  readonly turns?: string;
}

/** The column that holds what goes by a name. */
export function columnOf({ renamed, choices }: CaseColumns, name: string): string {
  if (name === 'choices' && typeof choices === 'string') return choices;
  return Object.hasOwn(renamed, name) ? (renamed[name] ?? name) : name;
}

/** Columns that the benchmark names but no record has, each where it is named. */
export function missingColumns(
  rows: readonly CaseRow[],
  columns: CaseColumns,
  document: SourceDocument,
): Problem[] {
  if (rows.length === 0) return [];
  const known = new Set<string>();
  for (const { fields } of rows) for (const column of Object.keys(fields)) known.add(column);
  return namedColumns(columns).flatMap(([column, path]) => {
    if (known.has(column)) return [];
    const message = `there is no column "${column}" in the cases`;
    const fix = suggestion(column, [...known].slice(0, 100));
    return [errorAt(document.file, document.positionOf(path), message, fix)];
  });
}

function namedColumns({ renamed, cluster, choices, tools, turns }: CaseColumns): [string, Path][] {
  const named = typeof choices === 'string' ? [choices] : (choices ?? []);
  return [
    ...Object.entries(renamed).map(([name, column]): [string, Path] => [column, ['columns', name]]),
    ...(cluster === undefined ? [] : [[cluster, ['cluster']] satisfies [string, Path]]),
    ...(tools === undefined ? [] : [[tools, ['tools']] satisfies [string, Path]]),
    ...(turns === undefined ? [] : [[turns, ['turns']] satisfies [string, Path]]),
    ...named.map((column, index): [string, Path] => [column, ['choices', index]]),
  ];
}
