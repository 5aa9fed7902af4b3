/** The most 32-bit words that one length may cost: well under a second. */
const MAX_WORDS = 20_000_000;

/**
 * The length of a longest common subsequence; `null` when both texts are so long that it would
 * take too long (20,000 × 20,000 tokens still goes).
 *
 * Bit-parallel, 32 rows at a time: Hyyrö 2004, “Bit-parallel LCS-length computation revisited”.
 */
export function lcsLength(a: readonly string[], b: readonly string[]): number | null {
  const [rows, columns] = a.length <= b.length ? [a, b] : [b, a];
  const blocks = Math.ceil(rows.length / 32);
  const places = placesOf(rows);
  const hits = columns.filter((token) => places.has(token));
  if (blocks * hits.length > MAX_WORDS) return null;
  const state = new Int32Array(blocks).fill(-1);
  for (const token of hits) advance(state, places.get(token) ?? []);
  return countZeros(state, rows.length);
}

/**
 * The places in `a` of one longest common subsequence with `b`: that which ROUGE's back-tracking
 * finds, from the end, leaving a token of `b` only where that loses less. Quadratic: the caller
 * bounds the product of the lengths.
 */
export function lcsPlaces(a: readonly string[], b: readonly string[]): number[] {
  const table = lcsTable(a, b);
  const width = b.length + 1;
  const found: number[] = [];
  let [row, column] = [a.length, b.length];
  while (row > 0 && column > 0) {
    if (a[row - 1] === b[column - 1]) {
      found.push(row - 1);
      row--;
      column--;
    } else if ((table[row * width + column - 1] ?? 0) > (table[(row - 1) * width + column] ?? 0)) {
      column--;
    } else row--;
  }
  return found.reverse();
}

function lcsTable(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let row = 1; row <= a.length; row++) {
    for (let column = 1; column <= b.length; column++) {
      const at = row * width + column;
      table[at] =
        a[row - 1] === b[column - 1]
          ? (table[at - width - 1] ?? 0) + 1
          : Math.max(table[at - width] ?? 0, table[at - 1] ?? 0);
    }
  }
  return table;
}

/** For each token the blocks it stands in, with the bits of its rows: [block, bits, …]. */
function placesOf(rows: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  rows.forEach((token, row) => {
    const [block, bit] = [row >>> 5, 1 << (row & 31)];
    const known = places.get(token) ?? [];
    if (known.at(-2) === block) known[known.length - 1] = (known.at(-1) ?? 0) | bit;
    else known.push(block, bit);
    places.set(token, known);
  });
  return places;
}

/** One column: state = (state + (state & match)) | (state & ~match), with carries over blocks. */
function advance(state: Int32Array, places: readonly number[]): void {
  let carry = 0;
  let next = 0;
  for (let block = places[0] ?? 0; block < state.length; block++) {
    const isHere = places[next] === block;
    const bits = isHere ? (places[next + 1] ?? 0) : 0;
    if (isHere) next += 2;
    const old = state[block] ?? 0;
    const sum = (old >>> 0) + ((old & bits) >>> 0) + carry;
    carry = sum > 0xffffffff ? 1 : 0;
    state[block] = sum | 0 | (old & ~bits);
  }
}

function countZeros(state: Int32Array, rows: number): number {
  let zeros = 0;
  for (let row = 0; row < rows; row++)
    if ((((state[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 0) zeros++;
  return zeros;
}
