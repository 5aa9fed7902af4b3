import type { Outcome } from '../results/columns.ts';

/** Where a run stands; the runner writes it, a terminal or a page reads it when it likes. */
export interface RunProgress {
  readonly total: number;
  /** Answered by an earlier run. */
  reused: number;
  /** Ended in this run, however. */
  asked: number;
  /** Ended without a reply of the model, by outcome. */
  readonly failures: Partial<Record<Outcome, number>>;
  /** What the first of them said, by outcome. */
  readonly errors: Partial<Record<Outcome, string>>;
  /** US dollars spent in this run. */
  spentUsd: number;
}

export function createProgress(total: number): RunProgress {
  return { total, reused: 0, asked: 0, failures: {}, errors: {}, spentUsd: 0 };
}

/** Calls of this run that have no reply. */
export function failedCalls(progress: RunProgress): number {
  return Object.values(progress.failures).reduce((sum, count) => sum + count, 0);
}
