import type { Call } from '../plan/call.ts';
import { followed } from '../plan/conversation.ts';
import type { BenchmarkPlan } from '../plan/plan.ts';
import { storedKeys } from '../plan/reuse.ts';
import { FINAL_OUTCOMES } from '../results/columns.ts';
import type { Reply } from '../results/reply.ts';
import { conversationBenchmarkId, conversationReply } from '../results/turns.ts';
import { askCall } from './ask.ts';
import type { Budget } from './budget.ts';
import type { Desk } from './desk.ts';
import type { Journal } from './journal.ts';
import type { RunProgress } from './progress.ts';

/** What asking one call and keeping its reply needs. */
export interface AskRun {
  readonly runId: string;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly progress: RunProgress;
  readonly fresh: boolean;
  /** Requests in flight: conversations that begin alike share their first replies. */
  readonly pending: Map<string, Promise<Reply | undefined>>;
}

/** Has a call answered, turn by turn where it is a conversation, and keeps every reply. */
export async function settleCall(call: Call, plan: BenchmarkPlan, run: AskRun): Promise<void> {
  if (call.turns === undefined) {
    await askAndKeep(call, run);
    return;
  }
  const { journal, runId } = run;
  const reply = await converse(call, plan, run);
  if (reply === undefined) return;
  const benchmark = conversationBenchmarkId(call.benchmark.id);
  await journal.record({ callKey: call.key, runId, benchmark, model: call.model.id, reply });
}

/**
 * Asks the turns that no stored reply answers, each after the reply before it. Every turn is in the
 * journal before the next is asked, so that what breaks off goes on where it was; `undefined` when
 * it was stopped, or is out of budget.
 */
async function converse(call: Call, plan: BenchmarkPlan, run: AskRun): Promise<Reply | undefined> {
  const heard = new Map<string, Reply>();
  for (;;) {
    const reached = followed(call, ({ key }) => heard.get(key));
    const { next } = reached;
    if (next === undefined) return conversationReply(call, reached);
    const stored = storedReply(next, plan, run);
    if (stored !== undefined) run.progress.reused++;
    const reply = stored ?? (await askShared(next, run));
    if (reply === undefined) return undefined;
    heard.set(next.key, reply);
  }
}

/** The reply to a turn that needs not be asked again. */
function storedReply(turn: Call, { reuse }: BenchmarkPlan, run: AskRun): Reply | undefined {
  const { journal, fresh, runId } = run;
  if (!fresh && storedKeys([turn], journal, reuse).size === 0) return undefined;
  const entry = journal.find(turn.key);
  return fresh && entry?.runId !== runId ? undefined : entry?.reply;
}

/** Asks a turn once, however many conversations come to it at the same time. */
async function askShared(turn: Call, run: AskRun): Promise<Reply | undefined> {
  const { pending, progress } = run;
  const underWay = pending.get(turn.key);
  if (underWay !== undefined) {
    progress.reused++;
    return underWay;
  }
  const asked = askAndKeep(turn, run);
  pending.set(turn.key, asked);
  try {
    return await asked;
  } finally {
    pending.delete(turn.key);
  }
}

async function askAndKeep(call: Call, run: AskRun): Promise<Reply | undefined> {
  const { desk, journal, runId, progress } = run;
  const reply = await askCall(call, desk);
  if (reply === undefined) return undefined;
  const [benchmark, model] = [call.benchmark.id, call.model.id];
  await journal.record({ callKey: call.key, runId, benchmark, model, reply });
  countReply(progress, desk.budget, reply);
  return reply;
}

/** Counts a call that has ended, however. */
export function countReply(
  progress: RunProgress,
  { spentUsd }: Pick<Budget, 'spentUsd'>,
  { outcome, error }: Reply,
): void {
  progress.asked++;
  progress.spentUsd = spentUsd;
  if (FINAL_OUTCOMES.has(outcome)) return;
  progress.failures[outcome] = (progress.failures[outcome] ?? 0) + 1;
  progress.errors[outcome] ??= error ?? '';
}
