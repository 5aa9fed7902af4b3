import { z } from 'zod';
import { acceptedAnswers, type Score, type ScoreInput, type Scorer } from './scorer.ts';
import { nothingExpected, nothingToScore, scored, unscored } from './text/score.ts';
import { callsIn, callsOf } from './text/tool-calls.ts';

/** F1 of the names of the tools that were called. */
export const toolName: Scorer = {
  type: 'tool_name',
  version: 1,
  summary:
    'F1 of the set of tools called against those expected; order and arguments do not count.',
  options: z.strictObject({}),
  needsExpected: true,
  wholeExpected: true,
  threshold: 1,
  example: {
    options: {},
    expected: [{ name: 'weather', arguments: { city: 'Oslo' } }],
    right: '{"name": "weather", "arguments": {"city": "Bergen"}}',
    wrong: '[{"name": "weather", "arguments": {}}, {"name": "time", "arguments": {}}]',
  },
  score: scoreToolName,
};

function scoreToolName(input: ScoreInput): Score {
  if (acceptedAnswers(input.expected).length === 0) return nothingExpected();
  const expected = callsIn(input.expected);
  if (expected === null) return unscored('the expected value is no list of tool calls');
  if (input.answer === null && (input.toolCalls ?? []).length === 0) return nothingToScore();
  const wanted = new Set(expected.map(({ name }) => name));
  const called = new Set(callsOf(input).map(({ name }) => name));
  const common = [...called].filter((name) => wanted.has(name)).length;
  const value = (2 * common) / (wanted.size + called.size);
  const answer = called.size === 0 ? null : [...called].join(', ');
  return scored(value, answer, `called ${list(called)}, expected ${list(wanted)}`);
}

function list(names: ReadonlySet<string>): string {
  return names.size === 0 ? 'no tool' : [...names].join(', ');
}
