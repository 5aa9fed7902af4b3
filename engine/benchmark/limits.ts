/** Bounds on what a stranger's benchmark may make us read; all inclusive. */
export const BENCHMARK_LIMITS = {
  /** Bytes of one YAML file. The parser reads about one megabyte a second, hostile ones slower. */
  yamlBytes: 1_000_000,
  /** Bytes of all files of cases of one benchmark together. */
  casesBytes: 64_000_000,
  /** Bytes of one Parquet file after decompression, against "zip bombs". */
  parquetBytes: 256_000_000,
  /** Bytes of one file that a scorer names: a program, a table, SQL. */
  scorerFileBytes: 100_000,
  /** Cases of one benchmark. */
  cases: 200_000,
  /** Files of cases of one benchmark. */
  caseFiles: 100,
  /** Columns of one file of cases. */
  columns: 1_000,
  /** Levels of nesting in YAML and JSON. */
  depth: 64,
  /** Characters of one YAML file with its aliases filled in, against "billion laughs". */
  expandedCharacters: 10_000_000,
  /** Problems reported for one file; the rest are counted, or not looked for. */
  problems: 200,
  /** Turns of the user in one conversation. */
  turns: 50,
  /** Trials of one case. */
  trials: 1_000,
} as const;
