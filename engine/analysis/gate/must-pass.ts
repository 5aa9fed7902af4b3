import { groupBy } from '../rows.ts';
import type { GateInput, GateResult } from './input.ts';

/** A case that has to pass, after the change. */
export interface MustPassCase {
  readonly case_id: string;
  /** Trials that passed, of those that have a score. */
  readonly passed: number;
  readonly trials: number;
  /**
   * `broken`: it failed in most of at least three trials. `unconfirmed`: it failed in most, but in
   * fewer than three trials that may be chance. `missing`: no trial has a score.
   */
  readonly state: 'passed' | 'broken' | 'unconfirmed' | 'missing';
}

/** Fewer trials cannot tell a broken case from an unlucky one. */
export const LEAST_MUST_PASS_TRIALS = 3;

/** How the must-pass cases of a gate fared over all attempts. */
export function mustPassCases({ benchmark, attempts }: GateInput): MustPassCase[] {
  const wanted = new Set(benchmark.gate.must_pass);
  const rows = attempts.flatMap(({ head }) => head.filter(({ case_id }) => wanted.has(case_id)));
  const byCase = groupBy(rows, ({ case_id }) => case_id);
  return benchmark.gate.must_pass.map((case_id) => stateOf(case_id, byCase.get(case_id) ?? []));
}

function stateOf(case_id: string, rows: readonly GateResult[]): MustPassCase {
  const scored = rows.filter(({ score }) => score !== null);
  const [trials, passed] = [scored.length, scored.filter((row) => row.passed === true).length];
  return { case_id, passed, trials, state: stateFrom(passed, trials) };
}

function stateFrom(passed: number, trials: number): MustPassCase['state'] {
  if (trials === 0) return 'missing';
  if (2 * passed >= trials) return 'passed';
  return trials >= LEAST_MUST_PASS_TRIALS ? 'broken' : 'unconfirmed';
}
