import { z } from 'zod';
import { acceptedAnswers, type Score, type ScoreInput, type Scorer } from './scorer.ts';
import { nothingExpected, nothingToScore, scored, unscored } from './text/score.ts';
import { callsIn, callsOf } from './text/tool-calls.ts';

/** Options of `tool_sequence`. */
export interface ToolSequenceOptions {
  readonly order: 'exact' | 'in_order' | 'any_order' | 'subset';
}

const options: z.ZodType<ToolSequenceOptions> = z.strictObject({
  order: z
    .enum(['exact', 'in_order', 'any_order', 'subset'])
    .default('exact')
    .describe(
      'The same calls in the same order; in order with others between; in any order; or all expected among others in any order.',
    ),
});

/** The tools were called in the expected sequence. */
export const toolSequence: Scorer<ToolSequenceOptions> = {
  type: 'tool_sequence',
  version: 1,
  summary: 'The tools were called in the expected sequence: exactly, in order, or in any order.',
  options,
  needsExpected: true,
  wholeExpected: true,
  threshold: 1,
  example: {
    options: { order: 'in_order' },
    expected: ['search', 'open'],
    right: '[{"name": "search"}, {"name": "rank"}, {"name": "open"}]',
    wrong: '[{"name": "open"}, {"name": "search"}]',
  },
  score: scoreToolSequence,
};

type Compare = (called: readonly string[], wanted: readonly string[]) => boolean;

const ORDERS: Readonly<Record<ToolSequenceOptions['order'], Compare>> = {
  exact: (called, wanted) => isSame(called, wanted),
  in_order: hasInOrder,
  any_order: (called, wanted) => isSame(called.toSorted(), wanted.toSorted()),
  subset: (called, wanted) => hasInOrder(called.toSorted(), wanted.toSorted()),
};

function scoreToolSequence(input: ScoreInput, { order }: ToolSequenceOptions): Score {
  if (acceptedAnswers(input.expected).length === 0) return nothingExpected();
  const expected = callsIn(input.expected);
  if (expected === null) return unscored('the expected value is no list of tool calls');
  if (input.answer === null && (input.toolCalls ?? []).length === 0) return nothingToScore();
  const wanted = expected.map(({ name }) => name);
  const called = callsOf(input).map(({ name }) => name);
  const answer = called.length === 0 ? null : called.join(', ');
  const reason = `called ${list(called)}; expected ${list(wanted)}, ${order.replace('_', ' ')}`;
  return scored(ORDERS[order](called, wanted) ? 1 : 0, answer, reason);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

function hasInOrder(called: readonly string[], wanted: readonly string[]): boolean {
  let place = 0;
  for (const name of called) if (name === wanted[place]) place++;
  return place === wanted.length;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'no tool' : names.join(', ');
}
