import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { matchesPattern } from '../patterns.ts';
import { type Check, listOf, nameOf } from './keyword.ts';
import { required } from './value-checks.ts';

export function properties({ value, argument, path, run }: Check): string | null {
  return firstOf(entriesOf(argument), ([key, schema]) => {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) return null;
    return run(value[key] ?? null, schema, `${path}.${key}`);
  });
}

export function patternProperties({ value, argument, path, run }: Check): string | null {
  return firstOf(entriesOf(argument), ([source, schema]) =>
    firstOf(entriesOf(value), ([key, item]) =>
      matchesPattern(source, key) ? run(item, schema, `${path}.${key}`) : null,
    ),
  );
}

export function additionalProperties({ value, argument, schema, path, run }: Check): string | null {
  const named = objectOf(schema.properties);
  const patterns = Object.keys(objectOf(schema.patternProperties));
  return firstOf(entriesOf(value), ([key, item]) => {
    if (Object.hasOwn(named, key)) return null;
    if (patterns.some((source) => matchesPattern(source, key))) return null;
    return run(item, argument, `${path}.${key}`);
  });
}

export function propertyNames({ value, argument, path, run }: Check): string | null {
  return firstOf(entriesOf(value), ([key]) => run(key, argument, `${path}.${key}`));
}

export function dependencies({ value, argument, path, run, schema }: Check): string | null {
  if (!isJsonObject(value)) return null;
  return firstOf(entriesOf(argument), ([key, demand]) => {
    if (!Object.hasOwn(value, key)) return null;
    if (!Array.isArray(demand)) return run(value, demand, path);
    return required({ value, argument: demand, schema, path, run });
  });
}

export function prefixItems({ value, argument, path, run }: Check): string | null {
  if (!Array.isArray(value)) return null;
  return firstOf([...listOf(argument).entries()], ([index, schema]) =>
    index < value.length ? run(value[index] ?? null, schema, `${path}[${index}]`) : null,
  );
}

/** A list of schemas, as drafts to 2019-09 have it, is what `prefixItems` is now. */
export function items(check: Check): string | null {
  const { value, argument, schema, path, run } = check;
  if (!Array.isArray(value)) return null;
  const isOldList = Array.isArray(argument);
  const first = isOldList ? prefixItems(check) : null;
  const start = isOldList ? argument.length : listOf(schema.prefixItems ?? []).length;
  const rest = isOldList ? (schema.additionalItems ?? true) : argument;
  const after = [...value.entries()].slice(start);
  return first ?? firstOf(after, ([index, item]) => run(item, rest, `${path}[${index}]`));
}

export function contains({ value, argument, schema, path, run }: Check): string | null {
  if (!Array.isArray(value)) return null;
  const count = value.filter((item) => run(item, argument, path) === null).length;
  const least = Number(schema.minContains ?? 1);
  const most = Number(schema.maxContains ?? Number.POSITIVE_INFINITY);
  if (count >= least && count <= most) return null;
  return `${nameOf(path)} contains ${count} items of the kind that is asked for`;
}

export function allOf({ value, argument, path, run }: Check): string | null {
  return firstOf(listOf(argument), (schema) => run(value, schema, path));
}

export function anyOf({ value, argument, path, run }: Check): string | null {
  const failures: string[] = [];
  for (const schema of listOf(argument)) {
    const failure = run(value, schema, path);
    if (failure === null) return null;
    failures.push(failure);
  }
  return failures[0] ?? null;
}

export function oneOf({ value, argument, path, run }: Check): string | null {
  const failures = listOf(argument).map((schema) => run(value, schema, path));
  const count = failures.filter((failure) => failure === null).length;
  if (count === 1) return null;
  return count === 0 ? (failures[0] ?? null) : `${nameOf(path)} fits ${count} schemas of oneOf`;
}

export function not({ value, argument, path, run }: Check): string | null {
  return run(value, argument, path) === null ? `${nameOf(path)} is what "not" forbids` : null;
}

export function conditional({ value, argument, schema, path, run }: Check): string | null {
  const branch = run(value, argument, path) === null ? schema.then : schema.else;
  return branch === undefined ? null : run(value, branch, path);
}

function firstOf<Item>(list: readonly Item[], check: (item: Item) => string | null): string | null {
  for (const item of list) {
    const failure = check(item);
    if (failure !== null) return failure;
  }
  return null;
}

function entriesOf(value: JsonValue): [string, JsonValue][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
