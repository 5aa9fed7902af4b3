import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Benchmark, TestCase } from '../../benchmark/benchmark.ts';
import { writeWhole } from '../files.ts';

/** A place in the files of a benchmark that says what is to be forgotten. */
export interface Forgotten {
  readonly file: string;
  readonly line: number;
  /** Whether it can be removed here; otherwise by hand. */
  readonly removable: boolean;
}

/** Takes cases out of their files. Only files with a record a line can be edited safely. */
export async function forgetCases(
  root: string,
  cases: readonly TestCase[],
  apply: boolean,
): Promise<Forgotten[]> {
  const forgotten = cases.map(
    ({ source }): Forgotten => ({
      file: source.file,
      line: source.line,
      removable: /\.(?:jsonl|ndjson)$/.test(source.file),
    }),
  );
  if (apply)
    await removeLines(
      root,
      forgotten.filter(({ removable }) => removable),
    );
  return forgotten;
}

async function removeLines(root: string, places: readonly Forgotten[]): Promise<void> {
  for (const file of new Set(places.map((place) => place.file))) {
    const gone = new Set(places.filter((place) => place.file === file).map(({ line }) => line));
    const lines = (await readFile(join(root, file), 'utf8')).split('\n');
    await writeWhole(join(root, file), lines.filter((_, index) => !gone.has(index + 1)).join('\n'));
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
