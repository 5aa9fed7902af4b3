import { chunksOf } from '../chunks.ts';
import type { Model } from '../model/model.ts';
import type { Journal } from '../run/journal.ts';
import type { Call } from './call.ts';
import { followed, inputsOf } from './conversation.ts';
import { type BenchmarkPlan, callsOf } from './plan.ts';
import type { Load } from './prediction.ts';
import { storedKeys } from './reuse.ts';

/** Calls looked up in the journal in one go. */
const CALLS_PER_LOOK = 1_000;

/** What of a plan is still to be asked of a model, request by request. */
export function loadOf(
  plan: BenchmarkPlan,
  model: Model,
  journal: Journal,
): { readonly load: Load; readonly reused: number } {
  const open = { calls: 0, input: 0, inputHigh: 0 };
  const all = { calls: 0, input: 0 };
  for (const calls of chunksOf(callsOf(plan, [model]), CALLS_PER_LOOK)) {
    const stored = storedKeys(calls, journal, plan.reuse);
    for (const call of calls) {
      const requests = inputsOf(call);
      const known = stored.has(call.key) ? requests.length : storedTurns(call, plan, journal);
      for (const [index, { expected, high }] of requests.entries()) {
        all.calls++;
        all.input += expected;
        if (index < known) continue;
        open.calls++;
        open.input += expected;
        open.inputHigh += high;
      }
    }
  }
  const { max_tokens: maxTokens } = plan.benchmark.parameters;
  const inputMean = all.calls === 0 ? 0 : all.input / all.calls;
  return { load: { ...open, inputMean, maxTokens }, reused: all.calls - open.calls };
}

/** How many turns of a conversation are answered already. */
function storedTurns(call: Call, { reuse }: BenchmarkPlan, journal: Journal): number {
  if (call.turns === undefined) return 0;
  const find = (turn: Call) =>
    storedKeys([turn], journal, reuse).size === 0 ? undefined : journal.find(turn.key)?.reply;
  return followed(call, find).turns.length;
}
