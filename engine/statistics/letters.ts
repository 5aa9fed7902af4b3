/**
 * Compact letter display: letters for items 0…`count` − 1 such that two share one if and only if
 * they are tied.
 *
 * Insert and absorb, Piepho (2004), Journal of Computational and Graphical Statistics 13, 456–466.
 * The first item gets the first letter. Items with a letter in common cannot be told apart. After
 * z comes aa.
 */
export function compactLetters(
  count: number,
  areTied: (one: number, other: number) => boolean,
): string[][] {
  const items = Array.from({ length: count }, (_, index) => index);
  let groups: number[][] = count === 0 ? [] : [items];
  for (const one of items) {
    for (const other of items.slice(one + 1)) {
      if (!areTied(one, other)) groups = separated(groups, one, other);
    }
  }
  groups.sort(compareLists);
  return items.map((item) =>
    groups.flatMap((group, index) => (group.includes(item) ? letter(index) : [])),
  );
}

/** Splits every group that holds both, and drops what another group then contains. */
function separated(groups: readonly number[][], one: number, other: number): number[][] {
  const split = groups.flatMap((group) =>
    group.includes(one) && group.includes(other)
      ? [group.filter((item) => item !== other), group.filter((item) => item !== one)]
      : [group],
  );
  const sets = split.map((group) => new Set(group));
  return split.filter((_, index) => !sets.some((set, rival) => absorbs(sets, rival, index, set)));
}

/** Whether group `rival` contains group `index`; of two equal groups the first one stays. */
function absorbs(
  sets: readonly Set<number>[],
  rival: number,
  index: number,
  rivalSet: Set<number>,
): boolean {
  const own = sets[index];
  if (rival === index || own === undefined || !own.isSubsetOf(rivalSet)) return false;
  return own.size < rivalSet.size || rival < index;
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const position = a.findIndex((item, index) => item !== b[index]);
  return position < 0 ? a.length - b.length : (a[position] ?? 0) - (b[position] ?? -1);
}

/** 0 is a, 25 is z, 26 is aa. */
function letter(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}
