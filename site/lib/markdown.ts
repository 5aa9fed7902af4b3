import { markdownText } from '../../engine/report/markdown.ts';

/** Longest text of a stranger in a line, in characters. */
const LONGEST = 600;

/** Text of a stranger on one line, nothing of it being markup. */
export function plain(text: string): string {
  return markdownText(text, LONGEST);
}

/** A link whose text is a stranger's. */
export function link(text: string, address: string): string {
  return `[${plain(text)}](${address.replace(/[()\s<>]/g, encodeURIComponent)})`;
}

/** A table; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text of a stranger as it is, in a fence longer than any it holds. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

/** Parts of a page with a blank line between them; empty ones are left out. */
export function blocks(...parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** A list; items are Markdown already. */
export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
