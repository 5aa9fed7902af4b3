import { hashOf } from '../hash.ts';
import { addProblems } from '../problem.ts';
import type { Assembly } from './assembly.ts';
import type { TestCase } from './benchmark.ts';
import { readRows } from './folder.ts';
import { type CaseRow, errorAt } from './rows/row.ts';

/** The worked examples of a benchmark; `understand` makes cases of records. */
export async function readExamples(
  { folder, written, document, problems }: Assembly,
  understand: (rows: readonly CaseRow[]) => TestCase[],
): Promise<readonly TestCase[]> {
  const { examples } = written;
  if (examples === undefined) return [];
  const asked = { file: document.file, ...document.positionOf(['examples', 'file']) };
  const { rows, problems: found } = await readRows(folder, [{ name: examples.file, asked }]);
  addProblems(problems, found);
  const all = understand(rows);
  const { count = 1, seed } = examples;
  if (found.length === 0 && all.length < count) {
    const at = document.positionOf(['examples', 'count']);
    const message = `${count} worked examples are to be shown, the file has ${all.length}`;
    problems.push(errorAt(document.file, at, message, 'add examples, or show fewer'));
  }
  return pickExamples(all, examples.count, seed);
}

/**
 * The worked examples that are shown: the first `count`, or with a seed a random choice of that
 * many that is the same for ever (cases ranked by the hash of seed and case).
 */
export function pickExamples(
  cases: readonly TestCase[],
  count: number | undefined,
  seed: number | undefined,
): readonly TestCase[] {
  if (seed === undefined) return cases.slice(0, count);
  const ranked = cases.map((example) => ({ example, rank: hashOf([seed, example.hash]) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return ranked.slice(0, count).map(({ example }) => example);
}
