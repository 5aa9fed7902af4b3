import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { foldCase } from './text/normalise.ts';
import { emptyExpected, quote, scoreAccepted, scored, textOf } from './text/score.ts';

/** Options of `ends_with`. */
export interface EndsWithOptions {
  readonly ignore_case: boolean;
  readonly ignore_mark: boolean;
  /** Accepted instead of the expected value. */
  readonly values?: readonly string[];
}

const options: z.ZodType<EndsWithOptions> = z.strictObject({
  ignore_case: z.boolean().default(false).describe('Upper and lower case are the same.'),
  ignore_mark: z
    .boolean()
    .default(false)
    .describe('Punctuation and quotation marks at the very end do not count.'),
  values: z
    .array(z.string().min(1))
    .min(1)
    .exactOptional()
    .describe('Texts that are accepted instead of the expected value.'),
});

/** The answer ends with the expected text. */
export const endsWith: Scorer<EndsWithOptions> = {
  type: 'ends_with',
  version: 1,
  summary: 'The answer ends with the expected text, white space aside.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: { ignore_mark: true },
    expected: ['Paris', 'the French capital'],
    right: 'The answer is Paris.',
    wrong: 'Paris, I think.',
  },
  score: scoreEndsWith,
};

function scoreEndsWith(input: ScoreInput, chosen: EndsWithOptions): Score {
  const { answer } = input;
  const end = answer === null ? '' : prepared(answer, chosen);
  return scoreAccepted(input, chosen.values ?? input.expected, (whole, expected) => {
    const wanted = prepared(textOf(expected), chosen);
    if (wanted === '') return emptyExpected();
    const isRight = end.endsWith(wanted);
    const verb = isRight ? 'ends with' : 'does not end with';
    return scored(isRight ? 1 : 0, whole.trim(), `${verb} ${quote(textOf(expected))}`);
  });
}

function prepared(text: string, { ignore_case, ignore_mark }: EndsWithOptions): string {
  const folded = ignore_case ? foldCase(text.normalize()) : text.normalize();
  return (ignore_mark ? withoutFinalMarks(folded) : folded).trimEnd();
}

/** By steps from the end: a pattern for it would take quadratic time on a text full of marks. */
function withoutFinalMarks(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s\p{P}`]/u.test(text[end - 1] ?? '')) end--;
  return end === 0 ? text : text.slice(0, end);
}
