import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Benchmark } from '../benchmark/benchmark.ts';
import type { HumanLabel } from '../judges/labels.ts';
import { parseLabels } from '../judges/labels.ts';
import { UserError } from '../problem.ts';
import type { Result } from '../results/columns.ts';
import { isMissing } from './files.ts';
import { listResultFiles, readResultFile } from './results.ts';

/** Labels of people: `reviews/<benchmark>/<reviewer>.jsonl`, so that two never write one file. */
function reviewsFolder(root: string, benchmark: string): string {
  return join(root, 'reviews', benchmark);
}

/** All labels of a benchmark. @throws UserError naming a line that is none. */
export async function readLabels(root: string, benchmark: string): Promise<HumanLabel[]> {
  const folder = reviewsFolder(root, benchmark);
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const labels: HumanLabel[] = [];
  for (const name of names.filter((file) => file.endsWith('.jsonl')).sort()) {
    const read = parseLabels(await readFile(join(folder, name), 'utf8'));
    const [line] = read.wrong;
    if (line !== undefined)
      throw new UserError(
        `reviews/${benchmark}/${name}:${line}:1 is no label`,
        'take the line out, or write it again with `benchmarkhub review`',
      );
    labels.push(...read.labels);
  }
  return labels;
}

/** Adds one label to the reviewer's own file. */
export async function writeLabel(
  root: string,
  benchmark: string,
  label: HumanLabel,
): Promise<void> {
  const folder = reviewsFolder(root, benchmark);
  await mkdir(folder, { recursive: true });
  await appendFile(join(folder, `${label.reviewer}.jsonl`), `${JSON.stringify(label)}\n`);
}

/** The newest row of each call of a benchmark as it stands now. */
export async function currentRows(
  folder: string,
  { id, fingerprint }: Benchmark,
): Promise<Result[]> {
  const newest = new Map<string, Result>();
  for (const file of await listResultFiles(folder)) {
    if (!file.startsWith(`${id}/`)) continue;
    for (const row of await readResultFile(join(folder, file))) {
      if (row.fingerprint !== fingerprint) continue;
      const known = newest.get(row.call_key);
      if (known === undefined || known.run_at <= row.run_at) newest.set(row.call_key, row);
    }
  }
  return [...newest.values()];
}
