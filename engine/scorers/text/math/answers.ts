import { announced } from '../announcements.ts';
import { lastBoxed } from '../boxed.ts';
import { MAX_MATH_CHARS } from './tokens.ts';

/** Characters of a reply before these are not read: the answer comes last. */
const MAX_CHARS = 20_000;
const DELIMITED =
  /\$\$([^$]{1,2000})\$\$|\$([^$\n]{1,2000})\$|\\\(([^\n]{1,500}?)\\\)|\\\[([\s\S]{1,500}?)\\\]/g;
const MAX_DELIMITERS = 200;

/**
 * The parts of a reply that may be its answer, the likeliest first: its last box and nothing else;
 * else all of it, what it announces, its last formula, its last line and what follows “is” or “=”.
 */
export function answerTexts(reply: string): string[] {
  const boxed = lastBoxed(reply);
  if (boxed !== null) return [boxed];
  const text = reply.slice(-MAX_CHARS).trim();
  const last = text.slice(text.lastIndexOf('\n') + 1);
  const said = announced(text)[0]?.text.split('\n')[0] ?? '';
  const parts = [
    reply.length <= MAX_MATH_CHARS ? text : '',
    lastFormula(said) ?? said,
    lastFormula(text) ?? '',
    last,
    afterLast(last, ' is '),
    afterLast(last, '='),
  ];
  return [...new Set(parts.map(withoutMarks))].filter((part) => part !== '');
}

/** What follows the last mark, or nothing: without a mark no part of the text is an answer. */
function afterLast(text: string, mark: string): string {
  const at = text.lastIndexOf(mark);
  return at < 0 ? '' : text.slice(at + mark.length);
}

function lastFormula(text: string): string | null {
  if (text.split(/\\[([]/, MAX_DELIMITERS).length >= MAX_DELIMITERS) return null;
  const match = [...text.matchAll(DELIMITED)].at(-1);
  return match?.slice(1).find((group) => group !== undefined) ?? null;
}

/** Without the marks of Markdown round it and the full stop of a sentence. */
function withoutMarks(text: string): string {
  const bare = text
    .trim()
    .replace(/^[*_`\s]{1,6}/, '')
    .replace(/[*_`\s]{1,6}$/, '');
  return bare.replace(/[.,;:*]{1,3}$/, '').trim();
}
