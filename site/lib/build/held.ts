/** Rows that are held at once: all of most sites, so that each is read once for all its pages. */
const MOST_ROWS = 200_000;

/**
 * Reads each name once, as long as it is among the last that there is room for. Pages of one kind
 * are built one benchmark after the other, then those of the next kind.
 */
export function held<Value>(
  read: (name: string) => Promise<Value>,
  rowsOf: (value: Value) => number,
  most: number = MOST_ROWS,
): (name: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  const rows = new Map<string, number>();
  let total = 0;
  const forget = (name: string) => {
    total -= rows.get(name) ?? 0;
    rows.delete(name);
    known.delete(name);
  };
  const measure = (name: string, value: Value) => {
    total += rowsOf(value) - (rows.get(name) ?? 0);
    rows.delete(name);
    rows.set(name, rowsOf(value));
    for (const oldest of rows.keys()) if (total > most && oldest !== name) forget(oldest);
  };
  return async (name) => {
    const reading = known.get(name) ?? read(name);
    known.set(name, reading);
    const value = await reading;
    measure(name, value);
    return value;
  };
}
