import { decompress } from 'fzstd';
import {
  type Compressors,
  type FileMetaData,
  parquetMetadata,
  parquetReadObjects,
  snappyUncompress,
} from 'hyparquet';
import type { JsonValue } from '../../json.ts';
import { BENCHMARK_LIMITS } from '../limits.ts';
import { type CaseRow, errorAt, onlyProblem, type RowReader, START } from './row.ts';

/**
 * Apache Parquet, uncompressed, Snappy or Zstandard: a record a case. It has no lines, so the line
 * of a problem is the number of the record.
 */
export const readParquet: RowReader = async (bytes, file) => {
  try {
    const buffer = bytes.slice().buffer;
    const metadata = parquetMetadata(buffer);
    const refusal = refusalOf(metadata);
    if (refusal !== undefined) return onlyProblem(file, START, refusal, 'split the file');
    const records = await parquetReadObjects({ file: buffer, metadata, compressors: capped() });
    return rowsOf(records, file);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return onlyProblem(
      file,
      START,
      `this is no Parquet file that can be read: ${message}`,
      'write it uncompressed, or with Snappy or Zstandard',
    );
  }
};

/** What a file says of itself is checked before anything is decoded. */
function refusalOf({ num_rows, schema, row_groups }: FileMetaData): string | undefined {
  if (num_rows > BENCHMARK_LIMITS.cases) return `more than ${BENCHMARK_LIMITS.cases} cases`;
  if (schema.length > BENCHMARK_LIMITS.columns)
    return `more than ${BENCHMARK_LIMITS.columns} columns`;
  const size = row_groups.reduce((sum, group) => sum + Number(group.total_byte_size), 0);
  return size > BENCHMARK_LIMITS.parquetBytes ? tooLarge() : undefined;
}

function tooLarge(): string {
  return `larger than ${BENCHMARK_LIMITS.parquetBytes} bytes when decompressed`;
}

/** Decompressors that together write no more than a file may hold. */
function capped(): Compressors {
  let left: number = BENCHMARK_LIMITS.parquetBytes;
  const output = (length: number) => {
    left -= length;
    if (!(left >= 0)) throw new Error(tooLarge());
    return new Uint8Array(length);
  };
  return {
    SNAPPY: (input, length) => {
      const page = output(length);
      snappyUncompress(input, page);
      return page;
    },
    ZSTD: (input, length) => decompress(input, output(length)),
  };
}

function rowsOf(records: readonly Record<string, unknown>[], file: string): ReturnType<RowReader> {
  const rows: CaseRow[] = [];
  for (const [index, record] of records.entries()) {
    const place = { line: index + 1, column: 1 };
    try {
      const fields = Object.entries(record).map(([name, value]) => [name, jsonOf(value, 0)]);
      rows.push({ file, fields: Object.fromEntries(fields), place, placeOf: () => place });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return {
        rows: [],
        problems: [errorAt(file, place, message, 'store text, numbers or lists')],
      };
    }
  }
  return { rows, problems: [] };
}

/** @throws Error when JSON cannot hold the value. */
function jsonOf(value: unknown, depth: number): JsonValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  // Beyond 2^53 only the digits are exact.
  if (typeof value === 'bigint')
    return Number.isSafeInteger(Number(value)) ? Number(value) : `${value}`;
  if (value instanceof Date) return value.toISOString();
  if (depth > BENCHMARK_LIMITS.depth)
    throw new Error(`nested deeper than ${BENCHMARK_LIMITS.depth} levels`);
  if (Array.isArray(value)) return value.map((item) => jsonOf(item, depth + 1));
  if (typeof value !== 'object' || ArrayBuffer.isView(value))
    throw new Error('this record holds a value that is no text, number, list or object');
  const entries = Object.entries(value).map(([name, item]) => [name, jsonOf(item, depth + 1)]);
  return Object.fromEntries(entries);
}
