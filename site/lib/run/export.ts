import { ByteWriter } from 'hyparquet-writer';
import { writeResults } from '../../../engine/results/parquet.ts';
import type { PageResults } from './run-in-page.ts';

/** Results as the file that a pull request adds to `results/`. */
export interface ResultsFile {
  /** Below `results/`. */
  readonly path: string;
  readonly bytes: ArrayBuffer;
}

export async function resultsFile(
  benchmark: string,
  { results, runAt, runId }: PageResults,
): Promise<ResultsFile> {
  const writer = new ByteWriter();
  await writeResults(writer, undefined, results);
  const time = runAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return { path: `${benchmark}/${time}-${runId}.parquet`, bytes: writer.getBuffer() };
}
