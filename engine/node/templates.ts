import { join } from 'node:path';
import type { Benchmark } from '../benchmark/benchmark.ts';
import { parseBenchmark } from '../benchmark/parse.ts';
import { diskFolder, foldersIn } from './files.ts';

const FOLDER = 'benchmarks/templates';

/** The templates that come with a package: complete benchmarks to be changed. None is no error. */
export async function openTemplates(packageRoot: string): Promise<Benchmark[]> {
  const names = await foldersIn(join(packageRoot, FOLDER));
  const parsed = await Promise.all(
    names.map((name) => parseBenchmark(diskFolder(packageRoot, `${FOLDER}/${name}`))),
  );
  return parsed.flatMap(({ benchmark }) => benchmark ?? []);
}
