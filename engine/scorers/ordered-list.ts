import { z } from 'zod';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { LIST_FIELDS } from './text/lists/options.ts';
import type { Item, ListRules } from './text/lists/read.ts';
import { answerOf, scoreLists, shown } from './text/lists/score.ts';
import { commonSubsequence } from './text/lists/subsequence.ts';
import { scored, unscored } from './text/score.ts';

/** Options of `ordered_list`. */
export interface OrderedListOptions extends ListRules {
  readonly partial: boolean;
}

const options: z.ZodType<OrderedListOptions> = z.strictObject({
  ...LIST_FIELDS,
  partial: z
    .boolean()
    .default(false)
    .describe('The score is the longest common subsequence, as a share of the longer list.'),
});

/** The answer lists the expected items in the expected order. */
export const orderedList: Scorer<OrderedListOptions> = {
  type: 'ordered_list',
  version: 1,
  summary: 'The answer lists the expected items in the expected order.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: { partial: true },
    expected: 'Mercury, Venus, Earth, Mars',
    right: '1. Mercury\n2. Venus\n3. Earth\n4. Mars',
    wrong: 'Mercury, Earth, Venus, Mars',
  },
  score: (input: ScoreInput, rules: OrderedListOptions): Score =>
    scoreLists(input, rules, (found, wanted) => compare(found, wanted, rules.partial)),
};

function compare(found: readonly Item[], wanted: readonly Item[], partial: boolean): Score {
  const answer = answerOf(found);
  const place = firstDifference(found, wanted);
  if (place < 0) return scored(1, answer, `all of ${wanted.length} items in order`);
  if (!partial) return scored(0, answer, differenceAt(place, found, wanted));
  const common = commonSubsequence(keys(found), keys(wanted));
  if (common === null) return unscored('the lists are too long to compare', answer);
  const longer = Math.max(found.length, wanted.length);
  return scored(common / longer, answer, `${common} of ${longer} items in order`);
}

function firstDifference(found: readonly Item[], wanted: readonly Item[]): number {
  const longer = found.length > wanted.length ? found : wanted;
  return longer.findIndex((_, place) => found[place]?.key !== wanted[place]?.key);
}

function differenceAt(place: number, found: readonly Item[], wanted: readonly Item[]): string {
  const [here, there] = [found, wanted].map((items) => {
    const item = items[place];
    return item === undefined ? 'nothing' : shown([item]);
  });
  return `item ${place + 1}: expected ${there}, found ${here}`;
}

function keys(items: readonly Item[]): string[] {
  return items.map(({ key }) => key);
}
