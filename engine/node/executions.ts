import pMap from 'p-map';
import type { BenchmarkPlan } from '../plan/plan.ts';
import { executionsOf, type KeyedExecution } from '../results/executions.ts';
import { type Executed, type ExecutionStore, executionKey } from '../sandbox/execution.ts';
import { type SandboxResult, sandboxResult } from '../sandbox/sandbox.ts';
import type { FileJournal } from './journal.ts';
import { type OpenExecutor, openExecutor } from './sandbox/executor.ts';

/** How far a round of executions has come. */
export interface ExecutionProgress {
  /** Programs run so far. */
  readonly done: number;
  /** How many of them could not be judged. */
  readonly unjudged: number;
}

/** What executions go about with. */
export interface ExecutionOptions {
  readonly store: ExecutionStore;
  /** Aborted: nothing new is executed, and what is not stays unscored. */
  readonly stop?: AbortSignal | undefined;
  /** Why no code is run here, in words for the results. */
  readonly refused?: string | undefined;
  readonly onExecuted?: ((progress: ExecutionProgress) => void) | undefined;
  readonly open?: (() => Promise<OpenExecutor>) | undefined;
}

/** What executions of a plan go about with. */
interface PlanExecutionOptions extends Omit<ExecutionOptions, 'store' | 'onExecuted'> {
  readonly journal: FileJournal;
  readonly onExecuted?: ((benchmark: string, progress: ExecutionProgress) => void) | undefined;
}

/** Runs the programs that scoring a plan asks for and nobody has run before. */
export function executePlan(
  plan: BenchmarkPlan,
  runId: string,
  { journal, onExecuted, ...options }: PlanExecutionOptions,
): Promise<Executed> {
  const { executions: store } = journal;
  const isKnown = (key: string) => store.find(key) !== undefined;
  return executeAll(executionsOf(plan, journal, runId, isKnown), {
    ...options,
    store,
    onExecuted: (progress) => onExecuted?.(plan.benchmark.id, progress),
  });
}

/**
 * Executes what is not known and gives the look-up for scoring. Results are stored, so that scoring
 * again costs nothing; those that say nothing about the code are kept for this round only.
 */
export async function executeAll(
  executions: Iterable<KeyedExecution>,
  options: ExecutionOptions,
): Promise<Executed> {
  const { store, refused } = options;
  const unjudged = new Map<string, SandboxResult>();
  if (refused === undefined) await runAll(executions, unjudged, options);
  return (execution) => {
    const key = executionKey(execution);
    const found = store.find(key) ?? unjudged.get(key);
    if (found !== undefined || refused === undefined) return found;
    return sandboxResult('sandbox_error', refused);
  };
}

async function runAll(
  executions: Iterable<KeyedExecution>,
  unjudged: Map<string, SandboxResult>,
  { store, stop, onExecuted, open = openExecutor }: ExecutionOptions,
): Promise<void> {
  const waiting = executions[Symbol.iterator]();
  const first = waiting.next();
  if (first.done === true) return;
  await using executor = await open();
  let done = 0;
  const execute = async ({ key, execution }: KeyedExecution) => {
    if (stop?.aborted === true) return;
    const result = await executor.run(execution);
    if (result.status === 'sandbox_error') unjudged.set(key, result);
    else store.record(key, result);
    done++;
    onExecuted?.({ done, unjudged: unjudged.size });
  };
  await pMap(chained(first.value, waiting), execute, { concurrency: executor.workers });
}

function* chained<Item>(first: Item, rest: Iterator<Item>): Generator<Item> {
  yield first;
  for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value;
}

/** A store in memory, for checks that leave nothing behind. */
export function memoryStore(): ExecutionStore {
  const results = new Map<string, SandboxResult>();
  return {
    find: (key) => results.get(key),
    record: (key, result) => void results.set(key, result),
  };
}
