import { editDistance } from './distance.ts';

/** The most cells of a table of distances: 3,000 × 3,000 tokens still go. */
const MAX_CELLS = 10_000_000;

/** What a transcript got wrong against its reference. */
export interface Errors {
  /** Substitutions, deletions and insertions together. */
  readonly edits: number;
  readonly reference: number;
  readonly answer: number;
  /** Tokens that are right. Of equally short alignments one has to be chosen: see `alignedHits`. */
  readonly hits: number;
}

/** The least number of edits between token sequences; `null` when it would take too long. */
export function tokenDistance(
  reference: readonly string[],
  answer: readonly string[],
): number | null {
  const numbers = new Map<string, number>();
  const numberOf = (token: string) => {
    const known = numbers.get(token) ?? numbers.size;
    numbers.set(token, known);
    return known;
  };
  return editDistance(reference.map(numberOf), answer.map(numberOf));
}

/**
 * Edits and hits; `null` when the texts are too long. The alignment is that of rapidfuzz, which
 * jiwer counts by: from the end, a deletion where one is as short as anything else, else an
 * insertion where it is shorter than what came before both, else a pair.
 */
export function alignedErrors(
  reference: readonly string[],
  answer: readonly string[],
): Errors | null {
  const edits = tokenDistance(reference, answer);
  const start = sharedPrefix(reference, answer);
  const end = sharedSuffix(reference, answer, start);
  const left = reference.slice(start, reference.length - end);
  const right = answer.slice(start, answer.length - end);
  if (edits === null || (left.length + 1) * (right.length + 1) > MAX_CELLS) return null;
  const hits = start + end + alignedHits(left, right);
  return { edits, reference: reference.length, answer: answer.length, hits };
}

function alignedHits(left: readonly string[], right: readonly string[]): number {
  const table = distanceTable(left, right);
  const width = right.length + 1;
  const at = (row: number, column: number) => table[row * width + column] ?? 0;
  let [row, column] = [left.length, right.length];
  let hits = 0;
  while (row > 0 && column > 0) {
    if (at(row, column) === at(row - 1, column) + 1) row--;
    else if (at(row - 1, column - 1) === at(row, column - 1) + 1) column--;
    else if (left[--row] === right[--column]) hits++;
  }
  return hits;
}

function distanceTable(left: readonly string[], right: readonly string[]): Uint32Array {
  const width = right.length + 1;
  const table = new Uint32Array((left.length + 1) * width);
  for (let at = 0; at < table.length; at++) {
    const [row, column] = [Math.floor(at / width), at % width];
    if (row === 0 || column === 0) table[at] = row + column;
    else {
      const pair = (table[at - width - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      table[at] = Math.min(pair, (table[at - width] ?? 0) + 1, (table[at - 1] ?? 0) + 1);
    }
  }
  return table;
}

function sharedPrefix(left: readonly string[], right: readonly string[]): number {
  let length = 0;
  while (length < left.length && length < right.length && left[length] === right[length]) length++;
  return length;
}

function sharedSuffix(left: readonly string[], right: readonly string[], start: number): number {
  const most = Math.min(left.length, right.length) - start;
  let length = 0;
  while (length < most && left.at(-1 - length) === right.at(-1 - length)) length++;
  return length;
}
