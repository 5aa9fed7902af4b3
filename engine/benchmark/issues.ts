import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { nearest, suggestion } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import type { Path, SourceDocument } from './document.ts';
import { BENCHMARK_LIMITS } from './limits.ts';

type Issue = z.core.$ZodIssue;

/**
 * Says in the words of the file what a schema found wrong: one problem for each wrong key or value,
 * at its place, with the allowed keys or the nearest of them.
 */
export function problemsFromIssues(
  issues: readonly Issue[],
  document: SourceDocument,
  schema: z.ZodType,
  at: Path = [],
): Problem[] {
  const allowed = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as JsonObject;
  return issues
    .flatMap((issue) => branches(issue))
    .slice(0, BENCHMARK_LIMITS.problems + 1)
    .flatMap((issue) => problemsOfIssue(issue, document, allowed, at));
}

/**
 * A failed union is explained by the alternative that was meant: of those that accept this kind of
 * value the one that came furthest, and of equals the one with the fewest issues.
 */
function branches(issue: Issue): Issue[] {
  if (issue.code === 'invalid_key')
    return [{ ...issue, message: issue.issues[0]?.message ?? issue.message }];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const meant = issue.errors.filter((errors) => !errors.some(isOfOtherKind));
  const [first, ...others] = meant;
  if (first === undefined)
    return [{ ...issue, message: `expected ${expectedKinds(issue.errors)}` }];
  const best = others.reduce((a, b) => (isNearer(b, a) ? b : a), first);
  return best.flatMap((error) =>
    branches({ ...error, path: [...issue.path, ...error.path] } as Issue),
  );
}

/** Whether an alternative expects another kind of value altogether. */
function isOfOtherKind({ code, path }: Issue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');
}

function isNearer(errors: readonly Issue[], others: readonly Issue[]): boolean {
  const [depth, otherDepth] = [depthOf(errors), depthOf(others)];
  return depth === otherDepth ? errors.length < others.length : depth > otherDepth;
}

function depthOf(errors: readonly Issue[]): number {
  return errors.reduce((most, { path }) => Math.max(most, path.length), 0);
}

function expectedKinds(alternatives: readonly (readonly Issue[])[]): string {
  const kinds = alternatives
    .flat()
    .filter(isOfOtherKind)
    .map(({ message }) => message.replace(/^.*expected /, '').replace(/, received .*$/, ''));
  return [...new Set(kinds)].map(kindInWords).join(' or ');
}

function problemsOfIssue(
  issue: Issue,
  document: SourceDocument,
  allowed: JsonObject,
  at: Path,
): Problem[] {
  const path = [...at, ...issue.path];
  if (issue.code !== 'unrecognized_keys') return [valueProblem(issue, document, path)];
  const keys = keysAllowedAt(allowed, issue.path);
  return issue.keys.slice(0, BENCHMARK_LIMITS.problems + 1).map((key) => ({
    file: document.file,
    ...document.positionOf([...path, key]),
    severity: 'error',
    message: `unknown key ${JSON.stringify(key.slice(0, 100))}${path.length > 0 ? ` in ${pathText(path)}` : ''}`,
    fix: suggestion(key, keys),
  }));
}

function valueProblem(issue: Issue, document: SourceDocument, path: Path): Problem {
  const place = { file: document.file, ...document.positionOf(path), severity: 'error' } as const;
  const name = pathText(path);
  if (path.length === 0 && document.value === null)
    return { ...place, message: 'the file is empty', fix: 'write title: …, prompt: … and so on' };
  const value = valueAt(document.value, path);
  if (value === undefined) {
    const [key] = path.slice(-1);
    const fix = typeof key === 'string' ? `add the line "${key}: …"` : '';
    return { ...place, message: `"${name}" is missing`, fix };
  }
  return {
    ...place,
    message: `${name || 'the file'}: ${messageOf(issue)}`,
    fix: fixOf(issue, value),
  };
}

function messageOf(issue: Issue): string {
  const { message } = issue;
  if (message.startsWith('Too ')) return boundInWords(issue);
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  return message
    .replace(/^Invalid input: /, '')
    .replace(/expected (\w+), received (\w+)/, (_, expected: string, received: string) => {
      return `expected ${kindInWords(expected)}, found ${kindInWords(received)}`;
    });
}

function boundInWords(issue: Issue): string {
  if (issue.code === 'too_small')
    return `must ${amount(issue.origin, issue.minimum, issue.inclusive ? 'at least' : 'more than')}`;
  if (issue.code === 'too_big')
    return `must ${amount(issue.origin, issue.maximum, issue.inclusive ? 'at most' : 'less than')}`;
  return issue.message;
}

function amount(origin: string, bound: number | bigint, word: string): string {
  const units: Readonly<Record<string, string>> = { string: 'character', array: 'item' };
  const unit = units[origin];
  if (unit === undefined) return `be ${word} ${bound}`;
  return `have ${word} ${bound} ${unit}${Number(bound) === 1 ? '' : 's'}`;
}

function kindInWords(kind: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'text',
    int: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
    record: 'an object',
    null: 'nothing',
    undefined: 'nothing',
  };
  return words[kind] ?? kind;
}

/** What schemas say in words of their own ("must be …") is the fix already. */
function fixOf(issue: Issue, value: unknown): string {
  if (issue.code === 'invalid_value') {
    const near = nearest(String(value), issue.values.map(String));
    return near === undefined ? '' : `did you mean "${near}"?`;
  }
  const isText = issue.code === 'invalid_type' && issue.expected === 'string';
  return isText && (typeof value === 'number' || typeof value === 'boolean')
    ? 'put it in quotes'
    : '';
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** `score[0].tolerance`, as a person would point at it. */
export function pathText(path: Path): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key).slice(0, 100)}`))
    .join('')
    .replace(/^\./, '');
}

function keysAllowedAt(schema: unknown, path: Path): string[] {
  if (!isJsonObject(schema)) return [];
  const alternatives = Array.isArray(schema.anyOf) ? schema.anyOf : [];
  const [key, ...rest] = path;
  const own =
    key === undefined
      ? Object.keys(objectOf(schema.properties))
      : keysAllowedAt(stepInto(schema, key), rest);
  return [...own, ...alternatives.flatMap((alternative) => keysAllowedAt(alternative, path))];
}

function stepInto(schema: JsonObject, key: PropertyKey): unknown {
  if (typeof key === 'number') return schema.items;
  const properties = objectOf(schema.properties);
  return Object.hasOwn(properties, key) ? properties[String(key)] : schema.additionalProperties;
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
