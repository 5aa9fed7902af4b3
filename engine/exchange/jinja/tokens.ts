import { TEMPLATE_LIMITS, TemplateError } from './syntax.ts';

/** A piece of a template: plain text, `{{ … }}` or `{% … %}`. Comments are left out. */
export interface Segment {
  readonly kind: 'text' | 'output' | 'statement';
  readonly text: string;
}

/** A word of an expression. */
export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'symbol' | 'end';
  readonly text: string;
}

const CLOSERS: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}' };

/** Splits a template at its tags, white space beside a `-` taken away. @throws TemplateError */
export function segmentsOf(template: string): Segment[] {
  if (template.length > TEMPLATE_LIMITS.characters)
    throw new TemplateError(`longer than ${TEMPLATE_LIMITS.characters} characters`);
  const segments: Segment[] = [];
  let at = 0;
  let trimNext = false;
  for (const open of openings(template)) {
    if (open < at) continue;
    const tag = tagAt(template, open);
    const before = template.slice(at, open);
    const text = trimNext ? before.trimStart() : before;
    segments.push({ kind: 'text', text: tag.trimsBefore ? text.trimEnd() : text });
    if (tag.kind !== 'comment') segments.push({ kind: tag.kind, text: tag.text });
    at = tag.end;
    trimNext = tag.trimsAfter;
  }
  const rest = template.slice(at);
  segments.push({ kind: 'text', text: trimNext ? rest.trimStart() : rest });
  return segments.filter(({ kind, text }) => kind !== 'text' || text !== '');
}

function openings(template: string): number[] {
  return [...template.matchAll(/\{[{%#]/g)].map(({ index }) => index);
}

function tagAt(template: string, open: number) {
  const mark = template.slice(open, open + 2);
  const close = CLOSERS[mark] ?? '';
  const end = mark === '{#' ? template.indexOf(close, open) : closingOf(template, open + 2, close);
  if (end < 0) throw new TemplateError(`"${mark}" is never closed`);
  const inner = template.slice(open + 2, end);
  const trimsBefore = inner.startsWith('-');
  const trimsAfter = inner.endsWith('-');
  const text = inner.slice(trimsBefore ? 1 : 0, trimsAfter ? -1 : undefined).trim();
  const kind = mark === '{{' ? 'output' : mark === '{%' ? 'statement' : 'comment';
  return { kind, text, trimsBefore, trimsAfter, end: end + 2 } as const;
}

/** The closing mark, those inside quotes passed over. */
function closingOf(template: string, from: number, close: string): number {
  let quote = '';
  for (let at = from; at < template.length; at++) {
    const char = template[at] ?? '';
    if (quote !== '') {
      if (char === '\\') at++;
      else if (char === quote) quote = '';
    } else if (template.startsWith(close, at)) return at;
    else if (char === '"' || char === "'") quote = char;
  }
  return -1;
}

const TOKEN =
  /\s*(?:(?<number>\d+(?:\.\d+)?)|(?<name>[A-Za-z_]\w*)|(?<string>"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')|(?<symbol>\*\*|\/\/|===?|!==?|<=|>=|&&|\|\||[-+*/%~|.,:()[\]<>?!]))/y;

/** The words of an expression. @throws TemplateError for a character that begins none. */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  const source = expression.trimEnd();
  TOKEN.lastIndex = 0;
  for (let at = 0; at < source.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(source)?.groups;
    if (groups === undefined)
      throw new TemplateError(`cannot read "${source.slice(at, at + 30).trim()}"`);
    tokens.push(tokenOf(groups));
    if (tokens.length > TEMPLATE_LIMITS.tokens)
      throw new TemplateError('an expression is too long');
  }
  return [...tokens, { kind: 'end', text: '' }];
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token {
  if (groups.number !== undefined) return { kind: 'number', text: groups.number };
  if (groups.name !== undefined) return { kind: 'name', text: groups.name };
  if (groups.symbol !== undefined) return { kind: 'symbol', text: groups.symbol };
  return { kind: 'string', text: unquoted(groups.string ?? '""') };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

function unquoted(literal: string): string {
  return literal.slice(1, -1).replaceAll(/\\([\s\S])/g, (_, char: string) => ESCAPES[char] ?? char);
}
