import type { Comparison } from '../analysis/board.ts';
import { compareSides } from '../analysis/compare.ts';
import { publishedCaseRows } from '../analysis/published.ts';
import type { CaseRow } from '../analysis/rows.ts';
import type { Benchmark } from '../benchmark/benchmark.ts';
import type { Tier } from '../results/columns.ts';
import type { Database } from './duckdb.ts';

/** Two models on a benchmark as it stands now; `undefined` when they share no scored case. */
export async function compareModels(
  database: Database,
  benchmark: Benchmark,
  a: string,
  b: string,
): Promise<Comparison | undefined> {
  const measured = ((await database.run('case_scores')) as unknown as CaseRow[]).filter(
    (row) => row.benchmark === benchmark.id && row.fingerprint === benchmark.fingerprint,
  );
  const rows = [...measured, ...publishedCaseRows(benchmark)];
  const side = (name: string) => ({
    name,
    rows: ofBestTier(rows.filter(({ model }) => model === name)),
  });
  return compareSides(benchmark, side(a), side(b));
}

/** Where a model has been measured in several tiers, only the most trusted counts. */
const TIERS: readonly Tier[] = ['verified', 'self_reported', 'baseline', 'published'];

function ofBestTier(rows: readonly CaseRow[]): CaseRow[] {
  const best = TIERS.find((tier) => rows.some((row) => row.tier === tier));
  return rows.filter(({ tier }) => tier === best);
}

/** Two runs on a benchmark, over the models both have: each model's case is one pair. */
export async function compareRuns(
  database: Database,
  benchmark: Benchmark,
  a: string,
  b: string,
): Promise<Comparison | undefined> {
  const side = async (run: string) => {
    const rows = (await database.run('run_case_scores', {
      run,
      benchmark: benchmark.id,
    })) as unknown as CaseRow[];
    // The same case asked of two models is two pairs of one cluster.
    return rows.map((row) => ({
      ...row,
      cluster: row.cluster ?? row.case_id,
      case_hash: `${row.case_hash} ${row.model}`,
    }));
  };
  return compareSides(
    benchmark,
    { name: a, rows: await side(a) },
    { name: b, rows: await side(b) },
  );
}
