import type { z } from 'zod';
import { isJsonObject, type JsonValue } from '../json.ts';
import { type BenchmarkFile, benchmarkSchema } from './schema.ts';

/** Stands in for what is missing or wrong; nothing that is said of it reaches the author. */
const STAND_IN: BenchmarkFile = {
  title: '-',
  description: '-',
  version: '0.0.0',
  license: '-',
  prompt: '-',
  cases: [{}],
};

/**
 * The fields of a benchmark that nothing is wrong with, so that a misspelt word in one does not
 * hide what is wrong in the others, or in the cases.
 */
export function salvage(
  value: JsonValue,
  issues: readonly z.core.$ZodIssue[],
): BenchmarkFile | undefined {
  if (!isJsonObject(value)) return undefined;
  const broken = new Set<unknown>(
    issues.flatMap((issue) =>
      issue.path.length === 0 && issue.code === 'unrecognized_keys' ? issue.keys : issue.path[0],
    ),
  );
  const kept = Object.entries(value).filter(([name]) => !broken.has(name));
  const checked = benchmarkSchema.safeParse({ ...STAND_IN, ...Object.fromEntries(kept) });
  return checked.success ? checked.data : undefined;
}
