import type { JudgeVerdict, ReviewReason, Vote } from './question.ts';
import type { Scale } from './rubric.ts';

/**
 * One verdict of several votes. Two equal valid votes decide, three where there are three; an even
 * split decides nothing. On other scales the median counts.
 *
 * @param quorum valid votes that a score needs
 * @param levels levels of an ordinal scale, for how far apart is contested
 */
export function decide(
  votes: readonly Vote[],
  quorum: number,
  scale: Scale,
  levels = 5,
): JudgeVerdict {
  const asked = votes.filter(({ counts }) => counts);
  const suspected = asked.filter((vote) => vote.injection_suspected);
  // One judge of three may see ghosts; half of them is a case for people.
  if (suspected.length * 2 >= asked.length && suspected.length > 0)
    return unscored(
      votes,
      'the judge suspects that the answer addresses it',
      'injection_suspected',
    );
  const valid = asked.filter(({ status, value }) => status === 'valid' && value !== null);
  if (valid.length < quorum || valid.length === 0)
    return unscored(
      votes,
      `${valid.length} of ${asked.length} judges gave a verdict: ${told(asked)}`,
    );
  const values = valid.map(({ value }) => value ?? 0).sort((a, b) => a - b);
  const missing = asked.length - valid.length;
  if (scale !== 'binary') {
    const range = (values.at(-1) ?? 0) - (values[0] ?? 0);
    const far = scale === 'ordinal' ? 2 / Math.max(1, levels - 1) : 0.4;
    const contested = range >= far - 1e-9 || missing > 0;
    return {
      value: median(values),
      reason: told(valid),
      review: contested ? 'contested' : null,
      votes,
    };
  }
  const [passed, failed] = [
    values.filter((value) => value >= 0.5),
    values.filter((value) => value < 0.5),
  ];
  const most = Math.max(passed.length, failed.length);
  if (quorum > 1 && (most < 2 || passed.length === failed.length))
    return unscored(votes, `the judges are divided: ${told(valid)}`, 'contested');
  const side = passed.length > failed.length ? passed : failed;
  const contested = side.length < values.length || missing > 0;
  return {
    value: median(side),
    reason: told(valid),
    review: contested ? 'contested' : null,
    votes,
  };
}

/**
 * One verdict of a judge that saw a pair in both orders: the same winner twice wins, anything else
 * is a tie. Twice a tie is a tie without remark.
 */
export function bothOrders(first: Vote, second: Vote): Vote {
  const both = [first, second];
  const bad = both.find(({ status }) => status !== 'valid');
  if (bad !== undefined) return { ...bad, order: null };
  const consistent = first.value === second.value;
  return {
    ...first,
    order: null,
    value: consistent ? first.value : 0.5,
    confidence: Math.min(first.confidence ?? 1, second.confidence ?? 1),
    verdicts: { ab: first.verdicts.winner ?? '', ba: second.verdicts.winner ?? '' },
    reason: consistent
      ? first.reason
      : `position_inconsistent: ${first.verdicts.winner} in one order, ${second.verdicts.winner} in the other`,
    injection_suspected: both.some(({ injection_suspected }) => injection_suspected),
  };
}

function unscored(
  votes: readonly Vote[],
  reason: string,
  review: ReviewReason = 'unscored',
): JudgeVerdict {
  return { value: null, reason, review, votes };
}

function told(votes: readonly Vote[]): string {
  return votes
    .map(({ judge, status, value, reason }) => `${judge}: ${value ?? status} (${reason})`)
    .join(' | ');
}

/** Of an even number the lower of the two in the middle: a verdict that was given. */
function median(sorted: readonly number[]): number {
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
