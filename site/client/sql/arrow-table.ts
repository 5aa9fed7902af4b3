import { Field, makeData, RecordBatch, Schema, Struct, Table } from 'apache-arrow';
import { decompress } from 'fzstd';
import { parquetReadObjects } from 'hyparquet';
import type { Result } from '../../../engine/results/columns.ts';
import { COLUMNS, resultFromRow } from '../../../engine/results/parquet.ts';
import { type ArrowKind, arrowData } from './arrow-data.ts';

const SCORES: ArrowKind = {
  listOf: {
    scorer: 'text',
    value: 'number',
    weight: 'number',
    passed: 'boolean',
    answer: 'text',
    reason: 'text',
  },
};

/** The rows of a file of results; columns that an older file lacks are null. */
export async function readRows(file: ArrayBuffer): Promise<Result[]> {
  const rows = await parquetReadObjects({
    file,
    compressors: { ZSTD: (bytes, length) => decompress(bytes, new Uint8Array(length)) },
  });
  return rows.map(resultFromRow);
}

/** Rows as the database takes them, every file with the same columns. */
export function arrowTable(rows: readonly Result[]): Table {
  const columns = Object.entries(COLUMNS).map(([name, kind]) => {
    const values = rows.map((row) => Reflect.get(row, name));
    return { name, data: arrowData(kind === 'scores' ? SCORES : kind, values) };
  });
  const fields = columns.map(({ name, data }) => new Field(name, data.type, true));
  const children = columns.map(({ data }) => data);
  const type = new Struct(fields);
  const data = makeData({ type, length: rows.length, nullCount: 0, children });
  const schema = new Schema(fields);
  return new Table(schema, new RecordBatch(schema, data));
}
