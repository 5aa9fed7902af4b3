/** Bounds on what a stranger's benchmark may make us read; all inclusive. */
export const BENCHMARK_LIMITS = {
  /** Bytes of benchmark.yaml. */
  yamlBytes: 1_000_000,
  /** Bytes of one file of cases. */
  casesBytes: 64_000_000,
  /** Cases of one benchmark. */
  cases: 200_000,
  /** Files of cases of one benchmark. */
  caseFiles: 100,
  /** Levels of nesting in YAML and JSON. */
  depth: 64,
  /** Aliases resolved in one YAML file, against "billion laughs". */
  aliases: 100,
  /** Problems reported for one file; the rest are counted. */
  problems: 200,
  /** Trials of one case. */
  trials: 1_000,
} as const;
