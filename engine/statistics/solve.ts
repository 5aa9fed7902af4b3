// Halving reaches neighbouring doubles long before this from any bracket used here.
const MAX_STEPS = 200;

/**
 * The point in `low`…`high` where `isBelow` turns from true to false, to the last bit of a double.
 *
 * Bisection: slower than Newton's method and never wrong on a monotone function, which is what an
 * inverse distribution needs in its tails. Returns an end when the turn lies outside the bracket.
 */
export function turningPoint(
  isBelow: (value: number) => boolean,
  low: number,
  high: number,
): number {
  let [left, right] = [low, high];
  for (let step = 0; step < MAX_STEPS; step++) {
    const middle = left + (right - left) / 2;
    if (middle <= left || middle >= right) break;
    if (isBelow(middle)) left = middle;
    else right = middle;
  }
  return left + (right - left) / 2;
}

/** The smallest whole number in `low`…`high` for which `holds` is true; `high` when it never is. */
export function smallestInteger(
  holds: (value: number) => boolean,
  low: number,
  high: number,
): number {
  let [left, right] = [low, high];
  while (left < right) {
    const middle = Math.floor(left + (right - left) / 2);
    if (holds(middle)) right = middle;
    else left = middle + 1;
  }
  return left;
}
