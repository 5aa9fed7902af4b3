import type { SchemaElement } from 'hyparquet';
import { type ColumnSource, ParquetWriter, type Writer } from 'hyparquet-writer';
import type { Result } from './columns.ts';

/** Compresses a page. */
export type Compress = (bytes: Uint8Array) => Uint8Array;

/** Rows held at once; a row group is written when it is full. */
export const ROW_GROUP_ROWS = 5_000;

/** Characters of output held at once, since a single reply may have a million. */
export const ROW_GROUP_CHARS = 32_000_000;

/** How a column is stored. */
type Kind = 'text' | 'number' | 'integer' | 'boolean' | 'time' | 'scores';

/** The columns in the order of the file; a missing one is a compile error. */
export const COLUMNS: Readonly<Record<keyof Result, Kind>> = {
  run_id: 'text',
  run_at: 'time',
  benchmark: 'text',
  fingerprint: 'text',
  case_id: 'text',
  case_hash: 'text',
  cluster: 'text',
  weight: 'number',
  model: 'text',
  trial: 'integer',
  call_key: 'text',
  score_key: 'text',
  outcome: 'text',
  finish_reason: 'text',
  output: 'text',
  reasoning_tokens: 'integer',
  input_tokens: 'integer',
  output_tokens: 'integer',
  cost_usd: 'number',
  cost_source: 'text',
  latency_ms: 'number',
  first_token_ms: 'number',
  attempts: 'integer',
  provider: 'text',
  served_model: 'text',
  served_fingerprint: 'text',
  error: 'text',
  asked_at: 'time',
  tool_calls: 'text',
  turns: 'text',
  score: 'number',
  passed: 'boolean',
  answer: 'text',
  scores: 'scores',
  votes: 'text',
  failure: 'text',
  tier: 'text',
  commit: 'text',
  repository: 'text',
  engine_version: 'text',
  parameters: 'text',
};

const ELEMENTS: Readonly<Record<Exclude<Kind, 'scores'>, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  number: { type: 'DOUBLE' },
  integer: { type: 'INT32' },
  boolean: { type: 'BOOLEAN' },
  time: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
};

/** Fields of one item of the column `scores`. */
const SCORE_FIELDS = {
  scorer: 'text',
  value: 'number',
  weight: 'number',
  passed: 'boolean',
  answer: 'text',
  reason: 'text',
} as const;

/** A list of structs takes three levels in Parquet: the list, its items, their fields. */
function elementsOf(name: string, kind: Kind): SchemaElement[] {
  if (kind !== 'scores') return [{ name, repetition_type: 'OPTIONAL', ...ELEMENTS[kind] }];
  const fields = Object.entries(SCORE_FIELDS);
  return [
    { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'OPTIONAL', num_children: fields.length },
    ...fields.map(
      ([field, type]): SchemaElement => ({
        name: field,
        repetition_type: 'OPTIONAL',
        ...ELEMENTS[type],
      }),
    ),
  ];
}

const columnNames = Object.keys(COLUMNS) as (keyof Result)[];

const SCHEMA: SchemaElement[] = [
  { name: 'root', num_children: columnNames.length },
  ...columnNames.flatMap((name) => elementsOf(name, COLUMNS[name])),
];

/**
 * Writes results as one Parquet file in row groups as they fill: memory does not grow with the
 * number of rows. Equal rows give equal bytes. Without a `zstd`, as in a browser, pages are
 * compressed with Snappy, which takes about twice the bytes.
 *
 * @returns the number of rows written
 */
export async function writeResults(
  writer: Writer,
  zstd: Compress | undefined,
  results: Iterable<Result>,
): Promise<number> {
  const parquet = new ParquetWriter({
    writer,
    schema: SCHEMA,
    ...(zstd === undefined ? { codec: 'SNAPPY' } : { codec: 'ZSTD', compressors: { ZSTD: zstd } }),
    createdBy: 'benchmarkhub',
  });
  let rows = 0;
  let group = emptyGroup();
  const flush = async () => {
    const columnData = group.columns.map((data, index) => columnOf(columnNames[index], data));
    rows += group.rows;
    group = emptyGroup();
    await parquet.write({ columnData, rowGroupSize: ROW_GROUP_ROWS });
  };
  for (const result of results) {
    addRow(group, result);
    if (group.rows === ROW_GROUP_ROWS || group.chars >= ROW_GROUP_CHARS) await flush();
  }
  if (group.rows > 0) await flush();
  await parquet.finish();
  return rows;
}

/** Lengths apart from the digits: compressed, a digit then takes its four bits and no more. */
const DIGITS: ReadonlySet<string> = new Set(['call_key', 'score_key']);

function columnOf(name: keyof Result = 'run_id', data: unknown[]): ColumnSource {
  return DIGITS.has(name) ? { name, data, encoding: 'DELTA_LENGTH_BYTE_ARRAY' } : { name, data };
}

/** Rows on their way to the file, by column: whole rows would outlive the garbage collector's first look. */
interface RowGroup {
  readonly columns: unknown[][];
  rows: number;
  /** Characters of output held. */
  chars: number;
}

function emptyGroup(): RowGroup {
  return { columns: columnNames.map(() => []), rows: 0, chars: 0 };
}

function addRow(group: RowGroup, result: Result): void {
  for (const [index, name] of columnNames.entries())
    group.columns[index]?.push(result[name] ?? null);
  group.rows++;
  group.chars += (result.output?.length ?? 0) + (result.turns?.length ?? 0);
}

/**
 * A row as hyparquet reads it, as a `Result`: absent columns of older files are `null`, 64-bit
 * integers are numbers.
 */
export function resultFromRow(row: Readonly<Record<string, unknown>>): Result {
  const entries = columnNames.map((name) => [name, plainValue(row[name], COLUMNS[name])] as const);
  return Object.fromEntries(entries) as unknown as Result;
}

function plainValue(value: unknown, kind: Kind): unknown {
  if (kind === 'scores') return value ?? [];
  if (value === undefined || value === null) return null;
  return typeof value === 'bigint' ? Number(value) : value;
}
