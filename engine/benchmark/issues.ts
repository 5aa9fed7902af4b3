import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { suggestion } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import type { Path, SourceDocument } from './document.ts';

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
    .flatMap((issue) => problemsOfIssue(issue, document, allowed, at));
}

/** A failed union is explained by the alternative that came furthest. */
function branches(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const alternatives = issue.errors.map((errors) =>
    errors.flatMap((error) =>
      branches({ ...error, path: [...issue.path, ...error.path] } as Issue),
    ),
  );
  const reached = (errors: readonly Issue[]) =>
    Math.max(...errors.map((error) => error.path.length));
  const deepest = alternatives.reduce((a, b) => (reached(b) > reached(a) ? b : a));
  if (reached(deepest) > issue.path.length) return deepest;
  const expected = alternatives.flat().map((error) => error.message.replace(/^.*expected /, ''));
  return [{ ...issue, message: `expected ${[...new Set(expected)].join(' or ')}` } as Issue];
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
  return issue.keys.map((key) => ({
    file: document.file,
    ...document.positionOf([...path, key]),
    severity: 'error',
    message: `unknown key "${key}"${path.length > 0 ? ` in ${pathText(path)}` : ''}`,
    fix: suggestion(key, keys),
  }));
}

function valueProblem(issue: Issue, document: SourceDocument, path: Path): Problem {
  const missing = issue.code === 'invalid_type' && /received undefined/.test(issue.message);
  const message = missing
    ? `"${pathText(path)}" is missing`
    : `${pathText(path) || 'the file'}: ${issue.message.replace(/^Invalid input: /, '')}`;
  const fix = missing ? `add the line "${pathText(path)}: …"` : '';
  return { file: document.file, ...document.positionOf(path), severity: 'error', message, fix };
}

/** `score[0].tolerance`, as a person would point at it. */
export function pathText(path: Path): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
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
  return typeof key === 'number' ? schema.items : objectOf(schema.properties)[String(key)];
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
