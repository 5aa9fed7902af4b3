import { z } from 'zod';
import { COST_SOURCES, OUTCOMES } from './columns.ts';
import type { Reply } from './reply.ts';

const text = z.string().nullable().default(null);
const number = z.number().nullable().default(null);

/** A reply inside a column of JSON, as a file of results holds it. */
export const storedReply: z.ZodType<Reply> = z.object({
  outcome: z.enum(OUTCOMES),
  finish_reason: text,
  output: text,
  reasoning_tokens: number,
  input_tokens: number,
  output_tokens: number,
  cost_usd: number,
  cost_source: z.enum(COST_SOURCES).default('unknown'),
  latency_ms: number,
  first_token_ms: number,
  attempts: z.number().default(0),
  provider: text,
  served_model: text,
  error: text,
  asked_at: z
    .string()
    .nullable()
    .default(null)
    .transform((time) => (time === null ? null : new Date(time))),
});

/** The items of a column that holds a list in JSON; a stranger's file may hold anything else. */
export function storedList<Item>(
  column: string | null | undefined,
  schema: z.ZodType<Item>,
): Item[] {
  if (column === null || column === undefined) return [];
  try {
    const list: unknown = JSON.parse(column);
    if (!Array.isArray(list)) return [];
    return list.flatMap((item) => {
      const read = schema.safeParse(item);
      return read.success ? [read.data] : [];
    });
  } catch {
    return [];
  }
}
