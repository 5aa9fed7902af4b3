import { z } from 'zod';
import { BENCHMARK_LIMITS } from './limits.ts';

/** Worked examples as they are written. */
export interface ExamplesFile {
  readonly file: string;
  readonly count?: number;
  readonly seed?: number;
}

/** A gate as it is written. */
export interface GateFile {
  readonly metric?: 'score' | 'passed';
  readonly margin?: number;
  readonly must_pass?: readonly string[];
}

/** A choice of models as it is written. */
export type SelectionFile =
  | readonly string[]
  | { readonly ids?: readonly string[]; readonly tags?: readonly string[] };

/** A text that is not empty. */
export const text = (description: string, max = 10_000): z.ZodString =>
  z.string().trim().min(1, 'must not be empty').max(max).describe(description);

/** What the user says after each reply. */
export const turns: z.ZodType<string | readonly string[]> = z.union([
  text('Column that holds the turns of each case, as a list.', 200),
  z.array(z.string().min(1, 'must not be empty').max(200_000)).min(1).max(BENCHMARK_LIMITS.turns),
]);

/** Worked examples. */
export const examples: z.ZodType<ExamplesFile> = z.strictObject({
  file: text('File of worked examples, in the same format as the cases.', 200),
  count: z
    .int()
    .min(1)
    .max(100)
    .exactOptional()
    .describe('How many are shown; all unless written.'),
  seed: z
    .int()
    .exactOptional()
    .describe('Picks them at random, always the same ones; the first unless written.'),
});

/** What must not get worse. */
export const gate: z.ZodType<GateFile> = z.strictObject({
  metric: z.enum(['score', 'passed']).exactOptional(),
  margin: z
    .number()
    .min(0)
    .max(1)
    .exactOptional()
    .describe('Largest loss that is no regression, 0 to 1; 0.02 unless written.'),
  must_pass: z
    .array(z.string())
    .max(1000)
    .exactOptional()
    .describe('Ids of cases that have to pass.'),
});

/** A choice of models. */
export const selection: z.ZodType<SelectionFile> = z.union([
  z.array(z.string()).max(200),
  z.strictObject({
    ids: z.array(z.string()).max(200).exactOptional(),
    tags: z.array(z.string()).max(50).exactOptional(),
  }),
]);
