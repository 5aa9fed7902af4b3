import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { suggestion } from '../../../nearest.ts';
import { patternProblem } from '../patterns.ts';
import type { Shape } from './keyword.ts';
import { KEYWORDS } from './keywords.ts';
import { resolveReference } from './reference.ts';
import { TYPES } from './value-checks.ts';

/** What is wrong with a schema, and the keys under which it is. */
export interface SchemaProblem {
  readonly path: (string | number)[];
  readonly message: string;
}

const MAX_SCHEMA_DEPTH = 60;

const UNSUPPORTED = [
  '$anchor',
  '$dynamicAnchor',
  '$dynamicRef',
  '$recursiveAnchor',
  '$recursiveRef',
  'unevaluatedItems',
  'unevaluatedProperties',
];

/** What is wrong with a schema before any value is seen; `null` when nothing is. */
export function schemaProblem(schema: JsonObject): SchemaProblem | null {
  return problemOf(schema, [], schema);
}

type SchemaPath = readonly (string | number)[];

function problemOf(schema: JsonValue, path: SchemaPath, root: JsonObject): SchemaProblem | null {
  if (typeof schema === 'boolean') return null;
  if (!isJsonObject(schema)) return problem(path, 'a schema is an object, true or false');
  if (path.length > MAX_SCHEMA_DEPTH) return problem(path, 'the schema nests too deep');
  for (const [keyword, argument] of Object.entries(schema)) {
    const found = problemOfKeyword(keyword, argument, [...path, keyword], root);
    if (found !== null) return found;
  }
  return null;
}

function problemOfKeyword(
  keyword: string,
  argument: JsonValue,
  path: SchemaPath,
  root: JsonObject,
): SchemaProblem | null {
  if (keyword.startsWith('x-')) return null;
  if (UNSUPPORTED.includes(keyword)) return problem(path, `"${keyword}" is not supported`);
  const known = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
  if (known === undefined) {
    const hint = suggestion(keyword, Object.keys(KEYWORDS));
    return problem(path, `unknown keyword "${keyword}" in the schema: ${hint}`);
  }
  const wrong = problemOfShape(known.shape, argument, root);
  if (wrong !== null) return problem(path, wrong);
  return problemOfParts(known.shape, argument, path, root);
}

/** Why an argument is not what its keyword takes, apart from the schemas in it. */
function problemOfShape(shape: Shape, argument: JsonValue, root: JsonObject): string | null {
  if (shape === 'reference') return problemOfReference(argument, root);
  if (shape === 'pattern')
    return typeof argument === 'string' ? patternProblem(argument) : SHAPE_WORDS.text;
  if (shape === 'types') return problemOfTypes(argument);
  return FITS[shape](argument) ? null : SHAPE_WORDS[shape];
}

function problemOfReference(argument: JsonValue, root: JsonObject): string | null {
  if (typeof argument !== 'string') return SHAPE_WORDS.text;
  if (!/^#(?:\/|$)/.test(argument)) return `"${argument}" is outside the schema: write #/$defs/…`;
  return resolveReference(root, argument) === undefined
    ? `there is nothing at "${argument}"`
    : null;
}

function problemOfTypes(argument: JsonValue): string | null {
  const names = Array.isArray(argument) ? argument : [argument];
  const isKnown = names.every((name) => Object.hasOwn(TYPES, String(name)));
  return isKnown ? null : `a type is one of ${Object.keys(TYPES).join(', ')}`;
}

function problemOfParts(
  shape: Shape,
  argument: JsonValue,
  path: SchemaPath,
  root: JsonObject,
): SchemaProblem | null {
  if (!shape.includes('schema')) return null;
  if (shape === 'schema') return problemOf(argument, path, root);
  if (shape === 'schema or schemas' && !Array.isArray(argument))
    return problemOf(argument, path, root);
  const parts: [string | number, JsonValue][] = Array.isArray(argument)
    ? [...argument.entries()]
    : Object.entries(argument ?? {});
  for (const [key, part] of parts) {
    const wrong = shape.endsWith('by pattern') ? patternProblem(String(key)) : null;
    if (wrong !== null) return problem([...path, key], wrong);
    if (shape.endsWith('or lists') && isTexts(part)) continue;
    const found = problemOf(part, [...path, key], root);
    if (found !== null) return found;
  }
  return null;
}

type PlainShape = Exclude<Shape, 'reference' | 'pattern' | 'types'>;

const FITS: Readonly<Record<PlainShape, (argument: JsonValue) => boolean>> = {
  anything: () => true,
  count: (argument) => Number.isInteger(argument) && Number(argument) >= 0,
  flag: (argument) => typeof argument === 'boolean',
  list: Array.isArray,
  'list of texts': isTexts,
  'map of lists': (argument) => isJsonObject(argument) && Object.values(argument).every(isTexts),
  'map of schemas': isJsonObject,
  'map of schemas by pattern': isJsonObject,
  'map of schemas or lists': isJsonObject,
  number: (argument) => typeof argument === 'number',
  schema: () => true,
  'schema or schemas': () => true,
  schemas: (argument) => Array.isArray(argument) && argument.length > 0,
  text: (argument) => typeof argument === 'string',
};

const SHAPE_WORDS: Readonly<Record<PlainShape, string>> = {
  anything: '',
  count: 'has to be a whole number, 0 or more',
  flag: 'has to be true or false',
  list: 'has to be a list',
  'list of texts': 'has to be a list of texts',
  'map of lists': 'has to be an object of lists of texts',
  'map of schemas': 'has to be an object of schemas',
  'map of schemas by pattern': 'has to be an object of schemas',
  'map of schemas or lists': 'has to be an object of schemas or lists',
  number: 'has to be a number',
  schema: '',
  'schema or schemas': '',
  schemas: 'has to be a list of schemas',
  text: 'has to be a text',
};

function isTexts(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function problem(path: SchemaPath, message: string): SchemaProblem {
  return { path: [...path], message };
}
