const PAIRS: Readonly<Record<string, string>> = { '{': '}', '[': ']' };
const MOST_CHARS = 200_000;

/** What a text leaves open at its end, in words; `null` when it is complete. */
export function unfinishedPart(text: string): string | null {
  const fences = text.match(/^\s*(?:```|~~~)/gm)?.length ?? 0;
  if (fences % 2 === 1) return 'a code fence is not closed';
  const bracket = openBracket(text.trim().slice(0, MOST_CHARS));
  if (bracket !== null) return `a bracket ${bracket} is not closed`;
  return null;
}

/** Whether a text stops in the middle of a sentence. */
export function endsInSentence(text: string): boolean {
  return /[\p{L}\p{N},;:–-]$/u.test(text.trimEnd()) && /[.!?]\s/.test(text);
}

/** The bracket that JSON leaves open; prose has brackets that mean nothing, so only JSON counts. */
function openBracket(text: string): string | null {
  if (!/^[[{]/.test(text)) return null;
  const open: string[] = [];
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (inString && char === '\\') at++;
    else if (char === '"') inString = !inString;
    else if (!inString && PAIRS[char] !== undefined) open.push(char);
    else if (!inString && char === PAIRS[open.at(-1) ?? '']) open.pop();
  }
  return inString ? '"' : (open.at(-1) ?? null);
}
