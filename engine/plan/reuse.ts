import type { Model } from '../model/model.ts';
import type { Journal } from '../run/journal.ts';
import type { Call } from './call.ts';

/** How old a stored reply may be to be used again. */
export interface ReuseRule {
  /** Milliseconds; absent: any age, but a day for aliases. */
  readonly maxAgeMs?: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What an alias such as `latest` stands for may change at any time; a day is taken on trust. */
export const ALIAS_MAX_AGE_MS: number = 24 * 60 * 60 * 1000;

/** Keys of those of the calls that a stored reply answers, so that they need not be asked. */
export function storedKeys(
  calls: readonly Call[],
  journal: Journal,
  rule?: ReuseRule,
): ReadonlySet<string> {
  const bySince = Map.groupBy(calls, ({ model }) => reuseSince(model, rule)?.getTime());
  const stored = [...bySince].map(([since, group]) =>
    journal.answered(
      group.map(({ key }) => key),
      since === undefined ? undefined : new Date(since),
    ),
  );
  const [only] = stored;
  return stored.length === 1 && only !== undefined
    ? only
    : new Set(stored.flatMap((keys) => [...keys]));
}

/** Replies had before this time are asked again; `undefined` when none are. */
export function reuseSince(model: Model, rule?: ReuseRule): Date | undefined {
  if (rule === undefined) return undefined;
  const age = rule.maxAgeMs ?? (isAlias(model) ? ALIAS_MAX_AGE_MS : undefined);
  return age === undefined ? undefined : new Date(rule.now - age);
}

/** Whether the name may stand for another model tomorrow: said so, or named `latest`, and not pinned. */
function isAlias({ alias, snapshot, routes }: Model): boolean {
  if (snapshot !== undefined) return false;
  return alias === true || routes.some(({ name }) => /(^|[-:])latest$/.test(name));
}

/** Reads an age such as `90m`, `24h` or `7d`, in milliseconds; `undefined` when it is none. */
export function parseAge(text: string): number | undefined {
  const [, number, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
  const seconds = units[unit ?? ''];
  return seconds === undefined ? undefined : Number(number) * seconds * 1000;
}
