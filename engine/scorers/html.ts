import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { nothingToScore, quote, scored } from './text/score.ts';
import { lastFence } from './text/structure/fences.ts';
import { htmlSigns } from './text/structure/html.ts';

/** Options of `html`. */
export interface HtmlOptions {
  readonly required: readonly string[];
  readonly partial: boolean;
  readonly find: boolean;
}

const options: z.ZodType<HtmlOptions> = z.strictObject({
  required: z
    .array(z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'an element is a name such as table'))
    .max(100)
    .default([])
    .describe('Elements that have to be there, as table or h1.'),
  partial: z
    .boolean()
    .default(false)
    .describe(
      'The score is the share of required elements; otherwise all of them have to be there.',
    ),
  find: z
    .boolean()
    .default(true)
    .describe('HTML anywhere is enough; otherwise the answer begins and ends with a tag.'),
});

/** The signs that make HTML of a text; one alone may be prose such as “a < b”. */
const LEAST_POINTS = 2;

/** The answer holds HTML and the required elements. */
export const html: Scorer<HtmlOptions> = {
  type: 'html',
  version: 1,
  summary: 'The answer holds HTML, by at least two signs of it, and the required elements.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { required: ['ul', 'li'] },
    right: '<ul><li>One</li><li>Two</li></ul>',
    wrong: '<p>One, two</p>',
  },
  score: scoreHtml,
};

function scoreHtml({ answer }: ScoreInput, { required, partial, find }: HtmlOptions): Score {
  if (answer === null) return nothingToScore();
  const text = (lastFence(answer, ['html']) ?? answer).trim();
  const { elements, points } = htmlSigns(text);
  if (points < LEAST_POINTS) return scored(0, text, `no HTML in ${quote(text)}`);
  if (!find && !(text.startsWith('<') && text.endsWith('>') && text === answer.trim())) {
    return scored(0, text, 'something else stands before or after the HTML');
  }
  const wanted = [...new Set(required.map((name) => name.toLowerCase()))];
  const missing = wanted.filter((name) => !elements.has(name));
  if (missing.length === 0) return scored(1, text, 'is HTML with all required elements');
  const share = partial ? 1 - missing.length / wanted.length : 0;
  return scored(share, text, `lacks ${missing.slice(0, 10).join(', ')}`);
}
