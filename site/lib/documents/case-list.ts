import { benchmarkPath, caseListPath } from '../address.ts';
import { NO_ANSWERS, tallyInWords } from '../answers.ts';
import { type CaseListPage, caseAddress } from '../case-pages.ts';
import { conversationOf, expectedTexts, shortConversationOf } from '../conversation.ts';
import { integer } from '../format.ts';
import { blocks, fenced, link, plain } from '../markdown.ts';
import type { SiteData } from '../site-data.ts';
import type { PageDocument } from './document.ts';

/** A hundred cases with their prompts, and how many answers passed. */
export function caseListDocument(data: SiteData, list: CaseListPage): PageDocument {
  const { benchmark, page, start, cases } = list;
  const title = `Cases ${integer(start + 1)}–${integer(start + cases.length)} of ${benchmark.title}`;
  const read = () => data.caseTallies(benchmark.id);
  return {
    path: caseListPath(benchmark.id, page),
    title,
    description:
      'Every case as models read it, with the answer that is expected; the data has long ones whole.',
    json: async () => {
      const results = await read();
      return {
        benchmark: benchmark.id,
        fingerprint: benchmark.fingerprint,
        page,
        pages: list.pages,
        cases: cases.map((testCase) => ({
          id: testCase.id,
          hash: testCase.hash,
          prompt: conversationOf(benchmark, testCase),
          expected: testCase.expected ?? null,
          source: testCase.source,
          answers: results.get(testCase.id) ?? NO_ANSWERS,
        })),
      };
    },
    text: async (href) => {
      const results = await read();
      return blocks(
        `# ${plain(title)}`,
        `Cases of ${link(benchmark.title, href(benchmarkPath(benchmark.id)))}.`,
        ...cases.flatMap((testCase) => [
          `## ${link(testCase.id, href(caseAddress(data, benchmark, testCase.id)))}`,
          ...shortConversationOf(benchmark, testCase).map(
            ({ role, content }) => `${role}:\n\n${fenced(content)}`,
          ),
          'Expected:',
          ...expectedTexts(testCase, 2).map(fenced),
          tallyInWords(results.get(testCase.id) ?? NO_ANSWERS),
        ]),
      );
    },
  };
}
