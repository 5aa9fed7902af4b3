/** Random choices that are the same on every machine for the same seed. */
export interface Random {
  /** A whole number from `low` to `high`, both inclusive. */
  int(low: number, high: number): number;
  /** The same for a pair of bounds. */
  within(bounds: readonly [number, number]): number;
  /** One item of a list that is not empty. */
  pick<Item>(items: readonly Item[]): Item;
  /** `count` different items in random order; at most as many as there are. */
  sample<Item>(items: readonly Item[], count: number): Item[];
  /** True with probability `share`, 0…1. */
  chance(share: number): boolean;
}

/** A generator of random choices that depends on nothing but the text it is seeded with. */
export function seeded(seed: string): Random {
  const next = fractions(seed);
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const sample = <Item>(items: readonly Item[], count: number): Item[] => {
    const left = [...items];
    const taken: Item[] = [];
    while (taken.length < count && left.length > 0)
      taken.push(...left.splice(int(0, left.length - 1), 1));
    return taken;
  };
  return {
    int,
    within: ([low, high]) => int(low, high),
    sample,
    pick: (items) => itemAt(items, int(0, items.length - 1)),
    chance: (share) => next() < share,
  };
}

/**
 * The item at a place.
 *
 * @throws RangeError when there is none.
 */
export function itemAt<Item>(items: readonly Item[], place: number): Item {
  const item = items[place];
  if (item === undefined) throw new RangeError(`no item ${place} among ${items.length}`);
  return item;
}

/** Fractions 0 ≤ x < 1: the generator mulberry32 by Tommy Ettinger, seeded by FNV-1a. */
function fractions(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
