const SPACE = 0x20;
const COMMA = 0x2c;
const HYPHEN = 0x2d;
const POINT = 0x2e;
const NOTHING = -1;

/**
 * The tokens of mteval-v13a: words, with ASCII punctuation apart, points and commas only where no
 * digit is before or after, a hyphen only after a digit. The original replaces text four times in
 * a row; as it only ever adds spaces, the places for them are marked here instead, rule by rule,
 * and each rule sees what those before it marked.
 */
export function punctuationTokens(text: string): string[] {
  const gaps = new Uint8Array(text.length + 1);
  markPunctuation(text, gaps);
  markBeforeMarks(text, gaps);
  markAfterMarks(text, gaps);
  markHyphens(text, gaps);
  return tokensBetween(text, gaps);
}

/** Rule 1: all ASCII punctuation but ' - . , stands apart. */
function markPunctuation(text: string, gaps: Uint8Array): void {
  for (let at = 0; at < text.length; at++) {
    if (PUNCTUATION[text.charCodeAt(at)] === 1) gaps[at] = gaps[at + 1] = 1;
  }
}

/** Rule 2: a point or comma after a space, or after what is no digit and no part of a match. */
function markBeforeMarks(text: string, gaps: Uint8Array): void {
  let matched = -2;
  for (let at = 0; at < text.length; at++) {
    if (matched === at - 1 || !isMark(codeAt(text, at))) continue;
    const before = gaps[at] === 1 ? SPACE : codeAt(text, at - 1);
    if (before === NOTHING || isDigit(before)) continue;
    matched = at;
    gaps[at] = gaps[at + 1] = 1;
  }
}

/** Rule 3: a point or comma before a space, or before what is no digit. */
function markAfterMarks(text: string, gaps: Uint8Array): void {
  let taken = -1;
  for (let at = 0; at < text.length; at++) {
    if (at === taken || !isMark(codeAt(text, at))) continue;
    const isGap = (gaps[at + 1] ?? 0) > 0;
    const after = isGap ? SPACE : codeAt(text, at + 1);
    if (after === NOTHING || isDigit(after)) continue;
    if (!isGap) taken = at + 1;
    gaps[at] = gaps[at + 1] = 1;
  }
}

/** Rule 4: a hyphen right after a digit. */
function markHyphens(text: string, gaps: Uint8Array): void {
  for (let at = 1; at < text.length; at++) {
    const isMarked = codeAt(text, at) === HYPHEN && gaps[at] === 0 && isDigit(codeAt(text, at - 1));
    if (isMarked) gaps[at] = gaps[at + 1] = 1;
  }
}

function tokensBetween(text: string, gaps: Uint8Array): string[] {
  const tokens: string[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const space = at === text.length || isSpace(codeAt(text, at));
    if (!space && gaps[at] === 0) continue;
    if (at > start) tokens.push(text.slice(start, at));
    start = space ? at + 1 : at;
  }
  return tokens;
}

const PUNCTUATION = Uint8Array.from({ length: 128 }, (_, code) =>
  /[ -&(-+:-@[-`{-~/]/.test(String.fromCharCode(code)) ? 1 : 0,
);

function codeAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? text.charCodeAt(at) : NOTHING;
}

function isMark(code: number): boolean {
  return code === POINT || code === COMMA;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isSpace(code: number): boolean {
  if (code < 0x80) return code === SPACE || (code >= 9 && code <= 13);
  return /\p{White_Space}/u.test(String.fromCharCode(code));
}
