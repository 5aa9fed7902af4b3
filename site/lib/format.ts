const INTEGER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** What stands where a value is unknown. */
export const BLANK = '–';

/** A share 0…1 in points of 100, one decimal: `87.4`. */
export function points(share: number): string {
  return (share * 100).toFixed(1);
}

/** An interval of shares: `82.1–91.3`. */
export function pointsInterval(low: number, high: number): string {
  return `${points(low)}–${points(high)}`;
}

/** US dollars with as many digits as a price needs: `$12.30`, `$0.0042`, `$0`. */
export function usd(amount: number): string {
  if (amount === 0) return '$0';
  if (amount >= 1000) return `$${INTEGER.format(amount)}`;
  if (amount >= 0.1) return `$${amount.toFixed(2)}`;
  return `$${Number(amount.toPrecision(2))}`;
}

/** Milliseconds as seconds, without the unit: `0.64`, `12.3`, `<0.01`. */
export function seconds(ms: number): string {
  if (ms < 10) return '<0.01';
  return ms < 10_000 ? (ms / 1000).toFixed(2) : (ms / 1000).toFixed(1);
}

/** `1,234`. */
export function integer(value: number): string {
  return INTEGER.format(value);
}

/** `1 case`, `40 cases`. */
export function count(value: number, noun: string, nouns = `${noun}s`): string {
  return `${integer(value)} ${value === 1 ? noun : nouns}`;
}

/** `20 Nov 2026`, the day in UTC; the text itself when it is no date. */
export function day(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `20 Nov 2026, 14:05 UTC`. */
export function moment(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return `${day(iso)}, ${date.toISOString().slice(11, 16)} UTC`;
}

/** The first digits of a hash, enough to tell two apart by eye. */
export function shortHash(hash: string): string {
  return hash.slice(0, 10);
}

/** `a`, `a and b`, `a, b and c`. */
export function listInWords(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** Text that cannot turn the direction of its neighbours round. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** `self_reported` as words. */
export function words(name: string): string {
  return name.replaceAll('_', ' ');
}
