import { benchmarkJsonSchema } from '../../../engine/benchmark/json-schema.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../engine/json.ts';

/** How a value of a benchmark is asked for. */
export type FieldKind = 'text' | 'number' | 'boolean' | 'choice' | 'list' | 'json';

/** One field of a form, made of the schema that the validator and editors use. */
export interface SchemaField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly description: string;
  readonly required: boolean;
  /** The words of a choice. */
  readonly values: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** What counts when nothing is written. */
  readonly fallback?: JsonValue;
}

/** A type of scorer with its form. */
export interface ScorerForm {
  readonly type: string;
  readonly summary: string;
  readonly fields: readonly SchemaField[];
}

let schema: JsonObject | undefined;

function wholeSchema(): JsonObject {
  schema ??= benchmarkJsonSchema();
  return schema;
}

/** The fields of `benchmark.yaml` with these names. */
export function benchmarkFields(names: readonly string[]): SchemaField[] {
  const fields = fieldsOf(wholeSchema());
  return names.flatMap((name) => fields.find((field) => field.name === name) ?? []);
}

/** The fields of `parameters`. */
export function parameterFields(): SchemaField[] {
  return fieldsOf(objectAt(wholeSchema(), 'properties', 'parameters'));
}

/** Every type of scorer, by name. */
export function scorerForms(): ScorerForm[] {
  const items = objectAt(wholeSchema(), 'properties', 'score', 'items').anyOf;
  return (Array.isArray(items) ? items : []).filter(isJsonObject).flatMap((item) => {
    const [word, form] = Array.isArray(item.anyOf) ? item.anyOf : [];
    if (!isJsonObject(word) || !isJsonObject(form)) return [];
    const fields = fieldsOf(form).filter(({ name }) => name !== 'type' && name !== 'extract');
    return [{ type: String(word.const), summary: String(item.description ?? ''), fields }];
  });
}

function objectAt(value: JsonValue | undefined, ...path: readonly string[]): JsonObject {
  let found = value;
  for (const key of path) found = isJsonObject(found) ? found[key] : undefined;
  return isJsonObject(found) ? found : {};
}

function fieldsOf(object: JsonObject): SchemaField[] {
  const required = Array.isArray(object.required) ? object.required : [];
  return Object.entries(objectAt(object, 'properties')).flatMap(([name, written]) =>
    isJsonObject(written) ? [fieldOf(name, written, required.includes(name))] : [],
  );
}

function fieldOf(name: string, written: JsonObject, required: boolean): SchemaField {
  const { description, minimum, maximum, enum: words, default: fallback } = written;
  return {
    name,
    kind: kindOf(written),
    description: typeof description === 'string' ? description : '',
    required: required && fallback === undefined,
    values: Array.isArray(words) ? words.map(String) : [],
    ...(typeof minimum === 'number' ? { minimum } : {}),
    // Whole numbers have the bounds of the machine, which say nothing to a person.
    ...(typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER ? { maximum } : {}),
    ...(fallback === undefined ? {} : { fallback }),
  };
}

function kindOf({ type, enum: words, items }: JsonObject): FieldKind {
  if (Array.isArray(words)) return 'choice';
  if (type === 'boolean') return 'boolean';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'string') return 'text';
  const isList = type === 'array' && isJsonObject(items) && items.type === 'string';
  return isList ? 'list' : 'json';
}

/** What a person typed into a field, as a value; `undefined` removes it. */
export function fieldValue({ kind }: SchemaField, text: string): JsonValue | undefined {
  if (kind === 'text' || kind === 'choice') return text === '' ? undefined : text;
  const typed = text.trim();
  if (typed === '') return undefined;
  if (kind === 'list') return text.split('\n').filter((line) => line.trim() !== '');
  // A number that is none yet stays as it was typed: the validator says what is wrong with it.
  if (kind === 'number') return Number.isFinite(Number(typed)) ? Number(typed) : text;
  try {
    return JSON.parse(typed) as JsonValue;
  } catch {
    return text;
  }
}

/** A value as a field shows it. */
export function fieldText({ kind }: SchemaField, value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (kind === 'list' && Array.isArray(value)) return value.map(String).join('\n');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
