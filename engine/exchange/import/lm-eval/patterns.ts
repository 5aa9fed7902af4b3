import { compilePattern, patternProblem } from '../../../scorers/text/patterns.ts';

/** A pattern that runs in linear time. */
export interface LinearPattern {
  readonly pattern: string;
  /** Which group is the answer; the engine's default when absent. */
  readonly group?: number;
  readonly differs: readonly string[];
}

/** A Python pattern for our engine, which knows no look-around; `undefined` when it has no form there. */
export function linearPattern(written: string): LinearPattern | undefined {
  if (patternProblem(written) === null) return withGroup(written);
  const rewritten = withoutLookAround(written);
  if (rewritten === undefined || patternProblem(rewritten) !== null) return undefined;
  return {
    pattern: rewritten,
    group: 1,
    differs: ['regex: look-around became plain text round the group'],
  };
}

/** Of several groups Python takes the first that took part: that is the match when each is all of it. */
function withGroup(pattern: string): LinearPattern | undefined {
  const groups = compilePattern(pattern).groupCount();
  if (groups < 2) return { pattern, differs: [] };
  const alternatives = topLevel(pattern);
  const areGroups = alternatives.length === groups && alternatives.every(isOneGroup);
  if (areGroups) return { pattern, group: 0, differs: [] };
  return { pattern, group: 1, differs: ['regex: only the first group is taken'] };
}

function isOneGroup(part: string): boolean {
  return part.startsWith('(') && !part.startsWith('(?') && closingOf(part, 0) === part.length - 1;
}

/** `(?<=a)(x)(?=z)|(?<=b)(x)(?=z)` as `(?:a|b)(x)(?:z)`. */
function withoutLookAround(pattern: string): string | undefined {
  const inner = isOneGroup(pattern) ? pattern.slice(1, -1) : pattern;
  const parts = topLevel(inner).map((part) =>
    /^(?:\(\?<=(?<before>[^()]*)\))?(?<group>\([^()]*\))(?:\(\?=(?<after>[^()]*)\))?$/.exec(part),
  );
  const [first] = parts;
  if (first?.groups === undefined || parts.some((part) => part === null)) return undefined;
  const { group = '', after = '' } = first.groups;
  const isSame = parts.every(
    (part) => part?.groups?.group === group && (part.groups.after ?? '') === after,
  );
  if (!isSame) return undefined;
  const befores = parts.map((part) => part?.groups?.before ?? '');
  return `(?:${befores.join('|')})${group}${after === '' ? '' : `(?:${after})`}`;
}

/** Alternatives outside brackets. */
function topLevel(pattern: string): string[] {
  const parts: string[] = [];
  let [from, depth, inClass] = [0, 0, false];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    if (char === '\\') at++;
    else if (inClass) inClass = char !== ']';
    else if (char === '[') inClass = true;
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (char === '|' && depth === 0) {
      parts.push(pattern.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, pattern.slice(from)];
}

function closingOf(pattern: string, open: number): number {
  let [depth, inClass] = [0, false];
  for (let at = open; at < pattern.length; at++) {
    const char = pattern[at];
    if (char === '\\') at++;
    else if (inClass) inClass = char !== ']';
    else if (char === '[') inClass = true;
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at;
  }
  return -1;
}

/** A text without what patterns match; patterns that cannot run in linear time are left out. */
export function withoutMatches(text: string, patterns: readonly string[]): string {
  return patterns
    .filter((pattern) => patternProblem(pattern) === null)
    .reduce((rest, pattern) => compilePattern(pattern).matcher(rest).replaceAll(''), text);
}
