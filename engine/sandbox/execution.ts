import { hashOf } from '../hash.ts';
import type { SandboxResult, Submission } from './sandbox.ts';

/** A query of a model, the tables it is asked of, and the query it has to agree with. */
export interface QuerySubmission {
  readonly language: 'sql';
  /** Statements that make the tables; the benchmark's own. */
  readonly setup: string;
  /** The query whose rows are right. */
  readonly expected: string;
  /** The query to judge. Anyone may have written it. */
  readonly query: string;
  /** Whether the rows have to come in the same order. */
  readonly ordered: boolean;
  /** Whether columns have to have the same names, letter case aside. */
  readonly named: boolean;
  /** Largest difference of two numbers that are still equal, relative to the larger one. */
  readonly tolerance: number;
  /** Wall-clock milliseconds for each of the two queries; starting up is not counted. */
  readonly timeoutMs: number;
  /** Megabytes for the tables and the query; at least 64. */
  readonly memoryMb: number;
}

/** Anything that is executed to score an answer. */
export type Execution = Submission | QuerySubmission;

/** Runs executions where they can reach nothing. */
export interface Executor {
  /** Never rejects: what goes wrong is a `sandbox_error`. */
  run(execution: Execution): Promise<SandboxResult>;
}

/**
 * The result of an execution that is known; `undefined` while it is not. Scoring is synchronous and
 * pure: what has to be executed is collected first, with a function that knows nothing and takes
 * notes, and looked up afterwards.
 */
export type Executed = (execution: Execution) => SandboxResult | undefined;

/** Where results of executions are kept, so that scoring again executes nothing. */
export interface ExecutionStore {
  find(key: string): SandboxResult | undefined;
  record(key: string, result: SandboxResult): void;
}

/**
 * What executes: its own version, counted up when equal executions may end otherwise, and those of
 * the interpreters.
 */
export const EXECUTOR_VERSION =
  '1 pyodide@314.0.7 @jitl/quickjs-wasmfile-release-sync@0.32.0 @duckdb/node-api@1.5.5-r.5';

/** SHA-256 of all that decides how an execution ends: program, tests, limits and interpreters. */
export function executionKey(execution: Execution): string {
  return hashOf({ executor: EXECUTOR_VERSION, execution });
}
