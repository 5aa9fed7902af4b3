import { FAILURE_KINDS } from '../../../engine/analysis/failures/taxonomy.ts';
import type { Benchmark, TestCase } from '../../../engine/benchmark/benchmark.ts';
import type { Result } from '../../../engine/results/columns.ts';
import { benchmarkPath, casePath } from '../address.ts';
import { answerViewsOf, tallyInWords, tallyOf } from '../answers.ts';
import { conversationOf, expectedTexts, gistOf } from '../conversation.ts';
import { type AnswerKind, kindsOf } from '../failure-view.ts';
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
  const read = async () => {
    const results = (await data.caseResults(benchmark.id)).get(testCase.id) ?? [];
    const { codings } = await data.failureRows(benchmark.id);
    return { results, kinds: kindsOf(benchmark, testCase, results, codings) };
  };
  return {
    path: casePath(benchmark.id, testCase.id),
    title: `${title}, ${benchmark.title}`,
    description: gistOf(benchmark, testCase),
    json: async () => {
      const { results, kinds } = await read();
      return {
        benchmark: benchmark.id,
        fingerprint: benchmark.fingerprint,
        case: testCase.id,
        hash: testCase.hash,
        prompt: conversationOf(benchmark, testCase),
        expected: testCase.expected ?? null,
        source: testCase.source,
        answers: results.map((result) => ({ ...answerJson(result), why: kinds(result) ?? null })),
      };
    },
    text: async (href) => {
      const { results, kinds } = await read();
      const views = answerViewsOf(results, modelViewsOf(data.models), kinds);
      const answers = views.flatMap((answer) => [
        `### ${plain(answer.model.title)}`,
        `${answer.headline}. ${answer.reasons.map(plain).join(' ')}`,
        ...(answer.kind === undefined ? [] : [kindText(answer.kind)]),
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

function kindText({ code, by }: AnswerKind): string {
  return `\`${code}\`: ${FAILURE_KINDS[code].means}${by === 'judge' ? ' (says a judge)' : ''}`;
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
