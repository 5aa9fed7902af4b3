import type { GateAttempt, GateInput } from '../analysis/gate/input.ts';
import { groupBy } from '../analysis/rows.ts';
import type { Benchmark } from '../benchmark/benchmark.ts';
import type { Result } from '../results/columns.ts';
import type { Database } from './duckdb.ts';

/**
 * What a gate compares: for each benchmark and each model that the base was measured with, every
 * run of both sides in order. A side is the id of a run, or a commit (seven characters or more).
 */
export async function gateInputs(
  database: Database,
  benchmarks: readonly Benchmark[],
  base: string,
  head: string,
): Promise<GateInput[]> {
  const [before, after] = [await sideOf(database, base), await sideOf(database, head)];
  const byId = new Map(benchmarks.map((benchmark) => [benchmark.id, benchmark]));
  return [...before].flatMap(([key, runs]) => {
    const [first] = runs[0] ?? [];
    const benchmark = byId.get(first?.benchmark ?? '');
    if (first === undefined || benchmark === undefined) return [];
    return [{ benchmark, model: first.model, attempts: attemptsOf(runs, after.get(key) ?? []) }];
  });
}

/** Runs of one side, by benchmark and model. */
async function sideOf(database: Database, run: string): Promise<Map<string, Result[][]>> {
  // The query has the columns that a gate reads; a test holds them together.
  const rows = (await database.run('gate_results', { run })) as unknown as Result[];
  const groups = groupBy(rows, ({ benchmark, model }) => `${benchmark} ${model}`);
  return new Map(
    [...groups].map(([key, group]) => [key, [...groupBy(group, ({ run_id }) => run_id).values()]]),
  );
}

function attemptsOf(
  base: readonly (readonly Result[])[],
  head: readonly (readonly Result[])[],
): GateAttempt[] {
  const count = Math.max(head.length, 1);
  return Array.from({ length: count }, (_, index) => ({
    // Runs of the base beyond those of the head are more trials of it.
    base: index === count - 1 ? base.slice(index).flat() : (base[index] ?? []),
    head: head[index] ?? [],
  }));
}
