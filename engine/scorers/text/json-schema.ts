import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { suggestion } from '../../nearest.ts';
import { KEYWORDS, nameOf, type Shape, TYPES } from './json-schema-keywords.ts';
import { patternProblem } from './patterns.ts';

/** What is wrong with a schema, and the keys under which it is. */
export interface SchemaProblem {
  readonly path: (string | number)[];
  readonly message: string;
}

/** Why a value does not obey a schema, or why that could not be found out. */
export interface SchemaFailure {
  readonly kind: 'invalid' | 'unfinished';
  readonly message: string;
}

/** Checks of one value against one schema: schemas come from strangers, and so do values. */
const MAX_CHECKS = 500_000;
const MAX_REFERENCES = 100;
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

/** The first way in which a value breaks a schema, as a sentence; `null` when it obeys. */
export function checkSchema(value: JsonValue, schema: JsonObject): SchemaFailure | null {
  const check = new SchemaCheck(schema);
  try {
    const message = check.run(value, schema, '');
    return message === null ? null : { kind: 'invalid', message };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'unfinished', message: `the schema could not be checked: ${message}` };
  }
}

/** What is wrong with a schema before any value is seen; `null` when nothing is. */
export function schemaProblem(schema: JsonObject): SchemaProblem | null {
  return problemOf(schema, [], schema);
}

class SchemaCheck {
  #checks = 0;
  #references = 0;
  readonly #root: JsonObject;

  constructor(root: JsonObject) {
    this.#root = root;
  }

  run(value: JsonValue, schema: JsonValue, path: string): string | null {
    if (++this.#checks > MAX_CHECKS) throw new Error('it takes too many steps');
    if (schema === false) return `${nameOf(path)} is not allowed`;
    if (!isJsonObject(schema)) return null;
    const referred =
      schema.$ref === undefined ? null : this.#runReference(value, schema.$ref, path);
    if (referred !== null) return referred;
    for (const [keyword, argument] of Object.entries(schema)) {
      const check = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword]?.check : undefined;
      const failure = check?.({ value, argument, schema, path, run: this.run.bind(this) }) ?? null;
      if (failure !== null) return failure;
    }
    return null;
  }

  #runReference(value: JsonValue, reference: JsonValue, path: string): string | null {
    if (++this.#references > MAX_REFERENCES) throw new Error('its references go round in a circle');
    const target = resolveReference(this.#root, reference);
    if (target === undefined) throw new Error(`there is nothing at ${JSON.stringify(reference)}`);
    const failure = this.run(value, target, path);
    this.#references--;
    return failure;
  }
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

/** What a JSON pointer such as `#/$defs/item` points at in the schema itself. */
function resolveReference(root: JsonObject, reference: JsonValue): JsonValue | undefined {
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
