/** Any value that JSON can write. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** A JSON object. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** Whether `value` is a JSON object: not `null`, not a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value whose canonical text is known, for what many hashes have in common. */
export class CanonicalText {
  readonly text: string;

  /** @throws Error when a number in it is not finite. */
  constructor(value: unknown) {
    this.text = canonicalJson(value);
  }
}

/**
 * One spelling for every equal value: keys sorted by code unit, no white space, absent fields left
 * out. Two values are equal exactly when their canonical texts are, so hashes are taken of it
 * (the idea of RFC 8785).
 *
 * @throws Error when a number is not finite, which JSON cannot write.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) return canonicalList(value);
    return value instanceof CanonicalText ? value.text : canonicalObject(value);
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new Error(`canonical JSON cannot write the number ${value}`);
  }
  return JSON.stringify(value ?? null);
}

function canonicalList(items: readonly unknown[]): string {
  let text = '';
  for (const item of items) text += `${text === '' ? '' : ','}${canonicalJson(item ?? null)}`;
  return `[${text}]`;
}

/** One pass over the keys: this is the hottest function of a run whose answers are all stored. */
function canonicalObject(value: object): string {
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(fields).sort()) {
    const item = fields[key];
    if (item === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(item)}`;
  }
  return `{${text}}`;
}
