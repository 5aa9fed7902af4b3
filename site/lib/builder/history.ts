/** A value with the ones it was before and those that were undone, the nearest last. */
export interface History<Value> {
  readonly past: readonly Value[];
  readonly present: Value;
  readonly future: readonly Value[];
  /** What the last change was of: changes of the same thing are undone together. */
  readonly subject: string;
}

/** Steps that can be undone. */
const MOST_STEPS = 200;

export function startHistory<Value>(present: Value): History<Value> {
  return { past: [], present, future: [], subject: '' };
}

/**
 * The history with one more step. Changes of the same `subject` in a row, such as the letters of
 * one field, are one step; without a subject each is its own.
 */
export function changed<Value>(
  history: History<Value>,
  present: Value,
  subject: string = '',
): History<Value> {
  if (present === history.present) return history;
  const joins = subject !== '' && subject === history.subject && history.past.length > 0;
  const past = joins ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return { past, present, future: [], subject };
}

export function undone<Value>(history: History<Value>): History<Value> {
  const { past, present, future } = history;
  const last = past.at(-1);
  if (last === undefined) return history;
  return { past: past.slice(0, -1), present: last, future: [...future, present], subject: '' };
}

export function redone<Value>(history: History<Value>): History<Value> {
  const { past, present, future } = history;
  const next = future.at(-1);
  if (next === undefined) return history;
  return { past: [...past, present], present: next, future: future.slice(0, -1), subject: '' };
}
