/** Stands before every line of a stranger's text, so that the runner sees no command in it. */
const BAR = '│ ';

/** Longest text of a stranger that one entry of the log holds, in characters. */
const MAX_CHARS = 4_000;

/**
 * Text of a stranger made safe for the log of a job. The runner obeys a line that begins with `::`
 * and `##[` anywhere in a line, whoever wrote it: each line gets a bar in front, every way to end a
 * line is a line's end, and nothing that is not seen is left.
 */
export function logText(text: string): string {
  return text
    .slice(0, MAX_CHARS)
    .toWellFormed()
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map((line) => BAR + plainLine(line))
    .join('\n');
}

function plainLine(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').replaceAll('##[', '## [');
}
