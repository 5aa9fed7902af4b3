import { z } from 'zod';
import type { Step } from '../step.ts';

/** Options of `after`. */
export interface AfterOptions {
  readonly text: string;
  readonly ignore_case: boolean;
}

const options: z.ZodType<AfterOptions> = z.strictObject({
  text: z.string().min(1).max(500).describe('The marker that the answer follows.'),
  ignore_case: z.boolean().default(false).describe('Upper and lower case are the same.'),
});

/** The text after the last occurrence of a marker. */
export const after: Step<AfterOptions> = {
  step: 'after',
  version: 1,
  summary: 'Takes what follows the last occurrence of a marker.',
  options,
  shorthand: 'text',
  example: {
    options: { text: 'Answer:' },
    input: 'Answer: perhaps 3. No.\nAnswer: 4',
    output: '4',
  },
  extract: (text: string, { text: marker, ignore_case }: AfterOptions): string | null => {
    const end = ignore_case ? lastEndIgnoringCase(text, marker) : lastEnd(text, marker);
    return end < 0 ? null : text.slice(end).trim();
  },
};

function lastEnd(text: string, marker: string): number {
  const at = text.lastIndexOf(marker);
  return at < 0 ? -1 : at + marker.length;
}

/** By pattern, because changing the case of a text can change its length. */
function lastEndIgnoringCase(text: string, marker: string): number {
  const literal = marker.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  let end = -1;
  for (const match of text.matchAll(new RegExp(literal, 'giu')))
    end = match.index + match[0].length;
  return end;
}
