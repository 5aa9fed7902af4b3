/** A commit as people read it, as a code span. */
export function short(sha: string): string {
  return `\`${sha.slice(0, 12)}\``;
}

/** US dollars, with two digits that count when it is less than a cent. */
export function dollars(value: number): string {
  return value > 0 && value < 0.01 ? `$${value.toPrecision(2)}` : `$${value.toFixed(2)}`;
}

/** A share as points with its sign. */
export function signed(share: number): string {
  return `${share < 0 ? '−' : '+'}${points(Math.abs(share))}`;
}

/** A share as points, 0…100. */
export function points(share: number): string {
  return (share * 100).toFixed(1);
}

/** A number of things. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
