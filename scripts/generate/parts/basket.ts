import type { Level } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';

/** A change of a list of goods; `undo` takes back the change before it that still stands. */
export type Change =
  | { readonly kind: 'add' | 'take' | 'set'; readonly name: string; readonly count: number }
  | { readonly kind: 'double'; readonly name: string }
  | { readonly kind: 'undo' };

export type Counts = Readonly<Record<string, number>>;
type Start = readonly (readonly [string, number])[];

interface Story {
  readonly start: Start;
  readonly changes: readonly Change[];
  readonly level: Level;
}

/** One more change, which leaves nothing below zero; harder stories take changes back. */
export function changed(random: Random, { start, changes, level }: Story): Change {
  const counts = byHistory(start, changes);
  const [name] = itemAt(start, random.int(0, start.length - 1));
  const kinds = level === 'easy' ? ['add', 'take'] : ['add', 'take', 'set', 'double'];
  const isUndone = level === 'hard' && standing(changes).length > 0 && random.chance(0.3);
  if (isUndone) return { kind: 'undo' };
  const kind = random.pick(kinds);
  if (kind === 'double') return { kind, name };
  if (kind === 'set') return { kind, name, count: random.int(1, 60) };
  const most = counts[name] ?? 0;
  if (kind === 'take' && most > 1) return { kind, name, count: random.int(1, most - 1) };
  return { kind: 'add', name, count: random.int(2, 30) };
}

/** A change as the user tells it. */
export function told(change: Change): string {
  switch (change.kind) {
    case 'add':
      return `${change.count} ${change.name} have come in.`;
    case 'take':
      return `We have sold ${change.count} of the ${change.name}.`;
    case 'set':
      return `I have counted the ${change.name} again: there are ${change.count}.`;
    case 'double':
      return `The number of ${change.name} has doubled.`;
    case 'undo':
      return 'Forget the last change that still stands: it never happened.';
  }
}

/** The counts by going forward with a pile of states, from which an undo takes one off. */
export function byHistory(start: Start, changes: readonly Change[]): Counts {
  const states: Counts[] = [Object.fromEntries(start)];
  for (const change of changes) {
    const now = itemAt(states, states.length - 1);
    if (change.kind === 'undo') states.pop();
    else states.push({ ...now, [change.name]: applied(now[change.name] ?? 0, change) });
  }
  return itemAt(states, states.length - 1);
}

/** The counts of each good by itself, from the changes that were not taken back. */
export function byColumns(start: Start, changes: readonly Change[]): Counts {
  const stand = standing(changes);
  return Object.fromEntries(
    start.map(([name, count]) => [
      name,
      stand
        .filter((change) => change.name === name)
        .reduce((number, change) => applied(number, change), count),
    ]),
  );
}

type Standing = Exclude<Change, { readonly kind: 'undo' }>;

function standing(changes: readonly Change[]): Standing[] {
  const left: Standing[] = [];
  let undone = 0;
  for (const change of changes.toReversed())
    if (change.kind === 'undo') undone += 1;
    else if (undone > 0) undone -= 1;
    else left.unshift(change);
  return left;
}

function applied(count: number, change: Standing): number {
  switch (change.kind) {
    case 'add':
      return count + change.count;
    case 'take':
      return count - change.count;
    case 'set':
      return change.count;
    case 'double':
      return count * 2;
  }
}
