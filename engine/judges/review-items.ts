import { hashOf } from '../hash.ts';
import type { Result } from '../results/columns.ts';
import { answerKey, drawSample, type HumanLabel, type JudgedAnswer } from './labels.ts';

/** An answer on its way to a person, who is not told the model or the verdict. */
export interface ReviewItem {
  readonly row: Result;
  readonly output_hash: string;
  /** Probability that it was drawn, above 0 and at most 1. */
  readonly probability: number;
}

/** The name of an item in labels. */
export function itemKey({ row, output_hash }: Pick<ReviewItem, 'row' | 'output_hash'>): string {
  return answerKey({ case_hash: row.case_hash, output_hash });
}

/**
 * What people are to look at, each answer once, in an order that tells nothing: the random sample,
 * which alone measures judges, or the queue of answers that were contested, unscored or suspicious.
 */
export function reviewItems(rows: readonly Result[], source: HumanLabel['source']): ReviewItem[] {
  return source === 'queue' ? queueOf(rows) : sampleOf(rows);
}

/** A row as an answer that was judged; `undefined` when there is no answer or no verdict. */
export function judgedAnswer(row: Result): JudgedAnswer | undefined {
  const { case_id, case_hash, model, output, passed, tier } = row;
  if (output === null || passed === null || tier === 'baseline') return undefined;
  return { case_id, case_hash, model, passed, output_hash: hashOf(output) };
}

/** Whether a row is one that people have to look at, whatever was drawn. */
function isQueued({ scores }: Pick<Result, 'scores'>): boolean {
  return scores.some(({ reason }) =>
    /^(?:not: )?(?:contested|unscored|injection_suspected|position_inconsistent): /.test(reason),
  );
}

function queueOf(rows: readonly Result[]): ReviewItem[] {
  return shuffled(
    rows.flatMap((row) =>
      row.output === null || !isQueued(row)
        ? []
        : [{ row, output_hash: hashOf(row.output), probability: 1 }],
    ),
  );
}

function sampleOf(rows: readonly Result[]): ReviewItem[] {
  const byAnswer = new Map(
    rows.flatMap((row) => {
      const answer = judgedAnswer(row);
      return answer === undefined ? [] : [[nameOf(answer), { row, answer }] as const];
    }),
  );
  const drawn = drawSample([...byAnswer.values()].map(({ answer }) => answer));
  return shuffled(
    drawn.flatMap(({ answer, probability }) => {
      const found = byAnswer.get(nameOf(answer));
      return found === undefined
        ? []
        : [{ row: found.row, output_hash: answer.output_hash, probability }];
    }),
  );
}

function nameOf(answer: JudgedAnswer): string {
  return `${answer.model} ${answerKey(answer)}`;
}

function shuffled(items: readonly ReviewItem[]): ReviewItem[] {
  const single = [...new Map(items.map((item) => [itemKey(item), item])).values()];
  return single.sort((a, b) =>
    hashOf(['order', itemKey(a)]) < hashOf(['order', itemKey(b)]) ? -1 : 1,
  );
}
