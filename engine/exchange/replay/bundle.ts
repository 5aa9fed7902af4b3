import { ByteWriter } from 'hyparquet-writer';
import { hashOfBytes } from '../../hash.ts';
import type { Model } from '../../model/model.ts';
import type { Result } from '../../results/columns.ts';
import { type Compress, writeResults } from '../../results/parquet.ts';
import { type Exporter, type ExportSource, jsonText } from '../export/exporter.ts';
import { recordedModel } from '../recorded/score.ts';

/** Names of the files of a bundle. */
export const LOCK_FILE = 'replay.lock.json';
export const REPLIES_FILE = 'replies.jsonl';

/** Version of the form of a bundle. */
export const REPLAY_VERSION = 1;

/** All that is needed to come to the same results without asking anybody. */
export const replayBundle: Exporter = {
  format: 'replay',
  summary: 'a bundle that `benchmarkhub replay` scores again: lock, benchmark and replies',
  export: async (source) => {
    const { benchmark, files } = source;
    const results = source.results.filter(({ tier }) => tier !== 'published');
    if (results.length === 0) return [];
    const replies = results.map((result) => `${JSON.stringify(result)}\n`).join('');
    const bytes = await parquetOf(results, source.zstd);
    return [
      {
        path: `${benchmark.id}/${LOCK_FILE}`,
        content: jsonText(lockOf(source, results, replies, bytes)),
      },
      { path: `${benchmark.id}/${REPLIES_FILE}`, content: replies },
      ...files.map(({ name, bytes: content }) => ({
        path: `${benchmark.id}/benchmarks/${benchmark.id}/${name}`,
        content,
      })),
    ];
  },
};

/** Results as the bytes of a Parquet file. */
export async function parquetOf(results: readonly Result[], zstd: Compress): Promise<Uint8Array> {
  const writer = new ByteWriter();
  await writeResults(writer, zstd, results);
  return writer.getBytes();
}

function lockOf(
  { benchmark, models, engineVersion }: ExportSource,
  results: readonly Result[],
  replies: string,
  parquet: Uint8Array,
): object {
  const runs = new Map(results.map((result) => [result.run_id, runOf(result)]));
  const names = [...new Set(results.map(({ model }) => model))].sort();
  return {
    replay: REPLAY_VERSION,
    benchmark: benchmark.id,
    version: benchmark.version,
    fingerprint: benchmark.fingerprint,
    engine_version: engineVersion,
    rows: results.length,
    replies_sha256: hashOfBytes(new TextEncoder().encode(replies)),
    parquet_sha256: hashOfBytes(parquet),
    runs: [...runs.values()],
    models: names.map((name) => entryOf(models.get(name) ?? recordedModel(name, models))),
  };
}

function runOf({ run_id, run_at, commit, repository, engine_version }: Result): object {
  return { run_id, run_at, commit, repository, engine_version };
}

/** What of a model can change a key; its price and place in lists cannot. */
function entryOf({ id, title, vendor, snapshot, omit, routes }: Model): object {
  return { id, title, vendor, snapshot, omit, routes };
}
