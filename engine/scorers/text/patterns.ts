import { RE2JS } from 're2js';
import { z } from 'zod';

/** A compiled pattern that runs in linear time, whatever the pattern and the text. */
export type Pattern = RE2JS;

/** A match: the whole text of it and its groups by number and by name. */
export interface PatternMatch {
  readonly text: string;
  readonly groups: readonly (string | null)[];
  readonly named: Readonly<Record<string, string | null>>;
}

const MAX_PATTERN_CHARS = 2_000;
/** Instructions of the compiled program: `(\w{1,1000}){5}` would be too many. */
const MAX_PROGRAM_SIZE = 5_000;
/** Characters that all searches for the last match may read together. */
const MAX_READ_CHARS = 20_000_000;
const TAIL_CHARS = 4_000;
const MAX_MATCHES = 10_000;
const MAX_CACHED = 200;
const FLAG_BITS: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
};

/** The option `flags` of a schema: letters of `ims`. */
export const patternFlags: z.ZodDefault<z.ZodString> = z
  .string()
  .regex(/^[ims]*$/, 'flags are the letters i (ignore case), m (lines) and s (dot matches all)')
  .default('')
  .describe('Any of i (ignore case), m (^ and $ match at lines), s (. matches line breaks).');

/** The option `match` of a schema: the first, the last, or a match by its place. */
export const matchIndex: z.ZodType<number | 'first' | 'last'> = z
  .union([z.enum(['first', 'last']), z.int().min(-1_000).max(1_000)])
  .default('first')
  .describe('Which match to take: first, last, or its place from 0, from the end below 0.');

const cache = new Map<string, Pattern>();

/**
 * Compiles a pattern in the syntax of RE2: that of JavaScript without look-around and
 * back-references, which cannot be matched in linear time. `flags` are letters of `ims`.
 *
 * @throws Error with what is wrong with the pattern, in words for its author.
 */
export function compilePattern(pattern: string, flags = ''): Pattern {
  const key = `${flags}/${pattern}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const compiled = compileUncached(pattern, flags);
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(key, compiled);
  return compiled;
}

/** What is wrong with a pattern; `null` when it is fine. */
export function patternProblem(pattern: string, flags = ''): string | null {
  try {
    compilePattern(pattern, flags);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whether a pattern without flags matches anywhere in a text. */
export function matchesPattern(pattern: string, text: string): boolean {
  return compilePattern(pattern).test(text);
}

/** The first match, or `null`. */
export function firstMatch(pattern: Pattern, text: string): PatternMatch | null {
  return matchesOf(pattern, text, 1).match;
}

/** The match of the whole text, or `null`. */
export function fullMatch(pattern: Pattern, text: string): PatternMatch | null {
  const matcher = pattern.matcher(text);
  return matcher.matches() ? readMatch(matcher) : null;
}

/**
 * The last of the matches that follow one another, or `null`. Where there are so many in so long a
 * text that finding them one by one would take quadratic time, it is looked for in the last
 * 4,000 characters.
 */
export function lastMatch(pattern: Pattern, text: string): PatternMatch | null {
  const found = matchesOf(pattern, text, Number.POSITIVE_INFINITY);
  if (found.complete) return found.match;
  const tail = text.slice(-TAIL_CHARS);
  return matchesOf(pattern, tail, Number.POSITIVE_INFINITY).match ?? found.match;
}

/** The matches that follow one another, at most 10,000, as far as linear time finds them. */
export function allMatches(pattern: Pattern, text: string): PatternMatch[] {
  const matcher = pattern.matcher(text);
  const matches: PatternMatch[] = [];
  let readChars = 0;
  while (matches.length < MAX_MATCHES && readChars <= MAX_READ_CHARS && matcher.find()) {
    matches.push(readMatch(matcher));
    readChars += text.length - matcher.start();
  }
  return matches;
}

function matchesOf(
  pattern: Pattern,
  text: string,
  most: number,
): { match: PatternMatch | null; complete: boolean } {
  const matcher = pattern.matcher(text);
  let match: PatternMatch | null = null;
  let readChars = 0;
  for (let count = 0; count < most; count++) {
    if (readChars > MAX_READ_CHARS) return { match, complete: false };
    if (!matcher.find()) return { match, complete: true };
    match = readMatch(matcher);
    readChars += text.length - matcher.start();
  }
  return { match, complete: true };
}

function readMatch(matcher: ReturnType<Pattern['matcher']>): PatternMatch {
  const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, n) => matcher.group(n));
  return { text: groups[0] ?? '', groups, named: matcher.getNamedGroups() };
}

function compileUncached(pattern: string, flags: string): Pattern {
  if (pattern.length > MAX_PATTERN_CHARS) {
    throw new Error(`the pattern is longer than ${MAX_PATTERN_CHARS} characters`);
  }
  const bits = [...flags].reduce((all, flag) => all | (FLAG_BITS[flag] ?? 0), 0);
  const compiled = compileSyntax(pattern, bits);
  if (compiled.programSize() > MAX_PROGRAM_SIZE) {
    throw new Error(
      `the pattern is too large: its repetitions multiply to ${compiled.programSize()} steps`,
    );
  }
  return compiled;
}

function compileSyntax(pattern: string, bits: number): Pattern {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern), bits);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const what = message.replace(/^error parsing regexp: /, '');
    throw new Error(`the pattern is not valid: ${what}${unsupportedHint(pattern)}`, {
      cause: error,
    });
  }
}

function unsupportedHint(pattern: string): string {
  if (!/\(\?<?[=!]|\\[1-9]|\\k</.test(pattern)) return '';
  return ' (look-around and back-references are not supported: they cannot run in linear time)';
}
