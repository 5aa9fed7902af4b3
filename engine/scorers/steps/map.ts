import { z } from 'zod';
import type { Step } from '../step.ts';

/** Options of `map`. */
export interface MapOptions {
  readonly values: Readonly<Record<string, string>>;
  readonly default?: string;
  readonly ignore_case: boolean;
}

const options: z.ZodType<MapOptions> = z.strictObject({
  values: z
    .record(z.string(), z.string().max(10_000))
    .describe('What stands for what: { yes: "1", no: "0" }.'),
  default: z
    .string()
    .max(10_000)
    .exactOptional()
    .describe('What every other text becomes; nothing is found unless written.'),
  ignore_case: z.boolean().default(false).describe('Upper and lower case are the same.'),
});

/** One text for another. */
export const map: Step<MapOptions> = {
  step: 'map',
  version: 1,
  summary: 'Puts one text in the place of another, such as a label in the place of a number.',
  options,
  example: {
    options: { values: { positive: '1', negative: '0' } },
    input: 'negative',
    output: '0',
  },
  extract: (text: string, { values, ignore_case, default: other }: MapOptions): string | null => {
    if (Object.hasOwn(values, text)) return values[text] ?? null;
    const folded = ignore_case ? text.toLowerCase() : undefined;
    const same = Object.entries(values).find(([key]) => key.toLowerCase() === folded);
    return same?.[1] ?? other ?? null;
  },
};
