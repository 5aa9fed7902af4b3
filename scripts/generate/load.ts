import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Generator } from './generator.ts';

/** Ids of the benchmarks whose cases are generated. */
export function generatedIds(root: string): string[] {
  const files = globSync('scripts/generate/benchmarks/*.ts', { cwd: root });
  return files.map((file) => basename(file, '.ts')).sort();
}

/**
 * The generator of a benchmark.
 *
 * @throws Error when its file exports none, or one of another benchmark.
 */
export async function loadGenerator(root: string, id: string): Promise<Generator> {
  const file = join(root, 'scripts', 'generate', 'benchmarks', `${id}.ts`);
  const { generator }: { generator?: Generator } = await import(pathToFileURL(file).href);
  if (generator?.id !== id) throw new Error(`${file} exports no generator of "${id}"`);
  return generator;
}
