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
  /** Whether the answer is marked up: headings, lists, bold, tables, code. */
  readonly formatted: boolean;
  /** Language of the answer, ISO 639-1; `null` when it does not tell. */
  readonly language: string | null;
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
  /** Score of marked-up answers minus that of plain ones to the same cases; quality may differ too. */
  readonly format_gap: Share | null;
  /** Judge minus people, on the same answers. */
  readonly leniency: Share | null;
  /** Leniency to models of the judge's own vendor minus that to others. */
  readonly family_gap: Share | null;
  /** Leniency to answers in other languages than the most frequent one minus that to those in it. */
  readonly language_gap: (Share & { readonly language: string }) | null;
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
      length_slope: slopeWithinCases(single, ({ length }) => Math.log2(Math.max(1, length))),
      format_gap: slopeWithinCases(single, ({ formatted }) => Number(formatted)),
      leniency: meanOf(single.flatMap(errorOf)),
      family_gap: leniencyGap(single, ({ vendor, judge_vendor }) => vendor === judge_vendor),
      language_gap: languageGap(single),
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

/** Least squares of the score on a property of the answer within cases; cases are the clusters. */
function slopeWithinCases(
  votes: readonly VoteOnAnswer[],
  property: (one: VoteOnAnswer) => number,
): Share | null {
  const centred = [...Map.groupBy(votes, ({ case_id }) => case_id)].flatMap(([case_id, mine]) => {
    const mean = (pick: (one: VoteOnAnswer) => number) =>
      mine.reduce((sum, one) => sum + pick(one), 0) / mine.length;
    const value = (one: VoteOnAnswer) => one.vote.value ?? 0;
    const [x, y] = [mean(property), mean(value)];
    return mine.map((one) => ({ case_id, x: property(one) - x, y: value(one) - y }));
  });
  const spread = centred.reduce((sum, { x }) => sum + x * x, 0);
  if (spread < 1e-9) return null;
  const slope = centred.reduce((sum, { x, y }) => sum + x * y, 0) / spread;
  const parts = [...Map.groupBy(centred, ({ case_id }) => case_id).values()].map((mine) =>
    mine.reduce((sum, { x, y }) => sum + x * (y - slope * x), 0),
  );
  const telling = new Set(centred.filter(({ x }) => x !== 0).map(({ case_id }) => case_id));
  if (telling.size < 3) return null;
  const correction = parts.length / (parts.length - 1);
  const error = Math.sqrt(correction * parts.reduce((sum, part) => sum + part * part, 0)) / spread;
  return { value: slope, low: slope - 1.96 * error, high: slope + 1.96 * error };
}

function errorOf({ vote, human, case_id }: VoteOnAnswer) {
  if (human === null || vote.value === null) return [];
  return [{ value: vote.value - human, cluster: case_id }];
}

function meanOf(
  errors: readonly { readonly value: number; readonly cluster: string }[],
): Share | null {
  if (new Set(errors.map(({ cluster }) => cluster)).size < 2) return null;
  const { mean, standard_error } = clusteredMean(errors.map((error) => ({ ...error, weight: 1 })));
  if (standard_error === null) return null;
  return { value: mean, low: mean - 1.96 * standard_error, high: mean + 1.96 * standard_error };
}

/** Leniency to some answers minus that to all others: of different answers, so the errors add. */
function leniencyGap(
  votes: readonly VoteOnAnswer[],
  isMember: (one: VoteOnAnswer) => boolean,
): Share | null {
  const [some, others] = [
    meanOf(votes.filter(isMember).flatMap(errorOf)),
    meanOf(votes.filter((one) => !isMember(one)).flatMap(errorOf)),
  ];
  if (some === null || others === null) return null;
  const value = some.value - others.value;
  const reach = Math.hypot(some.high - some.value, others.high - others.value);
  return { value, low: value - reach, high: value + reach };
}

/** Answers too short to tell their language are left out. */
function languageGap(votes: readonly VoteOnAnswer[]): BiasReport['language_gap'] {
  const told = votes.filter(({ language }) => language !== null);
  const groups = [...Map.groupBy(told, ({ language }) => language ?? '')];
  const [usual] = groups.sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  if (usual === undefined) return null;
  const [language] = usual;
  const gap = leniencyGap(told, (one) => one.language !== language);
  return gap === null ? null : { ...gap, language };
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
