import type { Benchmark, ScorerSpec } from '../benchmark/benchmark.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import { type BenchmarkPlan, callsOf } from '../plan/plan.ts';
import { isReusable, type Journal } from '../run/journal.ts';
import { type Executed, type Execution, executionKey } from '../sandbox/execution.ts';
import { SCORERS } from '../scorers/index.ts';
import { scoreReply } from './collect.ts';

/** An execution and its key. */
export interface KeyedExecution {
  readonly key: string;
  readonly execution: Execution;
}

/** Whether scoring a benchmark runs code. */
export function executesCode({ score, cases }: Pick<Benchmark, 'score' | 'cases'>): boolean {
  return score.some(runsCode) || cases.some((testCase) => testCase.score?.some(runsCode) === true);
}

/** Whether a scorer runs code, or is made of one that does. */
export function runsCode({ type, options }: Pick<ScorerSpec, 'type' | 'options'>): boolean {
  return isExecuting(type) || hasExecuting(options);
}

function isExecuting(type: JsonValue | undefined): boolean {
  if (typeof type !== 'string' || !Object.hasOwn(SCORERS, type)) return false;
  return SCORERS[type]?.executes === true;
}

/** Looks into scorers that are options of scorers. */
function hasExecuting(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(hasExecuting);
  if (!isJsonObject(value)) return false;
  return isExecuting(value.type) || Object.values(value).some(hasExecuting);
}

/**
 * What has to be executed before the replies of a plan can be scored, each execution once, lazily:
 * the replies are scored with a look-up that finds nothing and takes notes.
 *
 * @param isKnown whether the result of a key is there already
 */
export function* executionsOf(
  plan: BenchmarkPlan,
  journal: Journal,
  runId: string,
  isKnown: (key: string) => boolean,
): Generator<KeyedExecution> {
  if (!executesCode(plan.benchmark)) return;
  const seen = new Set<string>();
  for (const call of callsOf(plan)) {
    const entry = journal.find(call.key);
    if (entry === undefined || !(entry.runId === runId || isReusable(entry))) continue;
    for (const noted of noticed((executed) => scoreReply(call, entry.reply, executed))) {
      if (seen.has(noted.key)) continue;
      seen.add(noted.key);
      if (!isKnown(noted.key)) yield noted;
    }
  }
}

/** The executions that a piece of scoring asks for. */
export function noticed(scoring: (executed: Executed) => unknown): KeyedExecution[] {
  const notes: KeyedExecution[] = [];
  scoring((execution) => {
    notes.push({ key: executionKey(execution), execution });
    return undefined;
  });
  return notes;
}
