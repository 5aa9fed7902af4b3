/** The most 32-bit words that one distance may cost: well under a second. */
const MAX_WORDS = 20_000_000;

/**
 * The least number of insertions, deletions and substitutions of code points that turn `a` into
 * `b`; `null` when both are so long that it would take too long (20,000 × 20,000 still goes).
 *
 * Bit-parallel: Myers 1999 with Hyyrö's carries between blocks of 32 rows,
 * doi:10.1145/316542.316550.
 */
export function editDistance(a: readonly number[], b: readonly number[]): number | null {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const start = commonPrefix(short, long);
  const end = commonSuffix(short, long, start);
  const rows = short.slice(start, short.length - end);
  const columns = long.slice(start, long.length - end);
  if (rows.length === 0) return columns.length;
  if (Math.ceil(rows.length / 32) * columns.length > MAX_WORDS) return null;
  return myersDistance(rows, columns);
}

/** The code points of a text, lone surrogates included. */
export function codePoints(text: string): number[] {
  return Array.from(text, (char) => char.codePointAt(0) ?? 0);
}

function commonPrefix(short: readonly number[], long: readonly number[]): number {
  let length = 0;
  while (length < short.length && short[length] === long[length]) length++;
  return length;
}

function commonSuffix(short: readonly number[], long: readonly number[], start: number): number {
  let length = 0;
  const most = short.length - start;
  while (length < most && short.at(-1 - length) === long.at(-1 - length)) length++;
  return length;
}

/** What a block of 32 rows hands to the block below it: the horizontal differences, bit by bit. */
interface Carries {
  readonly plus: Uint8Array;
  readonly minus: Uint8Array;
}

function myersDistance(rows: readonly number[], columns: readonly number[]): number {
  const carries: Carries = {
    plus: new Uint8Array(columns.length).fill(1),
    minus: new Uint8Array(columns.length),
  };
  let distance = rows.length;
  for (let from = 0; from < rows.length; from += 32) {
    distance = fillBlock(rows.slice(from, from + 32), columns, carries, rows.length);
  }
  return distance;
}

/** Runs one block over all columns and leaves the differences of its last row in `carries`. */
function fillBlock(
  block: readonly number[],
  columns: readonly number[],
  carries: Carries,
  total: number,
): number {
  const masks = new Map<number, number>();
  block.forEach((point, row) => {
    masks.set(point, (masks.get(point) ?? 0) | (1 << row));
  });
  const last = block.length - 1;
  let positive = -1;
  let negative = 0;
  let distance = total;
  for (let column = 0; column < columns.length; column++) {
    const plusIn = carries.plus[column] ?? 0;
    const minusIn = carries.minus[column] ?? 0;
    const equal = masks.get(columns[column] ?? -1) ?? 0;
    const vertical = equal | negative;
    const equalIn = equal | minusIn;
    const diagonal = (((equalIn & positive) + positive) ^ positive) | equalIn;
    let plus = negative | ~(diagonal | positive);
    let minus = positive & diagonal;
    carries.plus[column] = (plus >>> last) & 1;
    carries.minus[column] = (minus >>> last) & 1;
    distance += ((plus >>> last) & 1) - ((minus >>> last) & 1);
    plus = (plus << 1) | plusIn;
    minus = (minus << 1) | minusIn;
    positive = minus | ~(vertical | plus);
    negative = plus & vertical;
  }
  return distance;
}
