import type { z } from 'zod';
import { isJsonObject, type JsonValue } from '../json.ts';
import type { Benchmark } from './benchmark.ts';

/** Whether a benchmark asks anything; one that only shows published results does not. */
export function isAsked({ prompt }: Pick<Benchmark, 'prompt'>): boolean {
  return prompt.length > 0;
}

/** A benchmark needs a prompt and cases, unless it does nothing but show published results. */
export function missingParts(written: JsonValue): z.core.$ZodIssue[] {
  if (!isJsonObject(written)) return [];
  const isShown = written.published !== undefined && written.prompt === undefined;
  const needed = isShown ? [] : ['prompt', 'cases'];
  return needed
    .filter((name) => written[name] === undefined)
    .map((name) => ({ code: 'custom', path: [name], message: 'is missing', input: undefined }));
}
