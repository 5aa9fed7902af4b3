/** Letters that fit beside a chart. */
const COLUMNS = 20;

/** A key for a row's name: unlike for rows that share a title, shown as far as the tab. */
export function nameKey(
  { title, id }: { readonly title: string; readonly id: string },
  tier: string,
): string {
  return `${shortName(title)}\t${id} ${tier}`;
}

/** A name that fits the room, wide letters such as 汉 counting twice. */
export function shortName(title: string, columns: number = COLUMNS): string {
  const letters = [...title.replaceAll('\t', ' ')];
  const ends = endsOf(letters);
  if ((ends.at(-1) ?? 0) <= columns) return letters.join('');
  const kept = letters.filter((_, index) => (ends[index] ?? 0) < columns);
  return `${kept.join('').trimEnd()}…`;
}

/** The column each letter ends at. */
function endsOf(letters: readonly string[]): number[] {
  let column = 0;
  return letters.map((letter) => {
    column += /[\u1100-\uffdc]/u.test(letter) ? 2 : 1;
    return column;
  });
}
