/**
 * What JSON has to look like: `number`, `string?` (or `null`), a list of one shape, or fields that
 * have to be there. Further fields are welcome.
 */
export type Shape = string | readonly [Shape] | { readonly [field: string]: Shape };

/** Where a value differs from a shape; empty when it does not. */
export function mismatches(value: unknown, shape: Shape, path = '$'): string[] {
  if (typeof shape === 'string') return isOf(value, shape) ? [] : [`${path} is no ${shape}`];
  if (isList(shape)) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((item, index) => mismatches(item, shape[0], `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null) return [`${path} is no object`];
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.entries(shape).flatMap(([name, inner]) =>
    Object.hasOwn(fields, name)
      ? mismatches(fields[name], inner, `${path}.${name}`)
      : [`${path}.${name} is missing`],
  );
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function isOf(value: unknown, kind: string): boolean {
  if (kind === 'any') return true;
  if (kind.endsWith('?')) return value === null || isOf(value, kind.slice(0, -1));
  return typeof value === kind && (typeof value !== 'number' || Number.isFinite(value));
}
