import { lookUp } from '../../../benchmark/template.ts';
import type { JsonObject, JsonValue } from '../../../json.ts';
import { pathKeys } from '../../../scorers/text/json.ts';
import { literalPattern } from '../scorers.ts';
import { schemaAt, type Term } from './term.ts';

const STRING = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`;
const LITERAL = String.raw`(?<literal>${STRING}|-?\d+(?:\.\d+)?|true|false|null|context\.vars\.\w+)`;
/** The output as text, with changes of case and space. */
const SUBJECT = String.raw`(?:String\()?output\)?(?<changes>(?:\.(?:trim|toLowerCase|toUpperCase|toString)\(\))*)`;
const PATH = String.raw`(?<path>(?:\??\.\w+|\[\d+\]|\[(?:${STRING})\])+)`;
const PATTERN = String.raw`/(?<pattern>(?:[^/\\\n]|\\.)+)/(?<flags>[a-z]*)`;

const FORMS = {
  method: form(String.raw`${SUBJECT}\.(?<method>includes|startsWith|endsWith)\(\s*${LITERAL}\s*\)`),
  compare: form(String.raw`${SUBJECT}\s*(?<operator>===?|!==?)\s*${LITERAL}`),
  length: form(String.raw`${SUBJECT}\.length\s*(?<operator><=?|>=?|===?)\s*(?<number>\d{1,9})`),
  test: form(String.raw`${PATTERN}\.test\(\s*output\s*\)`),
  match: form(String.raw`output\.match\(\s*${PATTERN}\s*\)(?:\s*!==?\s*null)?`),
} as const;

function form(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}

/** Parts between `&&` outside quotes and brackets. */
export function andParts(source: string): string[] {
  return partsBetween(source, '&&');
}

/** Parts between `||` outside quotes and brackets. */
export function orParts(source: string): string[] {
  return partsBetween(source, '||');
}

function partsBetween(source: string, mark: string): string[] {
  const parts: string[] = [];
  let [from, depth, quote] = [0, 0, ''];
  for (let at = 0; at < source.length; at++) {
    const char = source[at] ?? '';
    if (quote !== '') {
      if (char === '\\') at++;
      else if (char === quote) quote = '';
    } else if (/["'`]/.test(char)) quote = char;
    else if (/[([{]/.test(char)) depth++;
    else if (/[)\]}]/.test(char)) depth--;
    else if (depth === 0 && source.startsWith(mark, at)) {
      parts.push(source.slice(from, at));
      from = at + mark.length;
    }
  }
  return [...parts, source.slice(from)].map((part) => part.trim());
}

/** One condition; `undefined` when it is none of the forms that can be translated. */
export function condition(source: string, vars: JsonObject, parsed: boolean): Term | undefined {
  const text = unwrapped(source.trim());
  if (text.startsWith('!')) {
    const inner = condition(text.slice(1), vars, parsed);
    return inner && { ...inner, not: !inner.not };
  }
  return jsonTerm(text, vars, parsed) ?? (parsed ? undefined : textTerm(text, vars));
}

/** Without brackets round the whole. */
function unwrapped(source: string): string {
  let text = source;
  while (text.startsWith('(') && closingOf(text) === text.length - 1)
    text = text.slice(1, -1).trim();
  return text;
}

function closingOf(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return at;
  }
  return -1;
}

function textTerm(text: string, vars: JsonObject): Term | undefined {
  const method = FORMS.method.exec(text)?.groups;
  if (method !== undefined) return methodTerm(method, vars);
  const compare = FORMS.compare.exec(text)?.groups;
  if (compare !== undefined) return compareTerm(compare, vars);
  const length = FORMS.length.exec(text)?.groups;
  if (length !== undefined) return lengthTerm(length);
  const pattern = (FORMS.test.exec(text) ?? FORMS.match.exec(text))?.groups;
  return pattern === undefined ? undefined : patternTerm(pattern);
}

type Groups = Readonly<Record<string, string | undefined>>;

