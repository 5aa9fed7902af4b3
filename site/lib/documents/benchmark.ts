import type { FailureReport } from '../../../engine/analysis/failures/report.ts';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import { boardMarkdown } from '../../../engine/report/markdown.ts';
import { benchmarkPath, casesPath, comparePath, dataPath, qualityPath } from '../address.ts';
import { NO_ANSWERS } from '../answers.ts';
import { benchmarkDocument as benchmarkJson } from '../api.ts';
import { boardsOf, latestRun } from '../boards.ts';
import { caseAnalysisOf } from '../case-analysis.ts';
import { caseAddress } from '../case-pages.ts';
import { expectedTexts, gistOf } from '../conversation.ts';
import { benchmarkFacts } from '../facts.ts';
import { benchmarkFailures, failuresInWords, leadingCodes, shareText } from '../failure-view.ts';
import { boardFinding } from '../findings.ts';
import { differenceFrom, differenceInWords } from '../fingerprint-guard.ts';
import { BLANK, count, points, shortHash } from '../format.ts';
import { blocks, fenced, link, list, plain, table } from '../markdown.ts';
import { modelViewsOf } from '../model-view.ts';
import type { SiteData } from '../site-data.ts';
import type { PageDocument } from './document.ts';

export function benchmarkDocument(data: SiteData, benchmark: Benchmark): PageDocument {
  const { current, older, resolution } = boardsOf(data, benchmark);
  const path = benchmarkPath(benchmark.id);
  return {
    path,
    title: benchmark.title,
    description: benchmark.description,
    changed: latestRun(current ? [current] : [])?.run_at ?? undefined,
    json: async () => ({
      ...benchmarkJson(data, benchmark),
      failures: current ? await benchmarkFailures(data, benchmark) : null,
    }),
    text: async (href) => {
      const facts = await data.fingerprints(benchmark.id);
      const guard = older.map(({ fingerprint, rows }) => {
        const known = facts.find((one) => one.fingerprint === fingerprint);
        const why = known
          ? differenceInWords(differenceFrom(known, benchmark))
          : 'nothing is known of it';
        return `\`${shortHash(fingerprint)}\`, ${count(rows.length, 'row')}, not comparable: ${plain(why)}`;
      });
      return blocks(
        `# ${plain(benchmark.title)}`,
        plain(benchmark.description),
        list(
          benchmarkFacts(benchmark, resolution).map(({ name, text }) => `${name}: ${plain(text)}`),
        ),
        current ? `**${plain(boardFinding(current, modelViewsOf(data.models)))}**` : '',
        current ? boardMarkdown(current) : 'No model has been measured on these cases yet.',
        current ? failureText(await benchmarkFailures(data, benchmark)) : '',
        '## Prompt',
        ...benchmark.prompt.map(({ role, content }) => `${role}:\n\n${fenced(content)}`),
        '## More',
        list([
          link('Cases', href(casesPath(benchmark.id))),
          link('Quality of the cases, repeats and drift', href(qualityPath(benchmark.id))),
          link('Models compared in pairs', href(comparePath(benchmark.id))),
          link('Everything as JSON', href(dataPath(path))),
        ]),
        guard.length > 0 ? `## Earlier versions\n\n${list(guard)}` : '',
      );
    },
  };
}

/** Kinds that the table of a page has room for. */
const CODES = 5;

/** Why answers fail, as the page says it; empty without a measured model. */
function failureText(report: FailureReport): string {
  if (report.models.length === 0) return '';
  const codes = leadingCodes(report.models, CODES);
  const rows = report.models.map((signature) => [
    plain(signature.model),
    points(signature.failed),
    ...codes.map((code) => {
      const share = signature.codes.find((one) => one.code === code);
      return share === undefined ? BLANK : shareText(share);
    }),
  ]);
  const head = ['model', 'failed %', ...codes.map((code) => `\`${code}\` %`)];
  const suspects = report.audit.map(
    ({ case_id, proposes, evidence, audit }) =>
      `${plain(case_id)}: \`${proposes}\`, ${plain(evidence)}${audit === undefined ? '' : `; a judge says \`${audit.code}\``}`,
  );
  return [
    '## Why answers fail',
    failuresInWords(report),
    table(head, rows),
    ...(suspects.length === 0 ? [] : [`### Cases to look at\n\n${list(suspects)}`]),
  ].join('\n\n');
}

/** All cases of a benchmark, how hard they are and how answers fail. */
export function casesDocument(data: SiteData, benchmark: Benchmark): PageDocument {
  const title = `Cases of ${benchmark.title}`;
  return {
    path: casesPath(benchmark.id),
    title,
    description: `${count(benchmark.cases.length, 'case')}: how hard each is, which model passes which, and why answers fail.`,
    json: () => caseAnalysisOf(data, benchmark),
    text: async (href) => {
      const results = await data.caseTallies(benchmark.id);
      const rows = benchmark.cases.map((testCase) => {
        const { passed, failed } = results.get(testCase.id) ?? NO_ANSWERS;
        return [
          link(testCase.id, href(caseAddress(data, benchmark, testCase.id))),
          plain(gistOf(benchmark, testCase)),
          plain(expectedTexts(testCase).join(' or ')),
          passed + failed === 0 ? '–' : `${passed} of ${passed + failed}`,
        ];
      });
      return blocks(`# ${plain(title)}`, table(['case', 'asks', 'expected', 'passed'], rows));
    },
  };
}
