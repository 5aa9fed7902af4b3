import type { Cursor, Parse } from './cursor.ts';
import { type Expression, NotMathematics } from './expression.ts';

const ENVIRONMENTS: readonly string[] = [
  'matrix',
  'pmatrix',
  'bmatrix',
  'Bmatrix',
  'smallmatrix',
  'array',
];
const SEPARATOR = '\\\\';

/** The name of the environment that a token begins or ends; `null` for other tokens. */
function environmentOf(token: string, edge: 'begin' | 'end'): string | null {
  return token.startsWith(`${edge}{`) ? token.slice(edge.length + 1, -1) : null;
}

/** Whether a token begins a matrix. */
export function beginsMatrix(token: string): boolean {
  return environmentOf(token, 'begin') !== null;
}

/** A matrix whose `\begin{…}` has just been read: rows between `\\`, cells between `&`. */
export function parseMatrix(begin: string, cursor: Cursor, parseCell: Parse): Expression {
  const name = environmentOf(begin, 'begin') ?? '';
  if (!ENVIRONMENTS.includes(name)) throw new NotMathematics(`the environment ${name}`);
  if (name === 'array') skipColumns(cursor);
  const rows: Expression[][] = [[]];
  while (!cursor.is(`end{${name}}`)) {
    if (cursor.take(SEPARATOR) !== null) rows.push([]);
    else if (cursor.take('&') === null)
      rows.at(-1)?.push(cursor.bracketed(() => parseCell(cursor)));
  }
  cursor.next();
  const filled = rows.filter((row) => row.length > 0);
  if (filled.length === 0 || filled.some((row) => row.length !== filled[0]?.length)) {
    throw new NotMathematics('rows of different lengths');
  }
  return { kind: 'matrix', rows: filled };
}

/** The columns of an array say how they are set, not what they hold. */
function skipColumns(cursor: Cursor): void {
  cursor.expect('{');
  while (!cursor.is('}')) cursor.next();
  cursor.expect('}');
}
