import type { Benchmark, Message } from '../../../engine/benchmark/benchmark.ts';
import { asksJudges } from '../../../engine/judges/asks.ts';
import type { HumanLabel } from '../../../engine/judges/labels.ts';
import { itemKey, type ReviewItem, reviewItems } from '../../../engine/judges/review-items.ts';
import { messagesOf, shownChoices } from '../../../engine/plan/call.ts';
import type { Result } from '../../../engine/results/columns.ts';
import { turnsOf } from '../../../engine/results/turns.ts';
import { expectedTexts } from '../conversation.ts';
import type { SiteData } from '../site-data.ts';

/** An answer without who gave it and what a judge said of it. */
export interface SheetItem
  extends Pick<
    HumanLabel,
    'case_id' | 'case_hash' | 'output_hash' | 'fingerprint' | 'source' | 'probability'
  > {
  readonly messages: readonly Pick<Message, 'role' | 'content'>[];
  readonly expected: readonly string[];
  readonly answer: string;
}

/** What people label of one benchmark. */
export interface Sheet {
  readonly benchmark: string;
  readonly title: string;
  readonly items: readonly SheetItem[];
}

/** What judges said, by the name of the answer in labels. */
export type Verdicts = Readonly<Record<string, 'pass' | 'fail' | 'unscored'>>;

/** Answers of one kind that a page holds; the order tells nothing, so neither does the cut. */
const MOST_ITEMS = 300;

/** The benchmarks whose answers are scored by judges and have been asked for. */
export function reviewable({ benchmarks, boards }: SiteData): Benchmark[] {
  return benchmarks.filter((benchmark) => boards.has(benchmark.id) && asksJudges(benchmark));
}

/** The answers of a benchmark for people to label. */
export async function sheetOf(data: SiteData, benchmark: Benchmark): Promise<Sheet> {
  const drawn = await itemsOf(data, benchmark);
  const items = drawn.map(({ item, source }) => sheetItem(benchmark, item, source));
  return { benchmark: benchmark.id, title: benchmark.title, items };
}

/** What the judges said of the same answers. */
export async function verdictsOf(data: SiteData, benchmark: Benchmark): Promise<Verdicts> {
  const drawn = await itemsOf(data, benchmark);
  return Object.fromEntries(
    drawn.map(({ item }) => [itemKey(item), verdictOf(item.row.passed)] as const),
  );
}

interface DrawnItem {
  readonly item: ReviewItem;
  readonly source: HumanLabel['source'];
}

async function itemsOf(data: SiteData, benchmark: Benchmark): Promise<DrawnItem[]> {
  const rows = [...(await data.caseResults(benchmark.id)).values()]
    .flat()
    .filter(({ fingerprint }) => fingerprint === benchmark.fingerprint);
  return (['random', 'queue'] as const).flatMap((source) =>
    reviewItems(rows, source)
      .slice(0, MOST_ITEMS)
      .map((item) => ({ item, source })),
  );
}

function verdictOf(passed: boolean | null): Verdicts[string] {
  if (passed === null) return 'unscored';
  return passed ? 'pass' : 'fail';
}

function sheetItem(benchmark: Benchmark, item: ReviewItem, source: SheetItem['source']): SheetItem {
  const { row, output_hash, probability } = item;
  const { case_id, case_hash, fingerprint } = row;
  const testCase = benchmark.cases.find(({ hash }) => hash === case_hash);
  return {
    case_id,
    case_hash,
    output_hash,
    fingerprint,
    source,
    probability,
    messages: testCase === undefined ? [] : saidBefore(benchmark, testCase, row),
    expected: testCase === undefined ? [] : expectedTexts(testCase, 2),
    answer: row.output ?? '',
  };
}

/** All that was said before the answer that is judged. */
function saidBefore(
  benchmark: Benchmark,
  testCase: Benchmark['cases'][number],
  row: Result,
): SheetItem['messages'] {
  const asked = messagesOf(benchmark, testCase, shownChoices(benchmark, testCase, row.trial));
  const turns = turnsOf(row.turns);
  const later = turns.flatMap(({ user, reply }, index) => [
    ...(index === 0 ? [] : [{ role: 'user', content: user } as const]),
    ...(index === turns.length - 1
      ? []
      : [{ role: 'assistant', content: reply.output ?? '' } as const]),
  ]);
  return [...asked.map(({ role, content }) => ({ role, content })), ...later];
}
