import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { Score, ScoreInput, Scorer, ToolCall } from './scorer.ts';
import { checkSchema } from './text/json-schema/check.ts';
import { nothingToScore, quote, scored, unscored } from './text/score.ts';
import { argumentsOf, callsOf } from './text/tool-calls.ts';

/** Options of `tool_valid`. */
export interface ToolValidOptions {
  /** Checked against instead of the tools of the case. */
  readonly tools?: readonly JsonObject[];
}

const options: z.ZodType<ToolValidOptions> = z.strictObject({
  tools: z
    .array(z.record(z.string(), z.json()))
    .min(1)
    .max(128)
    .exactOptional()
    .describe('Tools with name and parameters (JSON Schema); those of the case unless written.'),
});

/** Every call of the reply names a tool that was offered, with arguments its schema allows. */
export const toolValid: Scorer<ToolValidOptions> = {
  type: 'tool_valid',
  version: 1,
  summary: 'Every tool call of the reply names a tool on offer, with arguments its schema allows.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: {
      tools: [
        {
          name: 'weather',
          parameters: {
            type: 'object',
            properties: { city: { type: 'string' } },
            required: ['city'],
          },
        },
      ],
    },
    right: '{"name": "weather", "arguments": {"city": "Oslo"}}',
    wrong: '{"name": "weather", "arguments": {"town": "Oslo"}}',
  },
  score: scoreToolValid,
};

function scoreToolValid(input: ScoreInput, written: ToolValidOptions): Score {
  const tools: readonly OfferedTool[] = written.tools ?? input.tools ?? [];
  if (tools.length === 0) return unscored('the case offers no tools');
  const calls = callsOf(input);
  if (calls.length === 0) {
    return input.answer === null ? nothingToScore() : scored(0, null, 'no tool was called');
  }
  const names = calls.map(({ name }) => name).join(', ');
  for (const call of calls) {
    const problem = problemOf(call, tools);
    if (problem !== null) return scored(0, names, `${quote(call.name)}: ${problem}`);
  }
  return scored(1, names, `${calls.length} valid calls`);
}

interface OfferedTool {
  readonly name?: unknown;
  readonly parameters?: unknown;
}

function problemOf(call: ToolCall, tools: readonly OfferedTool[]): string | null {
  const tool = tools.find(({ name }) => name === call.name);
  if (tool === undefined) return 'there is no such tool';
  const given = argumentsOf(call);
  if (given === null) return 'its arguments are no JSON object';
  const schema = tool.parameters;
  if (!isJsonObject(schema)) return null;
  const failure = checkSchema(given, schema);
  return failure === null ? null : failure.message;
}
