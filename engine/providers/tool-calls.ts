import { z } from 'zod';
import type { Tool } from '../benchmark/benchmark.ts';

/** Calls of one reply that are kept. */
const MAX_CALLS = 128;
/** Characters of arguments that are kept of one call. */
const MAX_ARGUMENT_CHARS = 100_000;

/** The calls of a message of chat completions; what is no call of a function is no reason to throw a paid reply away. */
export const toolCallsSchema: z.ZodType<ToolCalls> = z
  .array(
    z
      .object({
        function: z.object({ name: z.string(), arguments: z.string().nullish().catch(null) }),
      })
      .nullable()
      .catch(null),
  )
  .nullish()
  .catch(null);

type ToolCalls =
  | readonly ({
      readonly function: { readonly name: string; readonly arguments?: string | null | undefined };
    } | null)[]
  | null
  | undefined;

/** The calls as they are kept: a JSON list of `{ name, arguments }`; `null` when there are none. */
export function storedToolCalls(calls: ToolCalls): string | null {
  const kept = (calls ?? []).flatMap((call) => {
    if (call === null) return [];
    const { name, arguments: written } = call.function;
    const given = (written ?? '').slice(0, MAX_ARGUMENT_CHARS).toWellFormed();
    return [{ name: name.slice(0, 200).toWellFormed(), arguments: given }];
  });
  return kept.length === 0 ? null : JSON.stringify(kept.slice(0, MAX_CALLS));
}

/** A tool as chat completions take it. */
export function toolOf({ name, description, parameters }: Tool): object {
  return { type: 'function', function: { name, description, parameters } };
}
