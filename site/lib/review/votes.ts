import type { HumanLabel } from '../../../engine/judges/labels.ts';
import type { Interval } from '../../../engine/statistics/cluster.ts';
import { wilson } from '../../../engine/statistics/rate.ts';
import { newFilePage, type Repository } from '../repository.ts';
import type { Sheet, SheetItem, Verdicts } from './sheet.ts';

/** What a reviewer said of one answer, and among which answers it was shown. */
export type Vote = Pick<HumanLabel, 'label' | 'seconds' | 'comment' | 'source'>;

/** By the name of the answer in labels. */
export type Votes = Readonly<Record<string, Vote>>;

/** Characters of a comment, as `benchmarkhub review` keeps them. */
const LONGEST_COMMENT = 2_000;

const LABELS: readonly string[] = ['pass', 'fail', 'cannot_tell'] satisfies HumanLabel['label'][];

/** The name of an answer in labels. */
export function keyOf({ case_hash, output_hash }: SheetItem): string {
  return `${case_hash} ${output_hash}`;
}

/** Names the file of labels: letters, digits and hyphens, as `benchmarkhub review` asks for. */
export function isReviewer(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/.test(name);
}

/** One vote; `seconds` since the answer was shown, at least 0. */
export function voteOf(
  { source }: Pick<SheetItem, 'source'>,
  label: HumanLabel['label'],
  seconds: number,
  comment: string,
): Vote {
  return {
    label,
    source,
    seconds: Math.round(seconds * 10) / 10,
    comment: comment.slice(0, LONGEST_COMMENT),
  };
}

/** Votes as a browser kept them; what is none is left out. */
export function votesOf(kept: string | null): Votes {
  let value: unknown;
  try {
    value = JSON.parse(kept ?? '{}');
  } catch {
    return {};
  }
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, vote]) => isVote(vote)));
}

function isVote(value: unknown): value is Vote {
  if (typeof value !== 'object' || value === null) return false;
  const { label, seconds, comment, source } = value as Record<string, unknown>;
  return (
    LABELS.includes(String(label)) &&
    (source === 'random' || source === 'queue') &&
    typeof seconds === 'number' &&
    seconds >= 0 &&
    typeof comment === 'string'
  );
}

/** The labels as a file of `reviews/<benchmark>/`, a line each; only of answers of this sheet. */
export function labelLines({ items }: Sheet, votes: Votes, reviewer: string): string {
  return items
    .flatMap((item) => {
      const vote = votes[keyOf(item)];
      // The same answer may be drawn and contested: it is one label, of where it was shown.
      if (vote?.source !== item.source) return [];
      const { messages: _said, expected: _expected, answer: _answer, ...facts } = item;
      const label: HumanLabel = { ...facts, ...vote, reviewer };
      return [`${JSON.stringify(label)}\n`];
    })
    .join('');
}

/** How often people and judges said the same of the random sample. */
export interface Agreement extends Interval {
  readonly same: number;
  /** Answers that both passed or failed, at least 1. */
  readonly of: number;
}

/** Agreement with a 95 % interval by Wilson; `undefined` before there is anything to compare. */
export function agreementOf(
  { items }: Sheet,
  votes: Votes,
  verdicts: Verdicts,
): Agreement | undefined {
  const both = items.flatMap((item) => {
    const [vote, verdict] = [votes[keyOf(item)], verdicts[keyOf(item)]];
    if (item.source !== 'random' || vote?.source !== 'random') return [];
    const isDecided = vote.label !== 'cannot_tell' && verdict !== undefined;
    return isDecided && verdict !== 'unscored' ? [vote.label === verdict] : [];
  });
  if (both.length === 0) return undefined;
  const same = both.filter(Boolean).length;
  return { same, of: both.length, ...wilson(same / both.length, both.length) };
}

/** Where the labels become a pull request: a filled-in page, or one that a file is dropped on. */
export function contributePage(
  repository: Repository,
  branch: string,
  benchmark: string,
  reviewer: string,
  lines: string,
): string {
  const folder = `reviews/${benchmark}`;
  const filled = newFilePage(repository, branch, {
    filename: `${folder}/${reviewer}.jsonl`,
    value: lines,
    message: `Label answers of ${benchmark}`,
  });
  return (
    filled ?? `https://github.com/${repository}/upload/${encodeURIComponent(branch)}/${folder}`
  );
}
