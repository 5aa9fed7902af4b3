import type { JsonObject, JsonValue } from '../../../json.ts';

/** One condition of a line of JavaScript. */
export type Term =
  | {
      readonly kind: 'includes';
      readonly text: string;
      readonly ignoreCase: boolean;
      readonly not: boolean;
    }
  | {
      readonly kind: 'equals';
      readonly text: string;
      readonly ignoreCase: boolean;
      readonly not: boolean;
    }
  | { readonly kind: 'starts'; readonly text: string; readonly not: boolean }
  | { readonly kind: 'ends'; readonly text: string; readonly not: boolean }
  | { readonly kind: 'length'; readonly bounds: JsonObject; readonly not: boolean }
  | {
      readonly kind: 'pattern';
      readonly pattern: string;
      readonly flags: string;
      readonly not: boolean;
    }
  | { readonly kind: 'schema'; readonly schema: JsonObject; readonly not: boolean };

/** A schema that holds for a value at a path of keys. */
export function schemaAt(keys: readonly (string | number)[], inner: JsonObject): JsonObject {
  const [key, ...rest] = keys;
  if (key === undefined) return inner;
  const below = schemaAt(rest, inner);
  if (typeof key === 'string')
    return { type: 'object', required: [key], properties: { [key]: below } };
  const before: JsonValue[] = Array.from({ length: key }, () => ({}));
  return { type: 'array', minItems: key + 1, prefixItems: [...before, below] };
}
