import type { Benchmark, TestCase } from '../../engine/benchmark/benchmark.ts';
import { maybeRepositoryAddress } from './address.ts';
import { cut, expectedTexts, gistOf } from './conversation.ts';

/** GitHub refuses addresses of more than about 8,000 characters. */
const MOST_CHARS = 6_000;

/** What a flag says of a case besides the case itself. */
export interface Evidence {
  /** Such as `2 of 11 passed`. */
  readonly tally: string;
  /** Whole address of the case's page, when the site knows its own. */
  readonly page?: string;
}

/**
 * The address of a prefilled issue that says a case is wrong; none unless the repository is at
 * GitHub. Texts of the case stand in fences or lose what GitHub acts on.
 */
export function flagAddress(
  repository: string | undefined,
  benchmark: Benchmark,
  testCase: TestCase,
  { tally, page }: Evidence,
): string | undefined {
  const address = maybeRepositoryAddress(repository);
  if (address === undefined || !/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+$/.test(address))
    return undefined;
  const lines = (letters: number) => [
    'What is wrong with it, and how you know:',
    '',
    '',
    '---',
    ...fenced('Asks', gistOf(benchmark, testCase, letters)),
    ...fenced('Expected', cut(expectedTexts(testCase).join('\n') || 'no fixed answer', letters)),
    `Answers: ${tally}`,
    '',
    ...(page === undefined ? [] : [`Page: ${page}`]),
    `Benchmark: \`${benchmark.id}\` ${benchmark.version}, fingerprint \`${benchmark.fingerprint.slice(0, 16)}\``,
    `Case hash: \`${testCase.hash}\``,
  ];
  const build = (letters: number) => {
    const query = new URLSearchParams({
      title: `Case ${plain(testCase.id)} of ${benchmark.id} is wrong`,
      body: lines(letters).join('\n'),
      labels: 'erratum',
    });
    return `${address}/issues/new?${query}`;
  };
  // Each letter of some scripts takes nine characters of an address.
  return [600, 200, 60].map(build).find(({ length }) => length <= MOST_CHARS) ?? build(0);
}

function fenced(title: string, text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${title}:`, fence, text, fence];
}

/** A name in a title: no mention, no reference to another issue. */
function plain(id: string): string {
  return cut(id.replace(/[@#`<>\s]+/g, ' ').trim(), 60);
}
