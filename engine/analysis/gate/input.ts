import type { Gate, Reducer } from '../../benchmark/benchmark.ts';
import type { FingerprintParts } from '../../benchmark/fingerprint.ts';
import type { Result } from '../../results/columns.ts';

/** What a gate reads of a stored result. */
export type GateResult = Pick<
  Result,
  | 'case_id'
  | 'case_hash'
  | 'cluster'
  | 'weight'
  | 'trial'
  | 'call_key'
  | 'asked_at'
  | 'score'
  | 'passed'
  | 'scores'
  | 'parameters'
  | 'fingerprint'
>;

/** One run of the check: what it measured of both sides. */
export interface GateAttempt {
  /** Results before the change; empty when the check did not measure them again. */
  readonly base: readonly GateResult[];
  /** Results after the change. */
  readonly head: readonly GateResult[];
}

/** A benchmark as its gate reads it. */
export interface GatedBenchmark {
  readonly id: string;
  readonly reducer: Reducer;
  readonly reducer_k: number;
  /** As the base has it: a change must not loosen the gate that judges it. */
  readonly gate: Gate;
}

/** One model on one benchmark, before and after a change. */
export interface GateInput {
  readonly benchmark: GatedBenchmark;
  readonly model: string;
  /** Every run of the check so far, in order; none may be left out. */
  readonly attempts: readonly GateAttempt[];
  /** Parts of the fingerprint that differ, where the caller has both benchmarks. */
  readonly changed?: readonly (keyof FingerprintParts)[];
}
