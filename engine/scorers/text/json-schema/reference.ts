import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';

/** What a JSON pointer such as `#/$defs/item` points at in the schema itself. */
export function resolveReference(root: JsonObject, reference: JsonValue): JsonValue | undefined {
  if (reference === '#') return root;
  const keys = String(reference).replace(/^#\//, '').split('/').map(pointerKey);
  let target: JsonValue | undefined = root;
  for (const key of keys) {
    if (Array.isArray(target)) target = /^\d+$/.test(key) ? target[Number(key)] : undefined;
    else target = isJsonObject(target) && Object.hasOwn(target, key) ? target[key] : undefined;
  }
  return target;
}

function pointerKey(part: string): string {
  return decodePercent(part).replaceAll('~1', '/').replaceAll('~0', '~');
}

function decodePercent(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
