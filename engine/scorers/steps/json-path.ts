import { z } from 'zod';
import type { Step } from '../step.ts';
import { findJson, jsonAt, pathKeys } from '../text/json.ts';
import { textOf } from '../text/score.ts';

/** Options of `json_path`. */
export interface JsonPathOptions {
  readonly path: string;
}

const options: z.ZodType<JsonPathOptions> = z.strictObject({
  path: z
    .string()
    .min(1)
    .refine((path) => pathKeys(path) !== null, 'a path looks like answer.items[0].name')
    .describe('Keys and indexes, such as answer.items[0].name; [-1] is the last item.'),
});

/** A value out of the JSON in a reply. */
export const jsonPath: Step<JsonPathOptions> = {
  step: 'json_path',
  version: 1,
  summary: 'Takes a value out of the JSON in the reply; what is no text is written as JSON.',
  options,
  shorthand: 'path',
  example: {
    options: { path: 'items[0].name' },
    input: 'Here you are:\n```json\n{"items": [{"name": "pear"}]}\n```',
    output: 'pear',
  },
  extract: (text: string, { path }: JsonPathOptions): string | null => {
    const value = findJson(text);
    const found = value === undefined ? undefined : jsonAt(value, path);
    return found === undefined ? null : textOf(found);
  },
};