/** Looking for capitals in a text of small letters never succeeds, and the other way round. */
function foldingOf({ changes = '' }: Groups, text: string): boolean | undefined {
  const lower = changes.includes('toLowerCase');
  const upper = changes.includes('toUpperCase');
  if (!lower && !upper) return false;
  return text === (lower ? text.toLowerCase() : text.toUpperCase()) ? true : undefined;
}

function methodTerm(groups: Groups, vars: JsonObject): Term | undefined {
  const value = literalOf(groups.literal ?? '', vars);
  if (typeof value !== 'string' || value === '') return undefined;
  const ignoreCase = foldingOf(groups, value);
  if (ignoreCase === undefined) return undefined;
  if (groups.method === 'includes')
    return { kind: 'includes', text: value, ignoreCase, not: false };
  const kind = groups.method === 'endsWith' ? 'ends' : 'starts';
  if (!ignoreCase) return { kind, text: value, not: false };
  const literal = literalPattern(value);
  const pattern = kind === 'ends' ? `${literal}\\z` : `\\A${literal}`;
  return { kind: 'pattern', pattern, flags: 'i', not: false };
}

function compareTerm(groups: Groups, vars: JsonObject): Term | undefined {
  const value = literalOf(groups.literal ?? '', vars);
  if (value === undefined || value === null || String(value) === '') return undefined;
  const ignoreCase = foldingOf(groups, String(value));
  if (ignoreCase === undefined) return undefined;
  const not = groups.operator?.startsWith('!') === true;
  return { kind: 'equals', text: String(value), ignoreCase, not };
}

function lengthTerm({ operator, number }: Groups): Term | undefined {
  const bound = Number(number);
  const bounds: Readonly<Record<string, JsonObject>> = {
    '<': { max: bound - 1 },
    '<=': { max: bound },
    '>': { min: bound + 1 },
    '>=': { min: bound },
    '==': { exact: bound },
    '===': { exact: bound },
  };
  return { kind: 'length', bounds: bounds[operator ?? ''] ?? {}, not: false };
}

function patternTerm({ pattern = '', flags = '' }: Groups): Term | undefined {
  if (/[^gimsu]/.test(flags)) return undefined;
  return { kind: 'pattern', pattern, flags: flags.replaceAll(/[^ims]/g, ''), not: false };
}

/** `JSON.parse(output).a.b === 'x'`, or `output.a.b === 'x'` where the output is parsed already. */
function jsonTerm(text: string, vars: JsonObject, parsed: boolean): Term | undefined {
  const root = parsed ? 'output' : String.raw`JSON\.parse\(\s*output\s*\)`;
  const compare = form(String.raw`${root}${PATH}\s*(?<operator>===?|!==?)\s*${LITERAL}`);
  const includes = form(String.raw`${root}${PATH}\.includes\(\s*${LITERAL}\s*\)`);
  const found = includes.exec(text)?.groups ?? compare.exec(text)?.groups;
  if (found === undefined) return undefined;
  const keys = pathKeys((found.path ?? '').replaceAll('?.', '.').replace(/^\./, ''));
  const value = literalOf(found.literal ?? '', vars);
  if (keys === null || value === undefined) return undefined;
  const inner = found.operator === undefined ? holding(value) : { const: value };
  const not = found.operator?.startsWith('!') === true;
  return { kind: 'schema', schema: schemaAt(keys, inner), not };
}

/** A list that holds a value, or a text that does. */
function holding(value: JsonValue): JsonObject {
  const list = { type: 'array', contains: { const: value } };
  if (typeof value !== 'string') return list;
  return { anyOf: [list, { type: 'string', pattern: literalPattern(value) }] };
}

/** The value of a literal; `undefined` when it is none. */
function literalOf(source: string, vars: JsonObject): JsonValue | undefined {
  if (source.startsWith('context.vars.')) return lookUp(source.slice(13), vars);
  if (/^["']/.test(source)) return unescaped(source.slice(1, -1));
  return JSON.parse(source) as JsonValue;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, char: string) => ESCAPES[char] ?? char);
}
