import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Benchmark, SourcePosition, TestCase } from '../../benchmark/benchmark.ts';
import { canRemove, withoutRecords } from '../../benchmark/rows/without.ts';
import { writeWhole } from '../files.ts';

/** A place in the files of a benchmark that says what is to be forgotten. */
export interface Forgotten {
  readonly file: string;
  readonly line: number;
  /** Whether it can be removed here; otherwise by hand. */
  readonly removable: boolean;
}

/** Takes cases out of their files; Parquet alone is left to be written again by hand. */
export async function forgetCases(
  root: string,
  cases: readonly TestCase[],
  apply: boolean,
): Promise<Forgotten[]> {
  const places = cases.map(({ source }) => source);
  if (apply)
    await removeRecords(
      root,
      places.filter(({ file }) => canRemove(file)),
    );
  return places.map(({ file, line }) => ({ file, line, removable: canRemove(file) }));
}

async function removeRecords(root: string, places: readonly SourcePosition[]): Promise<void> {
  for (const file of new Set(places.map((place) => place.file))) {
    const gone = places.filter((place) => place.file === file);
    const text = await readFile(join(root, file), 'utf8');
    await writeWhole(join(root, file), withoutRecords(file, text, gone));
  }
}

/** Takes an author out of `benchmark.yaml`, comments kept. */
export async function forgetAuthor(
  root: string,
  benchmark: Benchmark,
  login: string,
  apply: boolean,
): Promise<Forgotten[]> {
  if (!benchmark.authors.some(({ github }) => sameLogin(github, login))) return [];
  const file = `benchmarks/${benchmark.id}/benchmark.yaml`;
  const text = await readFile(join(root, file), 'utf8');
  const document = parseDocument(text);
  const authors = document.get('authors');
  if (!isSeq(authors)) return [];
  const found = authors.items.filter(
    (item) => isMap(item) && sameLogin(loginOf(item.get('github')), login),
  );
  const places = found.map((item): Forgotten => {
    const offset = isMap(item) ? (item.range?.[0] ?? 0) : 0;
    return { file, line: text.slice(0, offset).split('\n').length, removable: true };
  });
  authors.items = authors.items.filter((item) => !found.includes(item));
  if (authors.items.length === 0) document.delete('authors');
  if (apply) await writeWhole(join(root, file), document.toString({ lineWidth: 100 }));
  return places;
}

function loginOf(value: unknown): string | undefined {
  const plain = isScalar(value) ? value.value : value;
  return typeof plain === 'string' ? plain : undefined;
}

/** GitHub does not tell upper from lower case. */
export function sameLogin(a: unknown, b: string): boolean {
  return typeof a === 'string' && a.toLowerCase() === b.replace(/^@/, '').toLowerCase();
}
