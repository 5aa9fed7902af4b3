import { suggestion } from '../../../nearest.ts';
import type { Refusal } from './assertion.ts';

const JUDGE: Refusal = {
  refused: 'a model judges it, with a prompt and a model that are promptfoo’s own',
  fix: 'add a rubric to "score" that says what has to be true of the answer',
};
const EMBEDDING: Refusal = {
  refused: 'it needs an embedding or classification service',
  fix: 'use rouge, squad or similarity where wording matters, or a judge where meaning does',
};
const CODE: Refusal = {
  refused: 'it is code, which is never executed here',
  fix: 'say the same with a scorer such as regex, json or number',
};
const MEASURED: Refusal = {
  refused: 'without a threshold it only informs: every result holds latency and cost in columns',
  fix: 'compare latency and cost on the board',
};
const PROBABILITIES: Refusal = {
  refused: 'it needs log-probabilities, which chat models do not give',
};
const TOOLS: Refusal = { refused: 'it looks at skills or traces, which are not recorded' };
const COMPARISON: Refusal = {
  refused: 'it compares several outputs of one case with each other',
  fix: 'compare models with benchmarkhub compare',
};

/** Why types of assertions have no counterpart. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  'agent-rubric': JUDGE,
  'search-rubric': JUDGE,
  'answer-relevance': JUDGE,
  'context-recall': JUDGE,
  'context-relevance': JUDGE,
  'conversation-relevance': JUDGE,
  pi: JUDGE,
  'trajectory:goal-success': JUDGE,
  similar: EMBEDDING,
  classifier: EMBEDDING,
  moderation: EMBEDDING,
  guardrails: EMBEDDING,
  python: CODE,
  ruby: CODE,
  webhook: CODE,
  latency: MEASURED,
  cost: MEASURED,
  perplexity: PROBABILITIES,
  'perplexity-score': PROBABILITIES,
  'skill-used': TOOLS,
  'trace-span-count': TOOLS,
  'trace-span-duration': TOOLS,
  'trace-error-spans': TOOLS,
  'select-best': COMPARISON,
  'max-score': COMPARISON,
};

/** Why there is no scorer for a type of assertion. */
export function refusalOf(type: string): Refusal {
  const known = Object.hasOwn(REFUSALS, type) ? REFUSALS[type] : undefined;
  if (known !== undefined) return known;
  const near = suggestion(type, Object.keys(REFUSALS));
  return {
    refused: `there is no scorer here for "${type}"`,
    fix: near.startsWith('did') ? near : 'write a scorer for it',
  };
}

/** Whether a type of assertion is known to have no counterpart. */
export function isKnownRefusal(type: string): boolean {
  return Object.hasOwn(REFUSALS, type);
}
