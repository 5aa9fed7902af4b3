import type { Model } from '../model/model.ts';
import { costOfTokens, isFree } from '../model/price.ts';
import { type Call, sentParameters } from '../plan/call.ts';
import { inputsOf } from '../plan/conversation.ts';
import { UNBOUNDED_OUTPUT_TOKENS } from '../plan/tokens.ts';
import type { ProviderAnswer } from '../providers/provider.ts';
import type { CostSource } from '../results/columns.ts';

/** What an answer cost: as the provider says, else tokens times price, else unknown. */
export function costOfAnswer(
  model: Model,
  answer: ProviderAnswer,
): { cost_usd: number | null; cost_source: CostSource } {
  if (answer.costUsd !== null && answer.costUsd > 0)
    return { cost_usd: answer.costUsd, cost_source: 'api' };
  if (isFree(model)) return { cost_usd: 0, cost_source: 'free' };
  const { inputTokens, outputTokens } = answer;
  if (model.price === undefined || inputTokens === null || outputTokens === null) {
    return answer.costUsd === 0
      ? { cost_usd: 0, cost_source: 'api' }
      : { cost_usd: null, cost_source: 'unknown' };
  }
  return {
    cost_usd: costOfTokens(model.price, { input: inputTokens, output: outputTokens }),
    cost_source: 'price',
  };
}

/**
 * The most a call can cost with all its turns, in US dollars: a generous count of its input and all the output it may
 * write. A model without a price costs 0 here; `plan` has refused it before.
 */
export function worstCost(call: Call): number {
  if (call.model.price === undefined) return 0;
  // A limit that the model refuses is not sent, and limits nothing.
  const { max_tokens: limit } = sentParameters(call.benchmark, call.model);
  const output = limit ?? UNBOUNDED_OUTPUT_TOKENS;
  const inputs = inputsOf(call);
  const input = inputs.reduce((sum, { high }) => sum + high, 0);
  return costOfTokens(call.model.price, { input, output: output * inputs.length });
}
