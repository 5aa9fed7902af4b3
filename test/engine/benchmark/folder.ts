import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import type { BenchmarkFolder } from '../../../engine/benchmark/folder.ts';
import { type ParsedBenchmark, parseBenchmark } from '../../../engine/benchmark/parse.ts';

/** Files of a benchmark in memory: text, bytes, or a value that is written as JSON. */
export type Files = Readonly<Record<string, unknown>>;

/** `benchmark.yaml` as a value, complete but for what a test is about. */
export const SUMS = {
  title: 'Sums',
  description: 'Small sums.',
  version: '1.0.0',
  license: 'MIT',
  prompt: '{{question}}',
  cases: 'cases.csv',
  score: ['equals'],
} as const;

export const SUMS_CSV = 'id,question,expected\na,1+1?,2\nb,2+2?,4\n';

/** A folder without a disk. */
export function memoryFolder(files: Files, id = 'sums'): BenchmarkFolder {
  return {
    id,
    path: `benchmarks/${id}`,
    read: async (name, maxBytes) => {
      if (!Object.hasOwn(files, name)) return undefined;
      const bytes = bytesOf(files[name]);
      if (bytes.length > maxBytes) throw new RangeError('too large');
      return bytes;
    },
  };
}

export function parseFiles(files: Files): Promise<ParsedBenchmark> {
  return parseBenchmark(memoryFolder(files));
}

/** The benchmark of files that have no problem. */
export async function benchmarkOf(files: Files): Promise<Benchmark> {
  const { benchmark, problems } = await parseFiles(files);
  if (benchmark === undefined || problems.length > 0)
    throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return benchmark;
}

function bytesOf(content: unknown): Uint8Array {
  if (content instanceof Uint8Array) return content;
  return new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
}
