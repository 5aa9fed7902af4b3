/** Longest text of a stranger in one code span, in characters. */
const MAX_CHARS = 120;

/**
 * Text of a stranger as a code span, the only form in which it gets into a comment, a check or a
 * summary: there GitHub makes no mention, reference, link, image, command or HTML of it. The fence
 * is longer than any run of backticks inside; a line's end, what is not seen and what turns the
 * direction of writing is a space; a pipe does not end the cell of a table.
 */
export function codeSpan(text: string, max: number = MAX_CHARS): string {
  const line = cut(oneLine(text.slice(0, max * 10 + 1000)), max);
  if (line === '') return '` `';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${line.replaceAll('|', '\\|')}${space}${fence}`;
}

/** Without controls, line ends, and what is not seen or turns the direction of writing. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]+/gu, ' ')
    .replace(/\p{Variation_Selector}|\u034f/gu, '')
    .replace(/[\u{e0000}-\u{e0fff}]+/gu, ' ')
    .trim();
}

/** Whole characters: half of an emoji is none. */
export function cut(text: string, max: number): string {
  const characters = [...text];
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : text;
}

/** A table; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Markdown that opens on a click. */
export function details(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}
