import { z } from 'zod';
import { hashOf } from '../hash.ts';
import { canonicalJson } from '../json.ts';
import type { Result } from '../results/columns.ts';
import type { Battle } from '../statistics/battle-model.ts';
import { type BradleyTerryFit, bradleyTerry } from '../statistics/bradley-terry.ts';

/** Which of two answers a person preferred, without knowing who wrote them. */
export interface PreferenceVote {
  readonly case_id: string;
  readonly case_hash: string;
  readonly fingerprint: string;
  /** SHA-256 of the answer shown first. */
  readonly first: string;
  /** SHA-256 of the answer shown second. */
  readonly second: string;
  readonly better: 'first' | 'second' | 'tie';
  readonly voter: string;
  readonly seconds: number;
  readonly comment: string;
}

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const voteSchema: z.ZodType<PreferenceVote> = z.strictObject({
  case_id: z.string().max(200),
  case_hash: hash,
  fingerprint: z.string().max(64),
  first: hash,
  second: hash,
  better: z.enum(['first', 'second', 'tie']),
  voter: z.string().min(1).max(100),
  seconds: z.number().min(0),
  comment: z.string().max(2000),
});

/** The votes of a file, and the numbers of the lines that are none. */
export function parseVotes(text: string): { votes: PreferenceVote[]; wrong: number[] } {
  const votes: PreferenceVote[] = [];
  const wrong: number[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const read = voteSchema.safeParse(jsonOf(line));
    if (read.success) votes.push(read.data);
    else wrong.push(index + 1);
  });
  return { votes, wrong };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Two different answers to one case, in the order in which they are shown. */
export interface Pairing {
  readonly first: Result;
  readonly second: Result;
}

/** The name of a pair of answers, whichever stands first. */
export function pairKey({
  case_hash,
  first,
  second,
}: Pick<PreferenceVote, 'case_hash' | 'first' | 'second'>): string {
  return [case_hash, ...[first, second].sort()].join(' ');
}

/** The pair as a vote names it. */
export function pairNames({
  first,
  second,
}: Pairing): Pick<PreferenceVote, 'case_hash' | 'first' | 'second'> {
  return {
    case_hash: first.case_hash,
    first: hashOf(first.output),
    second: hashOf(second.output),
  };
}

/**
 * Pairs for one voter: of each case the different answers stand in a circle, in an order by hash,
 * and each meets its neighbour. So every answer is seen twice at most, every model meets every
 * other one over the cases, and equal input gives each voter the same pairs and sides again.
 */
export function pairingsOf(rows: readonly Result[], voter: string): Pairing[] {
  const byCase = Map.groupBy(rows.filter(isShown), ({ case_hash }) => case_hash);
  const pairs = [...byCase.values()].flatMap((answers) => circle(answers, voter));
  return inOrder(pairs, ({ first, second }) => [voter, hashOf(first.output), second.output]);
}

function isShown({ output, tier }: Result): boolean {
  return output !== null && tier !== 'baseline';
}

function circle(answers: readonly Result[], voter: string): Pairing[] {
  const different = [...new Map(answers.map((row) => [row.output, row])).values()];
  const ring = inOrder(different, ({ case_hash, output }) => [voter, case_hash, output]);
  const pairs = ring.length > 2 ? ring.length : ring.length - 1;
  return ring.slice(0, Math.max(0, pairs)).flatMap((one, index) => {
    const other = ring[(index + 1) % ring.length];
    if (other === undefined) return [];
    const isTurned = /^[0-7]/.test(hashOf(['side', voter, one.output, other.output]));
    return [isTurned ? { first: other, second: one } : { first: one, second: other }];
  });
}

function inOrder<Item>(items: readonly Item[], name: (item: Item) => (string | null)[]): Item[] {
  return items
    .map((item) => ({ item, rank: hashOf(['arena', ...name(item)]) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ item }) => item);
}

/** Which models people prefer. */
export interface PreferenceBoard {
  readonly votes: number;
  readonly voters: number;
  readonly cases: number;
  readonly ties: number;
  /** Votes of 100 for the answer shown first, ties as halves: far from 50, the side decides. */
  readonly first_percent: number;
  readonly fit: BradleyTerryFit;
}

/**
 * Bradley-Terry ratings from the votes on answers that are still current; `undefined` without one.
 * A vote counts for every model that gave the answer; votes on one case are not independent.
 */
export function preferenceBoard(
  rows: readonly Result[],
  votes: readonly PreferenceVote[],
): PreferenceBoard | undefined {
  const writers = Map.groupBy(rows.filter(isShown), (row) =>
    canonicalJson([row.case_hash, hashOf(row.output)]),
  );
  const modelsOf = (case_hash: string, output: string) =>
    new Set((writers.get(canonicalJson([case_hash, output])) ?? []).map(({ model }) => model));
  const counted = votes.map((vote) => ({
    vote,
    battles: battlesOf(
      vote,
      modelsOf(vote.case_hash, vote.first),
      modelsOf(vote.case_hash, vote.second),
    ),
  }));
  const known = counted.filter(({ battles }) => battles.length > 0);
  if (known.length === 0) return undefined;
  const battles = known.flatMap((one) => one.battles);
  const models = [...new Set(battles.flatMap(({ a, b }) => [a, b]))].sort();
  const points = known.reduce((sum, { vote }) => sum + pointsOf(vote), 0);
  const distinct = (name: 'voter' | 'case_hash') =>
    new Set(known.map(({ vote }) => vote[name])).size;
  return {
    votes: known.length,
    voters: distinct('voter'),
    cases: distinct('case_hash'),
    ties: known.filter(({ vote }) => vote.better === 'tie').length,
    first_percent: (100 * points) / known.length,
    fit: bradleyTerry(models, battles),
  };
}

function battlesOf(
  vote: PreferenceVote,
  first: ReadonlySet<string>,
  second: ReadonlySet<string>,
): Battle[] {
  const score_a = pointsOf(vote);
  return [...first].flatMap((a) =>
    [...second].flatMap((b) => (a === b ? [] : [{ a, b, score_a, cluster: vote.case_hash }])),
  );
}

function pointsOf({ better }: PreferenceVote): number {
  return better === 'tie' ? 0.5 : Number(better === 'first');
}
