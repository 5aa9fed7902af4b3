/** US dollars with as many digits as the amount deserves; `$0` only for nothing at all. */
export function dollars(usd: number): string {
  if (usd === 0) return '$0';
  if (usd >= 100) return `$${Math.round(usd).toLocaleString('en-US')}`;
  if (usd >= 0.01) return `$${usd.toFixed(2)}`;
  return `$${usd.toPrecision(2)}`;
}

/** A count with thousands separated: `12,345`. */
export function countText(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** A time span in the two largest units: `3 min 20 s`. */
export function duration(seconds: number): string {
  if (seconds < 1) return seconds === 0 ? '0 s' : 'less than 1 s';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** A share 0…1 in points with one decimal: `81.3`. */
export function points(share: number): string {
  return (share * 100).toFixed(1);
}

/** Milliseconds as a person says them: `640 ms`, `2.1 s`. */
export function milliseconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
