import type { Benchmark } from '../../benchmark/benchmark.ts';
import { canonicalJson } from '../../json.ts';
import type { Model } from '../../model/model.ts';
import type { Call } from '../../plan/call.ts';
import { callsOf } from '../../plan/plan.ts';
import { UserError } from '../../problem.ts';
import { type RunStamp, resultOf, scoreReply } from '../../results/collect.ts';
import type { Result } from '../../results/columns.ts';
import { type KeyedExecution, noticed } from '../../results/executions.ts';
import { COLUMNS } from '../../results/parquet.ts';
import { replyOf } from '../../results/reply.ts';
import type { Executed } from '../../sandbox/execution.ts';
import { asRecorded, recordedModel } from '../recorded/score.ts';

/** A stored row with the call that it answers. */
export interface ReplayedCall {
  readonly row: Result;
  readonly call: Call;
  /** Recorded elsewhere, and not asked by us. */
  readonly isRecorded: boolean;
}

/** A column that came out differently. */
export interface ReplayDifference {
  readonly column: string;
  readonly rows: number;
  /** The first of them, in words. */
  readonly first: string;
}

/** @throws UserError for a row of a case or a model that the bundle does not have. */
export function replayedCalls(
  benchmark: Benchmark,
  models: readonly Model[],
  rows: readonly Result[],
): ReplayedCall[] {
  const known = new Map(models.map((model) => [model.id, model]));
  const recorded = new Set(rows.filter(({ provider }) => provider === 'recorded').map(partOf));
  const trials = rows.reduce((most, { trial }) => Math.max(most, trial), 1);
  if (trials > 1_000) throw new UserError(`the bundle has ${trials} trials, more than 1000`);
  const plan = { benchmark, trials };
  const calls = callsByName(callsOf({ ...plan, models }));
  const answered = models.map(({ id }) => recordedModel(id, known));
  const recordedCalls = callsByName(
    recorded.size === 0 ? [] : callsOf({ ...plan, models: answered }),
  );
  return rows.map((row) => {
    const isRecorded = recorded.has(partOf(row));
    const call = (isRecorded ? recordedCalls : calls).get(
      nameOf(row.model, row.case_id, row.trial),
    );
    if (call === undefined)
      throw new UserError(
        `the bundle has a reply of ${row.model} to ${row.case_id}, but not the case or the model`,
        'export the bundle again',
      );
    return { row, call, isRecorded };
  });
}

function callsByName(calls: Iterable<Call>): Map<string, Call> {
  const byName = new Map<string, Call>();
  for (const call of calls) byName.set(nameOf(call.model.id, call.testCase.id, call.trial), call);
  return byName;
}

function nameOf(model: string, testCase: string, trial: number): string {
  return JSON.stringify([model, testCase, trial]);
}

/** Answers that were recorded elsewhere have keys of their own, and so have the ones missing there. */
function partOf({ run_id, model }: Result): string {
  return JSON.stringify([run_id, model]);
}

/** The programs that have to be run before the replies can be scored, each once. */
export function replayedExecutions(calls: readonly ReplayedCall[]): KeyedExecution[] {
  const found = new Map<string, KeyedExecution>();
  for (const { call, row } of calls)
    for (const noted of noticed((executed) => scoreReply(call, row, executed)))
      found.set(noted.key, noted);
  return [...found.values()];
}

/** Scores a stored reply anew; only what the provider and the run gave is taken over. */
export function rescored({ row, call, isRecorded }: ReplayedCall, executed?: Executed): Result {
  const stamp: RunStamp = {
    runId: row.run_id,
    runAt: row.run_at,
    tier: row.tier === 'verified' ? 'verified' : 'self_reported',
    commit: row.commit,
    repository: row.repository,
    engineVersion: row.engine_version,
    unasked: 'cancelled',
  };
  const result = resultOf(call, replyOf(row), stamp, executed);
  return isRecorded ? asRecorded(result) : result;
}

/** What is not as it was, column by column. */
export function replayDifferences(
  before: readonly Result[],
  after: readonly Result[],
): ReplayDifference[] {
  return Object.keys(COLUMNS).flatMap((column): ReplayDifference[] => {
    const differing = before.flatMap((row, index) => {
      const [old, anew] = [cell(row, column), cell(after[index], column)];
      return old === anew ? [] : [`${row.case_id} of ${row.model}: ${short(old)} → ${short(anew)}`];
    });
    const [first] = differing;
    return first === undefined ? [] : [{ column, rows: differing.length, first }];
  });
}

function cell(row: Result | undefined, column: string): string {
  const value: unknown = row === undefined ? null : Reflect.get(row, column);
  if (value instanceof Date) return value.toISOString();
  return canonicalJson(JSON.parse(JSON.stringify(value ?? null)));
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
