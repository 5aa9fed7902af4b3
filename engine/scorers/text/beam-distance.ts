/** Words of the reference on each side of the diagonal that are tried, as Tercom does. */
export const BEAM_WIDTH = 25;

const UNREACHED = 1e9;
const PAIR = 1;
const DELETION = 2;
const INSERTION = 3;

/** One row of the table: the cells from column `from` on. */
interface Row {
  readonly from: number;
  readonly costs: Int32Array;
  readonly operations: Uint8Array;
}

/** A table of edit distances between an answer (rows) and a reference (columns). */
export interface BeamTable {
  readonly answer: readonly number[];
  readonly rows: readonly Row[];
  readonly distance: number;
}

/** What a table says of each word. */
export interface BeamAlignment {
  /** For each word of the reference the word of the answer it pairs with or follows; -1 for none. */
  readonly places: readonly number[];
  readonly isReferenceWrong: readonly boolean[];
  readonly isAnswerWrong: readonly boolean[];
}

/**
 * The table of edit distances near the diagonal. Rows of `known`, a table of as long an answer and
 * the same reference, are taken over as far as the two answers begin alike.
 */
export function beamTable(
  answer: readonly number[],
  reference: readonly number[],
  known?: BeamTable,
): BeamTable {
  const rows: Row[] = [firstRow(reference.length)];
  let same = 0;
  while (known !== undefined && same < answer.length && known.answer[same] === answer[same]) same++;
  for (let row = 1; row <= answer.length; row++) {
    const old = row <= same ? known?.rows[row] : undefined;
    rows.push(old ?? nextRow(rows[row - 1] ?? firstRow(0), answer, reference, row));
  }
  return { answer, rows, distance: costAt(rows.at(-1), reference.length) };
}

/** The alignment along the cheapest path, read from the end; `null` when no path is in the beam. */
export function alignmentOf(table: BeamTable, reference: readonly number[]): BeamAlignment | null {
  const places = new Array<number>(reference.length).fill(-1);
  const isReferenceWrong = new Array<boolean>(reference.length).fill(true);
  const isAnswerWrong = new Array<boolean>(table.answer.length).fill(true);
  let [row, column] = [table.answer.length, reference.length];
  while (row > 0 || column > 0) {
    const operation = operationAt(table.rows[row], column);
    if (operation === 0) return null;
    if (operation !== DELETION) {
      column--;
      places[column] = row - 1;
    }
    if (operation !== INSERTION) row--;
    if (operation === PAIR && table.answer[row] === reference[column]) {
      isReferenceWrong[column] = false;
      isAnswerWrong[row] = false;
    }
  }
  return { places, isReferenceWrong, isAnswerWrong };
}

function firstRow(columns: number): Row {
  return {
    from: 0,
    costs: Int32Array.from({ length: columns + 1 }, (_, column) => column),
    operations: new Uint8Array(columns + 1).fill(INSERTION),
  };
}

function nextRow(
  above: Row,
  answer: readonly number[],
  reference: readonly number[],
  row: number,
): Row {
  const { from, to } = windowOf(row, answer.length, reference.length);
  const costs = new Int32Array(Math.max(0, to - from));
  const operations = new Uint8Array(costs.length);
  let left = UNREACHED;
  for (let column = from; column < to; column++) {
    const isSame = column > 0 && answer[row - 1] === reference[column - 1];
    const pair = column === 0 ? UNREACHED : costAt(above, column - 1) + (isSame ? 0 : 1);
    const deletion = costAt(above, column) + 1;
    operations[column - from] = cheapest(pair, deletion, left + 1);
    costs[column - from] = left = Math.min(pair, deletion, left + 1, UNREACHED);
  }
  return { from, costs, operations };
}

/** Of equal costs a pair goes before a deletion before an insertion, as in Tercom. */
function cheapest(pair: number, deletion: number, insertion: number): number {
  const best = Math.min(pair, deletion, insertion);
  if (best >= UNREACHED) return 0;
  if (best === pair) return PAIR;
  return best === deletion ? DELETION : INSERTION;
}

/** Columns from `from` up to but not including `to`. */
function windowOf(row: number, rows: number, columns: number): { from: number; to: number } {
  const ratio = columns / rows;
  const width = BEAM_WIDTH < ratio / 2 ? Math.ceil(ratio / 2 + BEAM_WIDTH) : BEAM_WIDTH;
  const diagonal = Math.floor(row * ratio);
  const to = row === rows ? columns + 1 : Math.min(columns + 1, diagonal + width);
  return { from: Math.max(0, diagonal - width), to };
}

function costAt(row: Row | undefined, column: number): number {
  return row?.costs[column - row.from] ?? UNREACHED;
}

function operationAt(row: Row | undefined, column: number): number {
  return row?.operations[column - row.from] ?? 0;
}
