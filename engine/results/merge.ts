import { hashOf } from '../hash.ts';
import { UserError } from '../problem.ts';
import { FINAL_OUTCOMES, type Result } from './columns.ts';

/** Results of one benchmark, united from several files. */
export interface MergedResults {
  readonly benchmark: string;
  /** Names the united file: the hash of the runs in it. */
  readonly runId: string;
  /** Start of the latest run in it. */
  readonly runAt: Date;
  /** One row a call, by case, trial, model and tier. */
  readonly results: readonly Result[];
}

/**
 * Unites results. Of a call that is there more than once, a reply that was had counts before one
 * that failed, then the newest. The outcome does not depend on the order of the rows, and uniting
 * what was united before changes nothing.
 *
 * @throws UserError when results of one benchmark differ in their fingerprint.
 */
export function mergeResults(results: Iterable<Result>): MergedResults[] {
  const benchmarks = Map.groupBy(results, ({ benchmark }) => benchmark);
  return [...benchmarks]
    .sort(([a], [b]) => compareText(a, b))
    .map(([benchmark, rows]) => mergeOne(benchmark, rows));
}

function mergeOne(benchmark: string, rows: readonly Result[]): MergedResults {
  const fingerprints = [...new Set(rows.map(({ fingerprint }) => fingerprint))].sort();
  if (fingerprints.length > 1) {
    const shown = fingerprints.map((fingerprint) => fingerprint.slice(0, 12)).join(', ');
    throw new UserError(
      `the results of ${benchmark} are not comparable: they have the fingerprints ${shown}`,
      'unite only results of one state of the benchmark',
    );
  }
  const best = new Map<string, Result>();
  for (const row of rows) {
    const known = best.get(callName(row));
    if (known === undefined || isBetter(row, known)) best.set(callName(row), row);
  }
  const united = [...best.values()].sort(inOrder);
  const runs = [...new Set(united.map(({ run_id }) => run_id))].sort();
  const runAt = new Date(Math.max(...united.map(({ run_at }) => run_at.getTime())));
  const [only] = runs;
  const runId = runs.length === 1 && only !== undefined ? only : hashOf(runs).slice(0, 12);
  return { benchmark, runId, runAt, results: united };
}

function callName({ model, tier, case_id, trial }: Result): string {
  return JSON.stringify([case_id, trial, model, tier]);
}

function isBetter(row: Result, known: Result): boolean {
  const order =
    Number(FINAL_OUTCOMES.has(row.outcome)) - Number(FINAL_OUTCOMES.has(known.outcome)) ||
    (row.asked_at?.getTime() ?? 0) - (known.asked_at?.getTime() ?? 0) ||
    compareText(known.run_id, row.run_id);
  return order > 0;
}

function inOrder(a: Result, b: Result): number {
  return (
    compareText(a.case_id, b.case_id) ||
    a.trial - b.trial ||
    compareText(a.model, b.model) ||
    compareText(a.tier, b.tier)
  );
}

/** By code unit: the same on every machine, whatever its language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
