import { ByteWriter, parquetWriteBuffer } from 'hyparquet-writer';
import type { TestCase } from '../../benchmark/benchmark.ts';
import { COLUMNS, writeResults } from '../../results/parquet.ts';
import { toCsv } from '../csv.ts';
import { type ExportedFile, type Exporter, type ExportSource, jsonText } from './exporter.ts';

/** Fields of a case besides its variables. */
const CASE_COLUMNS = ['id', 'expected', 'choices', 'cluster', 'tags', 'weight'] as const;

type Row = Readonly<Record<string, unknown>>;

/** A case as a flat record: its variables beside what it says of itself. */
function caseRow({ id, variables, expected, choices, cluster, tags, weight }: TestCase): Row {
  return { id, ...variables, expected, choices, cluster, tags: [...tags], weight };
}

function caseColumns({ benchmark }: ExportSource): string[] {
  const variables = benchmark.cases.flatMap(({ variables }) => Object.keys(variables));
  return [...new Set<string>([...CASE_COLUMNS, ...variables])];
}

const RESULT_COLUMNS: readonly string[] = Object.keys(COLUMNS);

function files(
  source: ExportSource,
  ending: string,
  cases: string,
  results: string,
): ExportedFile[] {
  const { id } = source.benchmark;
  return [
    { path: `${id}.cases.${ending}`, content: cases },
    { path: `${id}.results.${ending}`, content: results },
  ];
}

/** Cases and results for spreadsheets. */
export const csv: Exporter = {
  format: 'csv',
  summary: 'cases and results as CSV, formulas guarded',
  export: (source) =>
    files(
      source,
      'csv',
      `${toCsv(caseColumns(source), source.benchmark.cases.map(caseRow))}\n`,
      `${toCsv(
        RESULT_COLUMNS,
        source.results.map((result) => ({ ...result })),
      )}\n`,
    ),
};

/** Cases and results as lists. */
export const json: Exporter = {
  format: 'json',
  summary: 'cases, results and board as JSON',
  export: (source) => {
    const { benchmark, board, results } = source;
    return [
      ...files(source, 'json', jsonText(benchmark.cases.map(caseRow)), jsonText(results)),
      { path: `${benchmark.id}.board.json`, content: jsonText(board ?? null) },
    ];
  },
};

/** Cases and results, a record a line. */
export const jsonl: Exporter = {
  format: 'jsonl',
  summary: 'cases and results as JSON Lines',
  export: (source) =>
    files(source, 'jsonl', lines(source.benchmark.cases.map(caseRow)), lines(source.results)),
};

function lines(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** Results in our own columns; cases with their variables as JSON. */
export const parquet: Exporter = {
  format: 'parquet',
  summary: 'cases and results as Parquet (ZSTD)',
  export: async (source) => {
    const writer = new ByteWriter();
    await writeResults(writer, source.zstd, source.results);
    return [
      { path: `${source.benchmark.id}.results.parquet`, content: writer.getBytes() },
      { path: `${source.benchmark.id}.cases.parquet`, content: casesParquet(source) },
    ];
  },
};

function casesParquet({ benchmark, zstd }: ExportSource): Uint8Array {
  const { cases } = benchmark;
  const text = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  const column = (name: string, data: unknown[], type: 'STRING' | 'DOUBLE' = 'STRING') => ({
    name,
    data,
    type,
    nullable: true,
  });
  const buffer = parquetWriteBuffer({
    columnData: [
      column(
        'id',
        cases.map(({ id }) => id),
      ),
      column(
        'expected',
        cases.map(({ expected }) => text(expected)),
      ),
      column(
        'choices',
        cases.map(({ choices }) => text(choices)),
      ),
      column(
        'cluster',
        cases.map(({ cluster }) => cluster ?? null),
      ),
      column(
        'tags',
        cases.map(({ tags }) => text(tags)),
      ),
      column(
        'weight',
        cases.map(({ weight }) => weight),
        'DOUBLE',
      ),
      column(
        'variables',
        cases.map(({ variables }) => text(variables)),
      ),
    ],
    codec: 'ZSTD',
    compressors: { ZSTD: zstd },
  });
  return new Uint8Array(buffer);
}
