/** A mark with the text that should stand beside it, in pixels from the top left. */
export interface Labelled {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Where a label goes, from its mark. */
export interface Placed {
  readonly dx: number;
  readonly dy: number;
  readonly align: 'left' | 'right' | 'center';
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const LETTER_WIDTH = 6.6;
const LINE_HEIGHT = 13;
const GAP = 8;

/** Tried in this order; a label that fits nowhere is left out, for the table says it too. */
const PLACES: readonly Placed[] = [
  { dx: GAP, dy: 0, align: 'left' },
  { dx: -GAP, dy: 0, align: 'right' },
  { dx: GAP, dy: -10, align: 'left' },
  { dx: GAP, dy: 10, align: 'left' },
  { dx: -GAP, dy: -10, align: 'right' },
  { dx: -GAP, dy: 10, align: 'right' },
];

/** An upright line that labels keep off. */
export interface Upright {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * A place for each label that overlaps no mark and no other label, and no line if that can be;
 * `undefined` where none is.
 */
export function placeLabels(
  marks: readonly Labelled[],
  lines: readonly Upright[],
  width: number,
  height: number,
): (Placed | undefined)[] {
  const taken = marks.map(({ x, y }) => boxAround(x, y, 10, 10));
  const crossed = lines.map(({ x, top, bottom }) => ({ left: x - 2, right: x + 2, top, bottom }));
  return marks.map((mark) => {
    const free = PLACES.filter((candidate) => {
      const box = labelBox(mark, candidate);
      const inside = box.left >= 0 && box.right <= width && box.top >= -4 && box.bottom <= height;
      return inside && !overlapsAny(box, taken);
    });
    const place =
      free.find((candidate) => !overlapsAny(labelBox(mark, candidate), crossed)) ?? free[0];
    if (place !== undefined) taken.push(labelBox(mark, place));
    return place;
  });
}

function labelBox({ x, y, text }: Labelled, { dx, dy, align }: Placed): Box {
  const width = text.length * LETTER_WIDTH;
  const shift = { left: width / 2, right: -width / 2, center: 0 }[align];
  return boxAround(x + dx + shift, y + dy, width, LINE_HEIGHT);
}

function boxAround(x: number, y: number, width: number, height: number): Box {
  return {
    left: x - width / 2,
    right: x + width / 2,
    top: y - height / 2,
    bottom: y + height / 2,
  };
}

function overlapsAny(box: Box, others: readonly Box[]): boolean {
  return others.some((other) => overlap(box, other));
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
