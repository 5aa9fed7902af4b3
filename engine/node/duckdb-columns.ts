import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBListVector,
  JSDuckDBValueConverter,
} from '@duckdb/node-api';
import type { Row } from './duckdb-views.ts';

/**
 * The rows of a query whose lists hold numbers only, as typed arrays: a million of them cost a
 * tenth of what they do as values of JavaScript. What is `NULL` in a list becomes `NaN`.
 */
export async function rowsWithColumns(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const result = await connection.run(sql);
  const names = result.deduplicatedColumnNames();
  const chunks = await result.fetchAllChunks();
  return chunks.flatMap((chunk) => rowsOfChunk(chunk, names));
}

function rowsOfChunk(chunk: DuckDBDataChunk, names: readonly string[]): Row[] {
  const columns = names.map((_, column) => valuesOf(chunk, column));
  return Array.from({ length: chunk.rowCount }, (_, row) =>
    Object.fromEntries(names.map((name, column) => [name, columns[column]?.[row]])),
  );
}

function valuesOf(chunk: DuckDBDataChunk, column: number): readonly unknown[] {
  const vector = chunk.getColumnVector(column);
  if (!(vector instanceof DuckDBListVector))
    return chunk.convertColumnValues(column, JSDuckDBValueConverter);
  const { childVector } = vector;
  return Array.from({ length: vector.itemCount }, (_, row) => {
    const [offset, length] = [vector.getEntryOffset(row), vector.getEntryLength(row)];
    const numbers = new Float64Array(length);
    for (let index = 0; index < length; index++) {
      const value = childVector.getItem(offset + index);
      numbers[index] = typeof value === 'number' ? value : Number.NaN;
    }
    return numbers;
  });
}
