import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { foldCase } from './text/normalise.ts';
import { nothingToScore, quote, scored } from './text/score.ts';
import {
  type MarkdownContent,
  type MarkdownPart,
  markdownContent,
} from './text/structure/markdown.ts';

/** Options of `markdown`. */
export interface MarkdownOptions {
  readonly headings: readonly string[];
  readonly parts: readonly MarkdownPart[];
  readonly languages: readonly string[];
  readonly partial: boolean;
}

const options: z.ZodType<MarkdownOptions> = z.strictObject({
  headings: z
    .array(z.string().min(1))
    .max(100)
    .default([])
    .describe('Texts of headings that have to be there, whatever their level and case.'),
  parts: z
    .array(
      z.enum([
        'heading',
        'list',
        'ordered_list',
        'task_list',
        'table',
        'code',
        'quote',
        'link',
        'image',
      ]),
    )
    .default([])
    .describe('What has to be there somewhere.'),
  languages: z
    .array(z.string().min(1))
    .max(100)
    .default([])
    .describe('Languages in which there has to be fenced code.'),
  partial: z
    .boolean()
    .default(false)
    .describe('The score is the share of what is asked for; otherwise all of it has to be there.'),
});

/** The answer is Markdown and has the headings, lists, tables and code that are asked for. */
export const markdown: Scorer<MarkdownOptions> = {
  type: 'markdown',
  version: 1,
  summary: 'The answer has the headings, lists, tables and code of Markdown that are asked for.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { headings: ['Results'], parts: ['table'] },
    right: '## Results\n\n| a | b |\n|---|---|\n| 1 | 2 |',
    wrong: '## Results\n\n- a: 1\n- b: 2',
  },
  score: scoreMarkdown,
};

function scoreMarkdown({ answer }: ScoreInput, rules: MarkdownOptions): Score {
  if (answer === null) return nothingToScore();
  const content = markdownContent(answer);
  const wishes = wishesOf(content, rules);
  if (wishes.length === 0) {
    const isAny = content.parts.size > 0;
    return scored(
      isAny ? 1 : 0,
      answer,
      isAny ? `has ${[...content.parts].join(', ')}` : 'no Markdown',
    );
  }
  const missing = wishes.filter(({ isThere }) => !isThere).map(({ name }) => name);
  if (missing.length === 0) return scored(1, answer, `has all of ${wishes.length} parts`);
  const share = rules.partial ? 1 - missing.length / wishes.length : 0;
  return scored(share, answer, `lacks ${missing.slice(0, 10).join(', ')}`);
}

interface Wish {
  readonly name: string;
  readonly isThere: boolean;
}

function wishesOf(content: MarkdownContent, rules: MarkdownOptions): Wish[] {
  const headings = new Set(content.headings.map(comparable));
  return [
    ...rules.headings.map((text) => ({
      name: `the heading ${quote(text)}`,
      isThere: headings.has(comparable(text)),
    })),
    ...rules.parts.map((part) => ({
      name: `a ${part.replaceAll('_', ' ')}`,
      isThere: content.parts.has(part),
    })),
    ...rules.languages.map((language) => ({
      name: `code in ${language}`,
      isThere: content.languages.includes(language.toLowerCase()),
    })),
  ];
}

function comparable(heading: string): string {
  return foldCase(heading.normalize())
    .replace(/[:.\s]+$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
