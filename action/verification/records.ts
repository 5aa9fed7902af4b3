import { z } from 'zod';
import type { CheckedCase } from '../../engine/analysis/verification.ts';
import type { Git } from '../git/git.ts';
import { readTree } from '../git/tree.ts';
import { pathPart } from '../text/name.ts';

/** What one run has checked of one claim. */
export interface VerificationRecord {
  /** SHA-256 of the submitted file. */
  readonly digest: string;
  readonly path: string;
  readonly model: string;
  /** Name of the run, and when it was planned, ISO 8601 in UTC. */
  readonly run: string;
  readonly time: string;
  /** In the order they were drawn. */
  readonly checks: readonly CheckedCase[];
}

const FOLDER = 'verifications';
const MAX_BYTES = 1_000_000;
const share = z.number().min(0).max(1);

const recordSchema: z.ZodType<VerificationRecord> = z.object({
  digest: z.string(),
  path: z.string(),
  model: z.string(),
  run: z.string(),
  time: z.string(),
  checks: z.array(z.object({ case: z.string(), claimed: share, measured: share })),
});

/** `verifications/<digest>/<run>-<index>.json`: one file a run and claim, never written again. */
export function recordPath({ digest, run }: VerificationRecord, index: number): string {
  return `${FOLDER}/${pathPart(digest)}/${pathPart(run)}-${index}.json`;
}

export function recordBytes(record: VerificationRecord): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(record)}\n`);
}

/** All checks that the branch of results holds, the oldest first. */
export async function readRecords(
  git: Git,
  head: string | undefined,
): Promise<VerificationRecord[]> {
  if (head === undefined) return [];
  const tree = await readTree(git, head, [FOLDER]);
  const records: VerificationRecord[] = [];
  for (const path of tree.entries.keys()) {
    const bytes = await tree.read(path, MAX_BYTES);
    records.push(recordSchema.parse(JSON.parse(new TextDecoder().decode(bytes))));
  }
  return records.sort((a, b) => (a.time < b.time ? -1 : 1));
}

/** The checks of one claim, in the order they were made. */
export function checksOf(
  records: readonly VerificationRecord[],
  { digest, model }: Pick<VerificationRecord, 'digest' | 'model'>,
): CheckedCase[] {
  const mine = records.filter((record) => record.digest === digest && record.model === model);
  return mine.flatMap(({ checks }) => checks);
}
