import { readFileSync } from 'node:fs';
import { biasReports, type VoteOnAnswer } from '../../engine/judges/bias.ts';
import { bothOrders } from '../../engine/judges/jury.ts';
import type { Vote } from '../../engine/judges/question.ts';
import { cohenKappa, wilson } from '../../engine/statistics/index.ts';
import { percent, type Section } from '../statistics/table.ts';

/** Figures of one judge on one set of pairs. */
export interface AgreementFigures {
  /** Pairs of which the label says the same, by the order in which they were shown. */
  readonly right_first: number;
  readonly right_second: number;
  /** Pairs with the same verdict in both orders. */
  readonly same: number;
  /** Cohen's kappa between the two orders. */
  readonly kappa: number;
}

/** Recorded verdicts with the published figures beside ours. */
export interface Agreement {
  readonly set: string;
  readonly judge: string;
  readonly pairs: number;
  readonly published: AgreementFigures;
  readonly ours: AgreementFigures;
  /** Pairs that both orders decide as the label does: what a pair scorer counts as won. */
  readonly won: number;
  /** Share of torn pairs in which the first place won; `null` where none is torn. */
  readonly firstPlace: number | null;
}

const FILE = new URL('../../test/input/llmbar/verdicts.csv', import.meta.url);

/** All recorded judges, read through the engine's own votes. */
export function agreements(): Agreement[] {
  const [, ...lines] = readFileSync(FILE, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [set = '', judge = '', labels = '', first = '', second = '', ...figures] =
      line.split(',');
    const [right_first = 0, right_second = 0, same = 0, kappa = 0] = figures.map(Number);
    const votes = votesOf(judge, labels, first, second);
    return {
      set,
      judge,
      pairs: labels.length,
      published: { right_first, right_second, same, kappa },
      ours: figuresOf(labels, first, second),
      won: votes.filter(({ ab, ba }) => bothOrders(ab.vote, ba.vote).value === 1).length,
      firstPlace: firstPlaceOf(votes.flatMap(({ ab, ba }) => [ab, ba])),
    };
  });
}

function figuresOf(labels: string, first: string, second: string): AgreementFigures {
  const same = (a: string, b: string) => [...a].filter((one, index) => one === b[index]).length;
  // As published: what is not `1`, a missing verdict too, is the other kind.
  const both = (a: boolean, b: boolean) =>
    [...first].filter((one, index) => (one === '1') === a && (second[index] === '1') === b).length;
  const { value } = cohenKappa([true, false].map((a) => [true, false].map((b) => both(a, b))));
  return {
    right_first: same(labels, first),
    right_second: same(labels, second),
    same: same(first, second),
    kappa: value ?? Number.NaN,
  };
}

/** Both votes on each pair; the output that the label prefers is the candidate. */
function votesOf(judge: string, labels: string, first: string, second: string) {
  return [...labels].map((label, index) => {
    // The label's output stands in the first place of one of the two orders.
    const shownFirst = label === '1' ? first : second;
    const shownSecond = label === '1' ? second : first;
    const about = (order: 'ab' | 'ba', said = '-'): VoteOnAnswer => ({
      vote: voteOf(judge, order, said === '-' ? 0.5 : Number(said === label)),
      case_id: `${index}`,
      model: 'output',
      vendor: '',
      judge_vendor: judge,
      length: 0,
      formatted: false,
      language: null,
      human: null,
    });
    return { ab: about('ab', shownFirst[index]), ba: about('ba', shownSecond[index]) };
  });
}

function voteOf(judge: string, order: 'ab' | 'ba', value: number): Vote {
  return {
    judge,
    prompt: 'llmbar',
    key: '',
    order,
    repeat: 1,
    counts: true,
    status: 'valid',
    value,
    confidence: null,
    verdicts: {},
    reason: '',
    injection_suspected: false,
  };
}

function firstPlaceOf(votes: readonly VoteOnAnswer[]): number | null {
  return biasReports(votes)[0]?.first_place?.value ?? null;
}

/** Recorded judges on labelled pairs. */
export function agreementSection(): Section {
  const all = agreements();
  return {
    title: 'Agreement with published figures',
    text: `[LLMBar](https://github.com/princeton-nlp/LLMBar) (Zeng et al. 2024): what five judges said of ${all.filter(({ judge }) => judge === 'GPT-4').reduce((sum, { pairs }) => sum + pairs, 0)} pairs with a certain label, in both orders. Accuracy (mean of the orders), agreement of the orders and its kappa as published and as computed here from the recorded verdicts; beyond them the share of pairs that are won when a torn pair is a tie, and how often a torn pair went to the first place.`,
    head: [
      'set',
      'judge',
      'accuracy, %: published',
      'here',
      'same in both orders, %: published',
      'here',
      'kappa: published',
      'here',
      'won in both orders, % (95 %)',
      'torn pairs to the first place, %',
    ],
    rows: all.map(({ set, judge, pairs, published, ours, won, firstPlace }) => {
      const accuracy = ({ right_first, right_second }: AgreementFigures) =>
        percent((right_first + right_second) / pairs / 2);
      const { low, high } = wilson(won / pairs, pairs);
      return [
        set,
        judge,
        accuracy(published),
        accuracy(ours),
        percent(published.same / pairs),
        percent(ours.same / pairs),
        published.kappa.toFixed(3),
        ours.kappa.toFixed(3),
        `${percent(won / pairs)} (${percent(low)}–${percent(high)})`,
        firstPlace === null ? '–' : percent(firstPlace),
      ];
    }),
  };
}
