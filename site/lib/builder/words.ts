/** US dollars with two digits that say something: `$12.30`, `$0.0042`. */
export function dollars(value: number): string {
  if (value === 0) return '$0';
  return value >= 1 ? `$${value.toFixed(2)}` : `$${Number(value.toPrecision(2))}`;
}

/** A difference of scores, 0…1, in points. */
export function percentPoints(effect: number): string {
  return `${(effect * 100).toFixed(effect < 0.1 ? 1 : 0)} points`;
}
