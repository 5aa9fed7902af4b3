import type { Benchmark, TestCase } from '../../../engine/benchmark/benchmark.ts';
import type { Result } from '../../../engine/results/columns.ts';
import { benchmarkPath, casePath } from '../address.ts';
import { answerViewsOf, tallyInWords, tallyOf } from '../answers.ts';
import { conversationOf, expectedTexts, gistOf } from '../conversation.ts';
import { blocks, fenced, link, plain } from '../markdown.ts';
import { modelViewsOf } from '../model-view.ts';
import type { SiteData } from '../site-data.ts';
import type { PageDocument } from './document.ts';

export function caseDocument(
  data: SiteData,
  benchmark: Benchmark,
  testCase: TestCase,
): PageDocument {
  const title = `Case ${testCase.id}`;
  const read = async () => (await data.caseResults(benchmark.id)).get(testCase.id) ?? [];
  return {
    path: casePath(benchmark.id, testCase.id),
    title: `${title}, ${benchmark.title}`,
    description: gistOf(benchmark, testCase),
    json: async () => ({
      benchmark: benchmark.id,
      fingerprint: benchmark.fingerprint,
      case: testCase.id,
      hash: testCase.hash,
      prompt: conversationOf(benchmark, testCase),
      expected: testCase.expected ?? null,
      source: testCase.source,
      answers: (await read()).map(answerJson),
    }),
    text: async (href) => {
      const results = await read();
      const answers = answerViewsOf(results, modelViewsOf(data.models)).flatMap((answer) => [
        `### ${plain(answer.model.title)}`,
        `${answer.headline}. ${answer.reasons.map(plain).join(' ')}`,
        fenced(answer.error || answer.output),
      ]);
      return blocks(
        `# ${plain(title)}`,
        `A case of ${link(benchmark.title, href(benchmarkPath(benchmark.id)))}.`,
        '## Prompt',
        ...conversationOf(benchmark, testCase).map(
          ({ role, content }) => `${role}:\n\n${fenced(content)}`,
        ),
        '## Expected',
        ...expectedTexts(testCase, 2).map(fenced),
        '## Answers',
        tallyInWords(tallyOf(results)),
        ...answers,
      );
    },
  };
}

function answerJson(result: Result) {
  const { model, trial, outcome, output, answer, score, passed, failure, scores } = result;
  const { input_tokens, output_tokens, cost_usd, latency_ms, provider, served_model } = result;
  return {
    model,
    tier: result.tier,
    trial,
    outcome,
    output,
    error: result.error,
    answer,
    score,
    passed,
    failure,
    scores,
    input_tokens,
    output_tokens,
    cost_usd,
    latency_ms,
    provider,
    served_model,
    run_id: result.run_id,
    fingerprint: result.fingerprint,
  };
}
