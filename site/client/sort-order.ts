export type Direction = 'ascending' | 'descending';

/** Compares two cells; blanks come last in either direction, equals keep their places. */
export function compareCells(a: number | null, b: number | null, direction: Direction): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return direction === 'ascending' ? a - b : b - a;
}

/** The direction after a click: the column's own first, then the other one. */
export function nextDirection(current: string | null, first: Direction): Direction {
  if (current !== 'ascending' && current !== 'descending') return first;
  return current === 'ascending' ? 'descending' : 'ascending';
}
