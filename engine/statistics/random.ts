import { checkCount } from './check.ts';

/** A stream of pseudo-random numbers that its seed determines completely. */
export interface Random {
  /** The next 32 bits: a whole number of at least 0 and below 2³². */
  readonly bits: () => number;
  /** The next number, at least 0 and below 1, with 53 random bits. */
  readonly fraction: () => number;
  /** The next whole number, at least 0 and below `limit`; `limit` is whole and in 1…2³². */
  readonly below: (limit: number) => number;
}

/** The 128 bits a generator remembers, as four whole numbers below 2³²; not all zero. */
export type RandomState = readonly [number, number, number, number];

/**
 * The stream of random numbers that belongs to `seed`, any text (a hexadecimal hash, say).
 *
 * Equal seeds give equal streams on every machine. xoshiro128** 1.1 of Blackman and Vigna (2021,
 * ACM TOMS 47), its state drawn from the text by FNV-1a and the finaliser of MurmurHash3. Good for
 * simulation; predictable, so never for secrets.
 */
export function seededRandom(seed: string): Random {
  return randomFromState(stateFromText(seed));
}

/** xoshiro128** from a given state, as its authors publish it. Throws `RangeError` when all zero. */
export function randomFromState(state: RandomState): Random {
  if (state.every((word) => word === 0)) throw new RangeError('random state is all zero');
  const bits = xoshiro(state);
  return {
    bits,
    fraction: () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53,
    below: (limit) => below(bits, limit),
  };
}

function xoshiro(state: RandomState): () => number {
  let [a, b, c, d] = state;
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

function rotateLeft(word: number, count: number): number {
  return (word << count) | (word >>> (32 - count));
}

/** Draws again where the last, incomplete block of `limit` values would favour small ones. */
function below(bits: () => number, limit: number): number {
  checkCount('limit', limit, 1);
  const fair = 2 ** 32 - (2 ** 32 % limit);
  let drawn = bits();
  while (drawn >= fair) drawn = bits();
  return drawn % limit;
}

function stateFromText(text: string): RandomState {
  const bytes = new TextEncoder().encode(text);
  // The least bit of the first word keeps the state from being all zero.
  return [word(bytes, 1) | 1, word(bytes, 2), word(bytes, 3), word(bytes, 4)];
}

function word(bytes: Uint8Array, lane: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(lane, 0x9e3779b1);
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * The values in the random order that belongs to `seed`; the list itself stays as it is.
 *
 * Fisher and Yates, as Durstenfeld (1964). Every order is equally likely over all seeds. The same
 * seed always gives the same order.
 */
export function seededShuffle<Value>(values: readonly Value[], seed: string): Value[] {
  const random = seededRandom(seed);
  const keys = values.map((_, index) => index);
  for (let last = keys.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [keys[last], keys[other]] = [keys[other] ?? 0, keys[last] ?? 0];
  }
  return keys.flatMap((key) => values.slice(key, key + 1));
}
