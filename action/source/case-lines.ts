import type { Tree } from '../git/tree.ts';

/** A line of a file. */
export interface LinePlace {
  readonly file: string;
  readonly line: number;
}

const CASE_FILES = /\.(csv|tsv|jsonl|json|ya?ml)$/;
const MAX_BYTES = 8_000_000;

/** The line each case begins on, by its id: the first line of its file that holds the id as a value. */
export async function caseLines(tree: Tree, benchmark: string): Promise<Map<string, LinePlace>> {
  const found = new Map<string, LinePlace>();
  for (const { path, size } of tree.entries.values()) {
    if (!path.startsWith(`benchmarks/${benchmark}/`) || !CASE_FILES.test(path)) continue;
    if (size === undefined || size > MAX_BYTES) continue;
    const text = new TextDecoder().decode(await tree.read(path, MAX_BYTES));
    for (const [index, line] of text.split('\n').entries()) {
      for (const id of idsIn(line))
        if (!found.has(id)) found.set(id, { file: path, line: index + 1 });
    }
  }
  return found;
}

/** What may be the id on a line: the value of a field `id`, or the first field of a table. */
function idsIn(line: string): string[] {
  const field = /["']?\bid["']?\s*:\s*["']?([^"',}\s]{1,200})/.exec(line)?.[1];
  const first = /^"?([^",;\t{]{1,200})"?(?:[,;\t]|$)/.exec(line)?.[1];
  return [field, first].filter((id) => id !== undefined);
}
