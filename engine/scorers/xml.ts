import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { nothingToScore, quote, scored } from './text/score.ts';
import { lastFence } from './text/structure/fences.ts';
import { xmlProblem } from './text/structure/xml.ts';

/** Options of `xml`. */
export interface XmlOptions {
  /** Names of elements, or paths of names such as `catalog/book/title`. */
  readonly required: readonly string[];
  readonly partial: boolean;
  readonly find: boolean;
}

const options: z.ZodType<XmlOptions> = z.strictObject({
  required: z
    .array(z.string().regex(/^[^\s/]+(?:\/[^\s/]+)*$/, 'an element looks like title or book/title'))
    .max(100)
    .default([])
    .describe('Elements that have to be there, as title or, inside of each other, as book/title.'),
  partial: z
    .boolean()
    .default(false)
    .describe(
      'The score is the share of required elements; otherwise all of them have to be there.',
    ),
  find: z
    .boolean()
    .default(true)
    .describe('Looks for XML in a Markdown fence or in prose; otherwise all has to be XML.'),
});

/** The answer is well-formed XML and holds the required elements. */
export const xml: Scorer<XmlOptions> = {
  type: 'xml',
  version: 1,
  summary: 'The answer is well-formed XML and holds the required elements.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: { required: ['book/title'] },
    right: '<book id="1"><title>Emma</title></book>',
    wrong: '<book id="1"><title>Emma</book>',
  },
  score: scoreXml,
};

function scoreXml({ answer }: ScoreInput, { required, partial, find }: XmlOptions): Score {
  if (answer === null) return nothingToScore();
  const text = (find ? findXml(answer) : answer).trim();
  const missing = new Set(required);
  const problem = xmlProblem(text, (path) => {
    for (const wanted of missing) if (endsIn(path, wanted)) missing.delete(wanted);
  });
  if (problem !== null)
    return scored(0, text === '' ? null : text, `no well-formed XML: ${problem}`);
  if (missing.size === 0) return scored(1, text, `is well-formed XML${withAll(required)}`);
  const share = partial ? 1 - missing.size / new Set(required).size : 0;
  return scored(share, text, `lacks ${[...missing].slice(0, 10).map(quote).join(', ')}`);
}

function endsIn(path: readonly string[], wanted: string): boolean {
  const names = wanted.split('/');
  return names.every((name, index) => path[path.length - names.length + index] === name);
}

function withAll(required: readonly string[]): string {
  return required.length === 0 ? '' : ' with all required elements';
}

/** The last fence that may be XML, else what stands between the first `<` and the last `>`. */
function findXml(answer: string): string {
  const fenced = lastFence(answer, ['xml', 'svg', 'html']);
  if (fenced?.includes('<') === true) return fenced;
  const start = answer.indexOf('<');
  return start < 0 ? answer : answer.slice(start, answer.lastIndexOf('>') + 1);
}
