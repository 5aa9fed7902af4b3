import type { JsonValue } from '../../../engine/json.ts';

/** Pseudo-random numbers 0…1 (mulberry32): the same for a seed on every machine. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<const Items extends readonly [unknown, ...unknown[]]>(
  random: () => number,
  items: Items,
): Items[number] {
  return items[Math.floor(random() * items.length)];
}

const PIECES = [
  'a',
  'B',
  '0',
  ' ',
  ',',
  '"',
  '""',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '{{a}}',
  '\\{{',
  '}}',
  '{{',
  'é',
  '漢',
  '😀',
  '\u200b',
  '|',
  '\\',
] as const;

/** Text of awkward pieces. */
export function randomText(random: () => number, most = 6): string {
  return Array.from({ length: Math.floor(random() * (most + 1)) }, () => pick(random, PIECES)).join(
    '',
  );
}

/** Any JSON value, nested up to `depth`. */
export function randomJson(random: () => number, depth = 4): JsonValue {
  const kind = Math.floor(random() * (depth > 0 ? 7 : 5));
  if (kind === 0) return pick(random, [null, true, false]);
  if (kind <= 2) return pick(random, [0, 1, -1, 0.1, 1e21, 5e-324, 2 ** 53, random()]);
  if (kind <= 4) return randomText(random);
  const items = Array.from({ length: Math.floor(random() * 4) }, () =>
    randomJson(random, depth - 1),
  );
  if (kind === 5) return items;
  return Object.fromEntries(items.map((item) => [randomText(random, 2), item]));
}
