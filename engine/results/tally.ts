import type { Call } from '../plan/call.ts';
import { requestsOf } from '../plan/conversation.ts';
import type { Journal } from '../run/journal.ts';
import { FINAL_OUTCOMES } from './columns.ts';
import type { Reply } from './reply.ts';
import { turnsOf } from './turns.ts';

/** Counts of one benchmark's calls in a run; `resultsOf` fills it. */
export interface RunTally {
  total: number;
  /** Asked in this run. */
  new: number;
  /** Answered by an earlier run. */
  reused: number;
  /** Without a reply of the model. */
  failed: number;
  /** Calls asked in this run whose cost is not known. */
  cost_unknown: number;
  /** US dollars of the calls asked in this run, those to judges included, as far as known. */
  cost_usd: number;
  /** Calls to judges made in this run. */
  judge_calls: number;
  /** The same by model, for the ledger. */
  readonly models: Map<string, ModelTally>;
}

/** What one model took in a run. */
export interface ModelTally {
  /** Calls asked. */
  calls: number;
  /** US dollars; `null` once a cost is not known. */
  cost_usd: number | null;
  output_tokens: number;
}

export function emptyTally(): RunTally {
  return {
    total: 0,
    new: 0,
    reused: 0,
    failed: 0,
    cost_unknown: 0,
    cost_usd: 0,
    judge_calls: 0,
    models: new Map(),
  };
}

/** Counts one request. */
export function count(tally: RunTally, reply: Reply, origin: 'new' | 'reused' | 'unasked'): void {
  tally.total++;
  if (origin === 'reused') tally.reused++;
  if (origin === 'new') {
    tally.new++;
    tally.cost_usd += reply.cost_usd ?? 0;
    if (reply.cost_usd === null) tally.cost_unknown++;
  }
  if (!FINAL_OUTCOMES.has(reply.outcome) && reply.outcome !== 'stopped_early') tally.failed++;
}

/** Equal requests are made once, and one of an earlier run was paid for then. */
export function isNewCall(
  key: string,
  journal: Journal,
  { runId }: { readonly runId: string },
  paid: Set<string>,
): boolean {
  if (paid.has(key) || journal.find(key)?.runId !== runId) return false;
  paid.add(key);
  return true;
}

/** Judging is part of what a run costs. */
export function countJudge(tally: RunTally, judge: string, reply: Reply): void {
  tally.judge_calls++;
  tally.cost_usd += reply.cost_usd ?? 0;
  if (reply.cost_usd === null) tally.cost_unknown++;
  countModel(tally.models, judge, reply);
}

/** Counts what a model took. */
export function countModel(models: Map<string, ModelTally>, model: string, reply: Reply): void {
  const known = models.get(model) ?? { calls: 0, cost_usd: 0, output_tokens: 0 };
  known.calls++;
  known.cost_usd =
    known.cost_usd === null || reply.cost_usd === null ? null : known.cost_usd + reply.cost_usd;
  known.output_tokens += reply.output_tokens ?? 0;
  models.set(model, known);
}

/** The turns of a conversation are counted one by one: each was paid for by itself. */
export function countTurns(
  tally: RunTally,
  call: Call,
  { outcome, turns: column }: Reply,
  isNewTurn: (key: string) => boolean,
): void {
  const turns = turnsOf(column);
  for (const { key, reply } of turns) {
    const isNew = isNewTurn(key);
    count(tally, reply, isNew ? 'new' : 'reused');
    if (isNew) countModel(tally.models, call.model.id, reply);
  }
  if (FINAL_OUTCOMES.has(outcome)) return;
  const open = requestsOf(call) - turns.length;
  tally.total += open;
  if (outcome !== 'stopped_early') tally.failed += open;
}
