import { binomialUpperTail } from '../statistics/binomial.ts';
import { clusteredMean } from '../statistics/cluster.ts';
import { wilson } from '../statistics/rate.ts';
import type { Share } from './calibration.ts';
import type { Vote } from './question.ts';

/** One stored vote and the answer it was about. */
export interface VoteOnAnswer {
  readonly vote: Vote;
  readonly case_id: string;
  /** Id of the model that answered. */
  readonly model: string;
  readonly vendor: string;
  readonly judge_vendor: string;
  /** Length of the answer in characters. */
  readonly length: number;
  /** What people said, 1 or 0; `null` where nobody did. */
  readonly human: number | null;
}

/** What stored votes say of the habits of one judge; a part is `null` where no vote shows it. */
export interface BiasReport {
  readonly judge: string;
  readonly votes: number;
  /** Share of votes that can be used. */
  readonly usable: Share;
  /** Share of pairs with the same winner in both orders. */
  readonly position_consistency: Share | null;
  /** Share of inconsistent pairs in which the first place won; 0.5 without a preference. */
  readonly first_place: (Share & { readonly p_value: number }) | null;
  /** Change of the score when an answer of the same case is twice as long. */
  readonly length_slope: Share | null;
  /** Judge minus people, on the same answers. */
  readonly leniency: Share | null;
  /** Leniency to models of the judge's own vendor minus that to others. */
  readonly family_gap: Share | null;
  /** Share of questions that were answered alike when they were asked twice. */
  readonly self_consistency: Share | null;
}

/** The habits of each judge, from votes that are there: nothing is asked. */
export function biasReports(votes: readonly VoteOnAnswer[]): BiasReport[] {
  return [...Map.groupBy(votes, ({ vote }) => vote.judge)].map(([judge, mine]) => {
    const once = mine.filter(({ vote }) => vote.repeat === 1);
    const single = once.filter(({ vote }) => vote.order === null && vote.value !== null);
    return {
      judge,
      votes: mine.length,
      usable: shareOf(mine, ({ vote }) => vote.status === 'valid') ?? { value: 0, low: 0, high: 1 },
      ...positionOf(once),
      length_slope: lengthSlope(single),
      leniency: meanOf(single.flatMap(errorOf)),
      family_gap: familyGap(single),
      self_consistency: selfConsistency(mine),
    };
  });
}

function shareOf<Item>(items: readonly Item[], holds: (item: Item) => boolean): Share | null {
  if (items.length === 0) return null;
  const value = items.filter(holds).length / items.length;
  return { value, ...wilson(value, items.length) };
}

function positionOf(
  votes: readonly VoteOnAnswer[],
): Pick<BiasReport, 'position_consistency' | 'first_place'> {
  const pairs = [
    ...Map.groupBy(
      votes.filter(({ vote }) => vote.order !== null && vote.value !== null),
      keyOf,
    ).values(),
  ].flatMap((both) => {
    const [ab, ba] = (['ab', 'ba'] as const).map(
      (order) => both.find(({ vote }) => vote.order === order)?.vote.value,
    );
    return ab == null || ba == null ? [] : [[ab, ba] as const];
  });
  const torn = pairs.filter(([ab, ba]) => ab !== ba);
  // The candidate stands first in `ab`: a first place that wins lifts it there.
  const first = torn.filter(([ab, ba]) => ab > ba).length;
  const share = shareOf(torn, ([ab, ba]) => ab > ba);
  const tail = Math.max(first, torn.length - first);
  return {
    position_consistency: shareOf(pairs, ([ab, ba]) => ab === ba),
    first_place:
      share === null
        ? null
        : { ...share, p_value: Math.min(1, 2 * binomialUpperTail(tail, torn.length, 0.5)) },
  };
}

function keyOf({ case_id, model, vote }: VoteOnAnswer): string {
  return `${case_id} ${model} ${vote.prompt} ${vote.repeat}`;
}

/** Least squares of the score on log2 of the length within cases; cases are the clusters. */
function lengthSlope(votes: readonly VoteOnAnswer[]): Share | null {
  const centred = [...Map.groupBy(votes, ({ case_id }) => case_id)].flatMap(([case_id, mine]) => {
    const mean = (pick: (one: VoteOnAnswer) => number) =>
      mine.reduce((sum, one) => sum + pick(one), 0) / mine.length;
    const length = (one: VoteOnAnswer) => Math.log2(Math.max(1, one.length));
    const value = (one: VoteOnAnswer) => one.vote.value ?? 0;
    const [x, y] = [mean(length), mean(value)];
    return mine.map((one) => ({ case_id, x: length(one) - x, y: value(one) - y }));
  });
  const spread = centred.reduce((sum, { x }) => sum + x * x, 0);
  if (spread < 1e-9) return null;
  const slope = centred.reduce((sum, { x, y }) => sum + x * y, 0) / spread;
  const parts = [...Map.groupBy(centred, ({ case_id }) => case_id).values()].map((mine) =>
    mine.reduce((sum, { x, y }) => sum + x * (y - slope * x), 0),
  );
  if (parts.length < 3) return null;
  const correction = parts.length / (parts.length - 1);
  const error = Math.sqrt(correction * parts.reduce((sum, part) => sum + part * part, 0)) / spread;
  return { value: slope, low: slope - 1.96 * error, high: slope + 1.96 * error };
}

function errorOf({ vote, human, case_id, vendor, judge_vendor }: VoteOnAnswer) {
  if (human === null || vote.value === null) return [];
  return [{ value: vote.value - human, cluster: case_id, isOwn: vendor === judge_vendor }];
}

function meanOf(
  errors: readonly { readonly value: number; readonly cluster: string }[],
): Share | null {
  if (new Set(errors.map(({ cluster }) => cluster)).size < 2) return null;
  const { mean, standard_error } = clusteredMean(errors.map((error) => ({ ...error, weight: 1 })));
  if (standard_error === null) return null;
  return { value: mean, low: mean - 1.96 * standard_error, high: mean + 1.96 * standard_error };
}

/** Two means of different answers: their errors add. */
function familyGap(votes: readonly VoteOnAnswer[]): Share | null {
  const errors = votes.flatMap(errorOf);
  const [own, others] = [
    meanOf(errors.filter(({ isOwn }) => isOwn)),
    meanOf(errors.filter(({ isOwn }) => !isOwn)),
  ];
  if (own === null || others === null) return null;
  const value = own.value - others.value;
  const reach = Math.hypot(own.high - own.value, others.high - others.value);
  return { value, low: value - reach, high: value + reach };
}

function selfConsistency(votes: readonly VoteOnAnswer[]): Share | null {
  const name = ({ case_id, model, vote }: VoteOnAnswer) =>
    `${case_id} ${model} ${vote.prompt} ${vote.order}`;
  const twice = [...Map.groupBy(votes, name).values()].flatMap((mine) => {
    const [first, second] = [1, 2].map(
      (repeat) => mine.find(({ vote }) => vote.repeat === repeat)?.vote.value,
    );
    return first == null || second == null ? [] : [first === second];
  });
  return shareOf(twice, (isEqual) => isEqual);
}
