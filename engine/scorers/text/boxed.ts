/** How many boxes are tried, from the last one back, before a text is taken to have none. */
const MAX_TRIES = 20;

/** What stands in the last closed `\boxed{…}` or `\fbox{…}` of a text, or `null`. */
export function lastBoxed(text: string): string | null {
  let from = text.length;
  for (let tries = 0; tries < MAX_TRIES && from > 0; tries++) {
    const at = Math.max(
      text.lastIndexOf('\\boxed', from - 1),
      text.lastIndexOf('\\fbox', from - 1),
    );
    if (at < 0) return null;
    const content = braced(text, at + (text.startsWith('\\boxed', at) ? 6 : 5));
    if (content !== null) return content.trim();
    from = at;
  }
  return null;
}

/** The text between the braces that open at `from`, inner braces included. */
function braced(text: string, from: number): string | null {
  const open = text[from] === ' ' ? from + 1 : from;
  if (text[open] !== '{') return null;
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '{') depth++;
    else if (text[at] === '}') depth--;
    if (depth === 0) return text.slice(open + 1, at);
  }
  return null;
}
