/** A piece of SQL. */
export interface SqlToken {
  /** `name` is an identifier in quotes; a `word` may be a keyword or an identifier. */
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'sign';
  /** As written, quotes of names taken off. */
  readonly text: string;
  /** Of a word the upper-case spelling, else the text. */
  readonly key: string;
}

/** Pieces, or what is wrong with the text. */
export type SqlTokens = { readonly tokens: readonly SqlToken[] } | { readonly problem: string };

/** Longer statements are not read. */
const MAX_TOKENS = 20_000;
const MAX_CHARS = 200_000;

const BLANK = /(?:\s+|--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const WORD = /[\p{L}_@][\p{L}\p{N}_$@]*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?/y;
const SIGN = /<=>|<>|<=|>=|!=|==|\|\||::|->>|->|[-+*/%=<>(),.;?:&|^~![\]]/y;
const QUOTES: Readonly<Record<string, { readonly end: string; readonly kind: 'string' | 'name' }>> =
  {
    "'": { end: "'", kind: 'string' },
    '"': { end: '"', kind: 'name' },
    '`': { end: '`', kind: 'name' },
  };

/** Cuts SQL into pieces: texts, names in quotes, comments of the usual dialects. Linear time. */
export function sqlTokens(text: string): SqlTokens {
  if (text.length > MAX_CHARS) return { problem: `it is longer than ${MAX_CHARS} characters` };
  const tokens: SqlToken[] = [];
  for (let at = skipBlank(text, 0); at < text.length; at = skipBlank(text, at)) {
    const next = quotedAt(text, at) ?? plainAt(text, at);
    if (typeof next === 'string') return { problem: next };
    tokens.push(next.token);
    if (tokens.length > MAX_TOKENS) return { problem: 'it is too long' };
    at = next.end;
  }
  return { tokens };
}

interface TokenAt {
  readonly token: SqlToken;
  readonly end: number;
}

function skipBlank(text: string, at: number): number {
  BLANK.lastIndex = at;
  return at + (BLANK.exec(text)?.[0].length ?? 0);
}

function quotedAt(text: string, at: number): TokenAt | string | null {
  const quote = QUOTES[text.charAt(at)];
  if (quote === undefined) return null;
  let end = text.indexOf(quote.end, at + 1);
  while (end >= 0 && text[end + 1] === quote.end) end = text.indexOf(quote.end, end + 2);
  if (end < 0) return `a quotation mark ${quote.end} is not closed`;
  const inner = text.slice(at + 1, end).replaceAll(quote.end + quote.end, quote.end);
  return { token: { kind: quote.kind, text: inner, key: inner }, end: end + 1 };
}

function plainAt(text: string, at: number): TokenAt | string {
  if (text.startsWith('/*', at)) return 'a comment is not closed';
  for (const [kind, shape] of [
    ['word', WORD],
    ['number', NUMBER],
    ['sign', SIGN],
  ] as const) {
    shape.lastIndex = at;
    const found = shape.exec(text)?.[0];
    if (found !== undefined) {
      const key = kind === 'word' ? found.toUpperCase() : found;
      return { token: { kind, text: found, key }, end: at + found.length };
    }
  }
  return `the character ${JSON.stringify(text.charAt(at))} is out of place`;
}
