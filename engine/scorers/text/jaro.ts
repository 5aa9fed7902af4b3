/** Similarities from here on gain by a common beginning. */
const BOOST_FROM = 0.7;
const MAX_PREFIX = 4;
const PREFIX_WEIGHT = 0.1;

/**
 * Jaro-Winkler similarity of two texts by code points, 0…1: Jaro 1989, doi:10.2307/2289924, and
 * Winkler 1990 with the threshold 0.7 of his program strcmp95. Linear: each letter keeps a pointer
 * to its first place in the other text that is not taken and not yet out of the window.
 */
export function jaroWinkler(left: readonly number[], right: readonly number[]): number {
  const jaro = jaroSimilarity(left, right);
  if (jaro <= BOOST_FROM) return jaro;
  let prefix = 0;
  while (prefix < MAX_PREFIX && prefix < left.length && left[prefix] === right[prefix]) prefix++;
  return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
}

function jaroSimilarity(left: readonly number[], right: readonly number[]): number {
  if (left.length === 0 && right.length === 0) return 1;
  const { fromLeft, fromRight } = commonPlaces(left, right);
  const common = fromLeft.length;
  if (common === 0) return 0;
  const rightOrder = fromRight.toSorted((a, b) => a - b);
  const moved = fromLeft.filter((place, at) => left[place] !== right[rightOrder[at] ?? -1]).length;
  const transpositions = Math.floor(moved / 2);
  return (common / left.length + common / right.length + (common - transpositions) / common) / 3;
}

interface CommonPlaces {
  readonly fromLeft: readonly number[];
  readonly fromRight: readonly number[];
}

/** The places of letters that are in both texts, less than half the longer text apart. */
function commonPlaces(left: readonly number[], right: readonly number[]): CommonPlaces {
  const window = Math.max(0, Math.floor(Math.max(left.length, right.length) / 2) - 1);
  const places = Map.groupBy(right.keys(), (place) => right[place]);
  const pointers = new Map<number, number>();
  const fromLeft: number[] = [];
  const fromRight: number[] = [];
  left.forEach((letter, place) => {
    const candidates = places.get(letter) ?? [];
    let pointer = pointers.get(letter) ?? 0;
    while ((candidates[pointer] ?? place) < place - window) pointer++;
    const found = candidates[pointer];
    if (found !== undefined && found <= place + window) {
      fromLeft.push(place);
      fromRight.push(found);
      pointer++;
    }
    pointers.set(letter, pointer);
  });
  return { fromLeft, fromRight };
}
