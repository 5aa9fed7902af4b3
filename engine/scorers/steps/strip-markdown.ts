import { z } from 'zod';
import type { Step } from '../step.ts';

/** Each mark with what stays of it. Lengths are bounded, so that a hostile text costs linear time. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/^[^\S\n]{0,3}(?:```|~~~)[^\n`]{0,100}$\n?/gm, ''],
  [/^[^\S\n]{0,3}(?:[-*_][^\S\n]?){3,80}$/gm, ''],
  [/^[^\S\n]{0,3}#{1,6}[^\S\n]+/gm, ''],
  [/^(?:[^\S\n]{0,3}>[^\S\n]?){1,10}/gm, ''],
  [/^([^\S\n]{0,20})[-*+][^\S\n]+/gm, '$1'],
  [/!?\[([^\][\n]{0,500})\]\([^()\n]{0,1000}\)/g, '$1'],
  [/`([^`\n]{1,500})`/g, '$1'],
  [/(?<![\p{L}\p{N}*])\*\*(?=\S)((?:[^*\n]|\*(?!\*)){1,500})(?<=\S)\*\*/gu, '$1'],
  [/(?<![\p{L}\p{N}_])__(?=\S)((?:[^_\n]|_(?!_)){1,500})(?<=\S)__(?![\p{L}\p{N}_])/gu, '$1'],
  [/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]{1,500})(?<=\S)\*(?![\p{L}\p{N}*])/gu, '$1'],
  [/(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]{1,500})(?<=\S)_(?![\p{L}\p{N}_])/gu, '$1'],
  [/~~(?=\S)([^~\n]{1,500})~~/g, '$1'],
];

/** The text without the marks of Markdown, the contents of fences and links kept. */
export const stripMarkdown: Step = {
  step: 'strip_markdown',
  version: 1,
  summary: 'Takes away the marks of Markdown: emphasis, headings, bullets, fences, links.',
  options: z.strictObject({}),
  example: {
    options: {},
    input: '## Result\n- The **capital** is [`Paris`](https://example.org).',
    output: 'Result\nThe capital is Paris.',
  },
  extract: (text: string): string =>
    MARKS.reduce((plain, [mark, rest]) => plain.replaceAll(mark, rest), text).trim(),
};
