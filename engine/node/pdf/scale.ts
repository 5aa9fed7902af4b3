/** A line of numbers on a line of points. */
export interface Scale {
  readonly ticks: readonly number[];
  /** Place of a value, in points. */
  at(value: number): number;
}

/** Scores 0…1 with a little room on both sides, from `start` to `end` points. */
export function scoreScale(values: readonly number[], start: number, end: number): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = Math.max((most - least) * 0.05, 0.02);
  const [low, high] = [Math.max(0, least - room), Math.min(1, most + room)];
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25].find((size) => (high - low) / size <= 8) ?? 0.25;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  const ticks = Array.from({ length: count }, (_, index) => (first + index) * step);
  return { ticks, at: (value) => start + ((value - low) / (high - low)) * (end - start) };
}

/** Amounts above 0 on a logarithmic line, with a tick at 1, 2 and 5 of every power of ten. */
export function costScale(values: readonly number[], start: number, end: number): Scale {
  const [low, high] = [Math.min(...values) / 1.6, Math.max(...values) * 1.6];
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const steps = last - first > 3 ? [1] : [1, 2, 5];
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .flatMap((power) => steps.map((step) => Number((step * 10 ** power).toPrecision(1))))
    .filter((tick) => tick >= low && tick <= high);
  const length = Math.log(high / low);
  return { ticks, at: (value) => start + (Math.log(value / low) / length) * (end - start) };
}
