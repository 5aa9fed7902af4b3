import {
  Bool,
  type Data,
  Field,
  Float64,
  Int32,
  List,
  makeData,
  Struct,
  TimestampMillisecond,
  Utf8,
} from 'apache-arrow';

/** What a column holds; a list is of records with the fields given. */
export type ArrowKind =
  | 'text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'time'
  | { readonly listOf: Readonly<Record<string, 'text' | 'number' | 'boolean'>> };

/**
 * A column as Arrow lays it out in memory, `null` and `undefined` being null. Arrow's own builders
 * make code out of text, which the policy of the site refuses.
 */
export function arrowData(kind: ArrowKind, values: readonly unknown[]): Data {
  const { length } = values;
  const nullBitmap = bits(values.map((value) => value !== null && value !== undefined));
  const nullCount = values.filter((value) => value === null || value === undefined).length;
  const common = { length, nullCount, nullBitmap };
  if (typeof kind === 'object') return listData(kind.listOf, values, common);
  switch (kind) {
    case 'text':
      return makeData({ type: new Utf8(), ...common, ...texts(values) });
    case 'number':
      return makeData({ type: new Float64(), ...common, data: Float64Array.from(values, number) });
    case 'integer':
      return makeData({ type: new Int32(), ...common, data: Int32Array.from(values, number) });
    case 'boolean':
      return makeData({
        type: new Bool(),
        ...common,
        data: bits(values.map((value) => value === true)),
      });
    case 'time':
      return makeData({
        type: new TimestampMillisecond(),
        ...common,
        data: BigInt64Array.from(values, milliseconds),
      });
  }
}

/** What all columns have. */
interface Common {
  readonly length: number;
  readonly nullCount: number;
  readonly nullBitmap: Uint8Array;
}

function listData(
  fields: Readonly<Record<string, 'text' | 'number' | 'boolean'>>,
  values: readonly unknown[],
  common: Common,
): Data {
  const lists = values.map((value): readonly unknown[] => (Array.isArray(value) ? value : []));
  const items = lists.flat();
  const children = Object.entries(fields).map(([name, kind]) =>
    arrowData(
      kind,
      items.map((item) => fieldOf(item, name)),
    ),
  );
  const names = Object.keys(fields);
  const struct = new Struct(
    children.map(({ type }, index) => new Field(names[index] ?? '', type, true)),
  );
  const child = makeData({ type: struct, length: items.length, nullCount: 0, children });
  return makeData({
    type: new List(new Field('element', struct, true)),
    ...common,
    valueOffsets: offsets(lists),
    child,
  });
}

function fieldOf(item: unknown, name: string): unknown {
  return typeof item === 'object' && item !== null ? Reflect.get(item, name) : null;
}

function texts(values: readonly unknown[]): { valueOffsets: Int32Array; data: Uint8Array } {
  const encoder = new TextEncoder();
  const parts = values.map((value) =>
    encoder.encode(value === null || value === undefined ? '' : String(value)),
  );
  const valueOffsets = offsets(parts);
  const data = new Uint8Array(valueOffsets.at(-1) ?? 0);
  for (const [index, part] of parts.entries()) data.set(part, valueOffsets[index] ?? 0);
  return { valueOffsets, data };
}

/** Where each part begins, and where the last one ends. */
function offsets(parts: readonly { readonly length: number }[]): Int32Array {
  const found = new Int32Array(parts.length + 1);
  for (const [index, { length }] of parts.entries())
    found[index + 1] = (found[index] ?? 0) + length;
  return found;
}

/** One bit each, the lowest first. */
function bits(flags: readonly boolean[]): Uint8Array {
  const packed = new Uint8Array(Math.ceil(flags.length / 8));
  for (const [index, flag] of flags.entries())
    if (flag) packed[index >> 3] = (packed[index >> 3] ?? 0) | (1 << (index & 7));
  return packed;
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function milliseconds(value: unknown): bigint {
  return value instanceof Date ? BigInt(value.getTime()) : 0n;
}
