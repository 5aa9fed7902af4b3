/** What n-grams are made of: words, or code points. */
export type Token = string | number;

/** Of one order: how many n-grams each text has, and how many they share. */
export interface Overlap {
  readonly left: number;
  readonly right: number;
  readonly both: number;
}

/**
 * For each order 1…`most`, how many n-grams of a text stand in the other texts too. An n-gram
 * counts at most as often as in that other text that has most of it (“clipped” counts, Papineni
 * et al. 2002, doi:10.3115/1073083.1073135). Linear in the length of all texts.
 */
export function matchedNgrams(
  tokens: readonly Token[],
  others: readonly (readonly Token[])[],
  most: number,
): number[] {
  const { own, theirs, size } = numbered(tokens, others);
  let places = own;
  let otherPlaces = theirs;
  return Array.from({ length: most }, (_, index) => {
    const order = index + 1;
    if (order > 1) {
      const known = new Map<number, number>();
      places = longer(places, own, { order, size, known, learns: true });
      otherPlaces = otherPlaces.map((heads, text) =>
        longer(heads, theirs[text] ?? own, { order, size, known, learns: false }),
      );
    }
    return clipped(places, otherPlaces);
  });
}

/** The n-grams of two texts and those they share, for each order 1…`most`. */
export function overlaps(
  left: readonly Token[],
  right: readonly Token[],
  most: number,
): readonly Overlap[] {
  const isLeftShort = left.length <= right.length;
  const shared = isLeftShort
    ? matchedNgrams(left, [right], most)
    : matchedNgrams(right, [left], most);
  return shared.map((both, index) => ({
    left: ngramCount(left, index + 1),
    right: ngramCount(right, index + 1),
    both,
  }));
}

/** How many n-grams of an order a text has. */
export function ngramCount(tokens: readonly Token[], order: number): number {
  return Math.max(0, tokens.length - order + 1);
}

/** The harmonic mean of precision and recall, recall `beta` times as important; 0 when both are. */
export function fMeasure(precision: number, recall: number, beta = 1): number {
  const weight = beta * beta;
  const denominator = weight * precision + recall;
  return denominator === 0 ? 0 : ((1 + weight) * precision * recall) / denominator;
}

interface Numbered {
  readonly own: Int32Array;
  /** -1 for a token that the text itself has not. */
  readonly theirs: readonly Int32Array[];
  /** How many different tokens the text has. */
  readonly size: number;
}

function numbered(tokens: readonly Token[], others: readonly (readonly Token[])[]): Numbered {
  const numbers = new Map<Token, number>();
  for (const token of tokens) if (!numbers.has(token)) numbers.set(token, numbers.size);
  const numbersOf = (text: readonly Token[]) =>
    Int32Array.from(text, (token) => numbers.get(token) ?? -1);
  return { own: numbersOf(tokens), theirs: others.map(numbersOf), size: numbers.size };
}

/** How n-grams get their numbers: by the number of all but the last token, and the last token. */
interface Numbering {
  readonly order: number;
  readonly size: number;
  readonly known: Map<number, number>;
  /** Whether an n-gram not known yet gets a number, or -1. */
  readonly learns: boolean;
}

function longer(heads: Int32Array, tokens: Int32Array, numbering: Numbering): Int32Array {
  const { order, size, known, learns } = numbering;
  const result = new Int32Array(Math.max(0, tokens.length - order + 1)).fill(-1);
  for (let place = 0; place < result.length; place++) {
    const head = heads[place] ?? -1;
    const tail = tokens[place + order - 1] ?? -1;
    if (head < 0 || tail < 0) continue;
    const key = head * size + tail;
    const number = known.get(key);
    if (number !== undefined) result[place] = number;
    else if (learns) {
      result[place] = known.size;
      known.set(key, known.size);
    }
  }
  return result;
}

function clipped(own: Int32Array, theirs: readonly Int32Array[]): number {
  const most = new Int32Array(own.length);
  for (const places of theirs) {
    const counts = counted(places, own.length);
    for (let gram = 0; gram < most.length; gram++) {
      most[gram] = Math.max(most[gram] ?? 0, counts[gram] ?? 0);
    }
  }
  return counted(own, own.length).reduce(
    (sum, count, gram) => sum + Math.min(count, most[gram] ?? 0),
    0,
  );
}

function counted(places: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const gram of places) if (gram >= 0) counts[gram] = (counts[gram] ?? 0) + 1;
  return counts;
}
