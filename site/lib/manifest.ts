import { resultPath } from './address.ts';
import type { SiteData } from './site-data.ts';

/**
 * `/data/manifest.json`: every file of results, with what is needed to fetch it and to check it;
 * paths are relative to the site's base.
 */
export function manifestOf(data: SiteData): object {
  const licences = new Map(data.benchmarks.map(({ id, license }) => [id, license]));
  return {
    title: data.title,
    generated_at: data.generatedAt,
    commit: data.commit,
    total: {
      files: data.files.length,
      rows: data.files.reduce((sum, { rows }) => sum + rows, 0),
      bytes: data.files.reduce((sum, { bytes }) => sum + bytes, 0),
    },
    files: data.files.map(({ path, bytes, sha256, rows, runs, run_at }) => {
      const benchmark = path.split('/')[0] ?? '';
      return {
        path: resultPath(path),
        benchmark,
        license: licences.get(benchmark) ?? null,
        format: 'parquet',
        bytes,
        sha256,
        rows,
        run: runs[0] ?? null,
        runs,
        date: run_at,
      };
    }),
  };
}
