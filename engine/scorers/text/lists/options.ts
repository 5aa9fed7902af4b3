import { z } from 'zod';
import type { ListFormat } from './read.ts';

/** Options that every scorer of lists takes. */
interface ListFields {
  readonly format: z.ZodType<ListFormat>;
  readonly ignore_case: z.ZodType<boolean>;
}

/** How lists are read: the part of a schema that every scorer of lists shares. */
export const LIST_FIELDS: ListFields = {
  format: z
    .enum(['auto', 'json', 'lines', 'commas'])
    .default('auto')
    .describe(
      'How items are told apart; auto tries JSON, bullets, lines and commas in this order.',
    ),
  ignore_case: z.boolean().default(false).describe('Upper and lower case are the same.'),
};

/** Options of scorers that may look at the first items only. */
export interface CutOffOptions {
  /** Items after the first k do not count; all count when absent. */
  readonly k?: number;
}

/** The part of a schema that cuts a list off. */
export const CUT_OFF: z.ZodType<number> = z
  .int()
  .min(1)
  .max(10_000)
  .describe('Only the first k items of the answer count; all of them when left out.');
