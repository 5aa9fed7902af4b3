import type { Random } from '../random.ts';
import { listed } from '../words.ts';

/** Minutes since midnight, the end not included. */
export type Span = readonly [number, number];

export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function spansOf(random: Random, count: number): Span[] {
  const starts = random
    .sample(
      Array.from({ length: 34 }, (_, index) => 480 + index * 15),
      count,
    )
    .sort((one, other) => one - other);
  return starts.map((start, index) => {
    const next = starts[index + 1] ?? 1080;
    return [start, Math.min(next, start + random.int(2, 6) * 15)] as const;
  });
}

export function shown(spans: readonly Span[]): string {
  return listed(spans.map(([from, to]) => `${clock(from)}–${clock(to)}`));
}

/** The first minute at which a meeting fits, by trying every minute. */
export function firstFit(
  busy: readonly Span[],
  [open, close]: Span,
  length: number,
): number | null {
  for (let start = open; start + length <= close; start += 1)
    if (busy.every(([from, to]) => start + length <= from || start >= to)) return start;
  return null;
}

/** The same by walking along the gaps. */
export function firstGap(
  busy: readonly Span[],
  [open, close]: Span,
  length: number,
): number | null {
  let free = open;
  for (const [from, to] of busy.toSorted((one, other) => one[0] - other[0])) {
    if (from - free >= length) return free;
    free = Math.max(free, to);
  }
  return close - free >= length ? free : null;
}
