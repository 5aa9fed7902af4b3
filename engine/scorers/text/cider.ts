/** For each order 1…n, how often each n-gram stands in a text. */
export type NgramCounts = readonly ReadonlyMap<string, number>[];

/** The n-grams of a text of words. */
export function ngramCounts(words: readonly string[], order: number): NgramCounts {
  return Array.from({ length: order }, (_, index) => {
    const counts = new Map<string, number>();
    for (let end = index + 1; end <= words.length; end++) {
      const gram = words.slice(end - index - 1, end).join(' ');
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
    return counts;
  });
}

/**
 * CIDEr-D of two texts with every idf 1, 0…1: the mean over orders of the cosine of the counts,
 * those of the answer clipped at those of the reference, less a Gaussian penalty for another
 * length. The reference implementation (coco-caption) takes the number of bigrams for the length.
 */
export function ciderSimilarity(found: NgramCounts, wanted: NgramCounts, sigma: number): number {
  const delta = lengthOf(found) - lengthOf(wanted);
  const penalty = Math.exp(-(delta ** 2) / (2 * sigma ** 2));
  const cosines = found.map((counts, at) => clippedCosine(counts, wanted[at] ?? new Map()));
  return (penalty * cosines.reduce((sum, cosine) => sum + cosine, 0)) / found.length;
}

function clippedCosine(
  found: ReadonlyMap<string, number>,
  wanted: ReadonlyMap<string, number>,
): number {
  let product = 0;
  for (const [gram, count] of found) {
    const other = wanted.get(gram) ?? 0;
    product += Math.min(count, other) * other;
  }
  return product === 0 ? 0 : product / Math.sqrt(squares(found) * squares(wanted));
}

function squares(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count * count, 0);
}

function lengthOf(counts: NgramCounts): number {
  return [...(counts[1]?.values() ?? [])].reduce((sum, count) => sum + count, 0);
}
