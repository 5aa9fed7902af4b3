import { isJsonObject, type JsonValue } from '../../json.ts';
import { parseJson } from '../../scorers/text/json.ts';
import { compilePattern } from '../../scorers/text/patterns.ts';
import { TEMPLATE_LIMITS, TemplateError } from './syntax.ts';

/** How values are written: as Python does in Jinja, or as JavaScript does in Nunjucks. */
export type Dialect = 'jinja' | 'nunjucks';

type Call = (target: JsonValue, args: readonly JsonValue[], dialect: Dialect) => JsonValue;

/** A value as the dialect prints it. */
export function textOfValue(value: JsonValue, dialect: Dialect): string {
  if (typeof value === 'string') return value;
  if (dialect === 'nunjucks') return value === null ? '' : nunjucksText(value);
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  return pythonText(value);
}

function nunjucksText(value: JsonValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function pythonText(value: JsonValue): string {
  if (typeof value === 'string') return pythonQuoted(value);
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`;
  if (!isJsonObject(value)) return textOfValue(value, 'jinja');
  const entries = Object.entries(value);
  return `{${entries.map(([key, item]) => `${pythonQuoted(key)}: ${pythonText(item)}`).join(', ')}}`;
}

function pythonQuoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return `${quote}${escaped.replaceAll(quote, `\\${quote}`)}${quote}`;
}

/** The text of a value that has to be one. @throws TemplateError */
function text(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new TemplateError('a text is expected');
}

function list(value: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return [...value];
  throw new TemplateError('a list is expected');
}

function strip(value: string, chars: JsonValue | undefined, sides: 'both' | 'left' | 'right') {
  const wanted = chars === undefined || chars === null ? null : text(chars);
  const isStripped = (char: string) => (wanted === null ? /\s/.test(char) : wanted.includes(char));
  let [from, to] = [0, value.length];
  if (sides !== 'right') while (from < to && isStripped(value[from] ?? '')) from++;
  if (sides !== 'left') while (to > from && isStripped(value[to - 1] ?? '')) to--;
  return value.slice(from, to);
}

function split(value: string, by: JsonValue | undefined): string[] {
  if (by === undefined || by === null) return value.split(/\s+/).filter((part) => part !== '');
  if (by === '') throw new TemplateError('a text cannot be split at nothing');
  return value.split(text(by));
}

function replaced(value: string, from: string, to: string): string {
  const places = value.split(from).length;
  checkLength(value.length + places * to.length);
  return value.replaceAll(from, () => to);
}

/** A replacement can multiply a text; it is refused before it is made. */
function checkLength(characters: number): void {
  if (characters > 10 * TEMPLATE_LIMITS.output)
    throw new TemplateError('the template makes too long a text');
}

function capitalised(value: string): string {
  return value.slice(0, 1).toUpperCase() + value.slice(1).toLowerCase();
}

function indexIn(target: JsonValue, item: JsonValue | undefined): number {
  const wanted = JSON.stringify(item);
  const at =
    typeof target === 'string'
      ? target.indexOf(text(item))
      : list(target).findIndex((each) => JSON.stringify(each) === wanted);
  if (at < 0) throw new TemplateError(`${wanted} is not in the list`);
  return at;
}

/** Methods of texts and lists; of JavaScript's those that Nunjucks templates use. */
export const METHODS: Readonly<Record<string, Call>> = {
  strip: (value, [chars]) => strip(text(value), chars, 'both'),
  lstrip: (value, [chars]) => strip(text(value), chars, 'left'),
  rstrip: (value, [chars]) => strip(text(value), chars, 'right'),
  trim: (value) => text(value).trim(),
  split: (value, [by]) => split(text(value), by),
  replace: (value, [from, to]) => replaced(text(value), text(from), text(to)),
  lower: (value) => text(value).toLowerCase(),
  upper: (value) => text(value).toUpperCase(),
  toLowerCase: (value) => text(value).toLowerCase(),
  toUpperCase: (value) => text(value).toUpperCase(),
  capitalize: (value) => capitalised(text(value)),
  title: (value) => text(value).replaceAll(/\p{L}+/gu, capitalised),
  startswith: (value, [start]) => text(value).startsWith(text(start)),
  endswith: (value, [end]) => text(value).endsWith(text(end)),
  index: (value, [item]) => indexIn(value, item),
  find: (value, [item]) => text(value).indexOf(text(item)),
  join: (value, [items], dialect) =>
    typeof value === 'string'
      ? list(items ?? [])
          .map((item) => textOfValue(item, dialect))
          .join(value)
      : list(value)
          .map((item) => textOfValue(item, dialect))
          .join(text(items ?? ',')),
  keys: (value) => (isJsonObject(value) ? Object.keys(value) : []),
  values: (value) => (isJsonObject(value) ? Object.values(value) : []),
  items: (value) => (isJsonObject(value) ? Object.entries(value) : []),
  get: (value, [key, otherwise]) =>
    isJsonObject(value) && Object.hasOwn(value, text(key))
      ? (value[text(key)] ?? null)
      : (otherwise ?? null),
};

/** Filters after `|`. */
export const FILTERS: Readonly<Record<string, Call>> = {
  trim: (value) => text(value).trim(),
  lower: (value) => text(value).toLowerCase(),
  upper: (value) => text(value).toUpperCase(),
  capitalize: (value) => capitalised(text(value)),
  title: (value) => text(value).replaceAll(/\p{L}+/gu, capitalised),
  length: (value) => (isJsonObject(value) ? Object.keys(value).length : list(value).length),
  count: (value) => list(value).length,
  first: (value) => list(value)[0] ?? null,
  last: (value) => list(value).at(-1) ?? null,
  reverse: (value) =>
    typeof value === 'string' ? [...value].reverse().join('') : [...list(value)].reverse(),
  list: (value) => list(value),
  join: (value, [by], dialect) =>
    list(value)
      .map((item) => textOfValue(item, dialect))
      .join(by === undefined ? '' : text(by)),
  replace: (value, [from, to]) => replaced(text(value), text(from), text(to)),
  regex_replace: (value, [pattern, to]) => {
    const [source, next] = [text(value), text(to ?? '')];
    checkLength((source.length + 1) * (next.length + 1));
    return compilePattern(text(pattern)).matcher(source).replaceAll(next);
  },
  split: (value, [by]) => split(text(value), by),
  int: (value) => Math.trunc(Number(value)) || 0,
  float: (value) => Number(value) || 0,
  abs: (value) => Math.abs(Number(value)),
  round: (value) => Math.round(Number(value)),
  string: (value, _, dialect) => textOfValue(value, dialect),
  safe: (value) => value,
  escape: (value) => value,
  e: (value) => value,
  dump: (value, [indent]) =>
    JSON.stringify(value, null, indent === undefined ? undefined : Number(indent)),
  tojson: (value, [indent]) =>
    JSON.stringify(value, null, indent === undefined ? undefined : Number(indent)),
  load: (value) => parseJson(text(value)) ?? null,
  fromjson: (value) => parseJson(text(value)) ?? null,
};
