import type { Message } from '../../benchmark/benchmark.ts';
import { hashOf } from '../../hash.ts';
import { messagesOf, shownChoices } from '../../plan/call.ts';
import type { Turn } from '../../plan/conversation.ts';
import type { Result } from '../../results/columns.ts';
import { turnsOf } from '../../results/turns.ts';
import type { ExportSource } from './exporter.ts';

/** Version of the format. */
export const SCHEMA_VERSION = '0.3.0';

/** One reply, as an instance of its evaluation. */
export function instance(
  result: Result,
  evaluationId: string,
  { benchmark }: ExportSource,
): object {
  const testCase = benchmark.cases.find(({ id }) => id === result.case_id);
  const shown =
    testCase === undefined ? undefined : shownChoices(benchmark, testCase, result.trial);
  const messages = testCase === undefined ? [] : messagesOf(benchmark, testCase, shown);
  const turns = turnsOf(result.turns);
  const said = turns.length === 0 ? [] : transcript(messages.slice(0, -1), turns);
  const raw = messages.at(-1)?.content ?? '';
  const reference = [testCase?.expected ?? []]
    .flat()
    .map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
  return {
    schema_version: SCHEMA_VERSION,
    evaluation_id: evaluationId,
    evaluation_result_id: `${evaluationId}#score`,
    model_id: result.model,
    evaluation_name: benchmark.id,
    sample_id: result.case_id,
    sample_hash: hashOf([raw, reference]),
    interaction_type: said.length === 0 ? 'single_turn' : 'multi_turn',
    input: {
      raw,
      formatted: messages.map(({ role, content }) => `${role}: ${content}`).join('\n\n'),
      reference,
      choices: shown?.choices ?? null,
    },
    output: said.length === 0 ? { raw: [result.output ?? ''] } : null,
    messages: said.length === 0 ? null : said,
    answer_attribution: [
      {
        turn_idx: Math.max(0, said.length - 1),
        source: said.length === 0 ? 'output.raw' : 'messages[turn_idx].content',
        extracted_value: result.answer ?? '',
        extraction_method: benchmark.extract.map(({ step }) => step).join(', ') || 'none',
        is_terminal: true,
      },
    ],
    evaluation: {
      score: result.score,
      is_correct: result.passed === true,
      num_turns: Math.max(1, turns.length),
      tool_calls_count: 0,
    },
    ...usageOf(result),
    performance: { latency_ms: result.latency_ms, time_to_first_token_ms: result.first_token_ms },
    error: result.error,
    metadata: {
      trial: String(result.trial),
      outcome: result.outcome,
      tier: result.tier,
      run: result.run_id,
    },
  };
}

function usageOf({ input_tokens, output_tokens, reasoning_tokens }: Result): object {
  if (input_tokens === null || output_tokens === null) return { token_usage: null };
  return {
    token_usage: {
      input_tokens,
      output_tokens,
      total_tokens: input_tokens + output_tokens,
      reasoning_tokens,
    },
  };
}

/** All that was said, as the format numbers it. */
function transcript(before: readonly Message[], turns: readonly Turn[]): object[] {
  const said = turns.flatMap(({ user, reply }) => [
    { role: 'user', content: user },
    { role: 'assistant', content: reply.output },
  ]);
  return [...before, ...said].map(({ role, content }, turn_idx) => ({ turn_idx, role, content }));
}
