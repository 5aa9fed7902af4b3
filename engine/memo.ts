/**
 * A pure function of one object that computes each answer once; an answer lives as long as its
 * object. The object must not change.
 */
export function memoize<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known.value;
    const value = make(key);
    made.set(key, { value });
    return value;
  };
}

/** The same for a function of two objects. */
export function memoizePair<First extends object, Second extends object, Value>(
  make: (first: First, second: Second) => Value,
): (first: First, second: Second) => Value {
  const bySecond = memoize((first: First) => memoize((second: Second) => make(first, second)));
  return (first, second) => bySecond(first)(second);
}
