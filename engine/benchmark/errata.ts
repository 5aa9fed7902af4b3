import { z } from 'zod';
import type { Problem } from '../problem.ts';
import { parseSource } from './document.ts';
import { type BenchmarkFolder, readNamedFile } from './folder.ts';
import { problemsFromIssues } from './issues.ts';
import { BENCHMARK_LIMITS } from './limits.ts';
import { START } from './rows/row.ts';

/** A case that was wrong, and what became of it. */
export interface Erratum {
  /** Id of the case; the case itself may be gone. */
  readonly case: string;
  /** What was wrong with it. */
  readonly wrong: string;
  /** The version of the benchmark that put it right; absent as long as it is only confirmed. */
  readonly fixed_in?: string;
  /** Who found it. */
  readonly by: string;
  /** Day it was confirmed, `YYYY-MM-DD`. */
  readonly date: string;
}

/** The file of errata; a benchmark without one has none. */
export const ERRATA_FILE = 'errata.yaml';

const MOST_ERRATA = 5_000;

const schema: z.ZodType<readonly Erratum[]> = z
  .array(
    z.strictObject({
      case: z.string().min(1).max(200),
      wrong: z.string().trim().min(1, 'must say what was wrong').max(1000),
      fixed_in: z
        .string()
        .regex(/^\d+\.\d+\.\d+$/, 'must be a version such as 1.0.1')
        .exactOptional(),
      by: z.string().trim().min(1, 'must name who found it').max(100),
      date: z.iso.date('must be a day such as 2026-11-20'),
    }),
  )
  .max(MOST_ERRATA);

/** Reads `errata.yaml`; it changes no score, so it is no part of the fingerprint. */
export async function readErrata(
  folder: BenchmarkFolder,
): Promise<{ readonly errata: readonly Erratum[]; readonly problems: readonly Problem[] }> {
  const path = `${folder.path}/${ERRATA_FILE}`;
  const limit = BENCHMARK_LIMITS.yamlBytes;
  if ((await exists(folder, limit)) === false) return { errata: [], problems: [] };
  const file = await readNamedFile(folder, ERRATA_FILE, limit, { file: path, ...START });
  if (!('text' in file)) return { errata: [], problems: file.problems };
  const document = parseSource(file.text, path);
  if (document.value === undefined) return { errata: [], problems: document.problems };
  const checked = schema.safeParse(document.value ?? []);
  return checked.success
    ? { errata: checked.data, problems: [] }
    : { errata: [], problems: problemsFromIssues(checked.error.issues, document, schema) };
}

/** A file that is too large exists: reading it says so. */
async function exists(folder: BenchmarkFolder, most: number): Promise<boolean> {
  try {
    return (await folder.read(ERRATA_FILE, most)) !== undefined;
  } catch {
    return true;
  }
}
