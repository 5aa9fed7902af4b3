import { z } from 'zod';
import { hashOf } from '../hash.ts';

/** What a person said of one answer, without knowing who wrote it or what a judge said. */
export interface HumanLabel {
  readonly case_id: string;
  readonly case_hash: string;
  /** SHA-256 of the answer. */
  readonly output_hash: string;
  readonly fingerprint: string;
  readonly label: 'pass' | 'fail' | 'cannot_tell';
  /** Whether the answer was drawn at random; only such labels measure a judge. */
  readonly source: 'random' | 'queue';
  /** Probability that it was drawn, above 0 and at most 1. */
  readonly probability: number;
  readonly reviewer: string;
  readonly seconds: number;
  readonly comment: string;
}

const labelSchema: z.ZodType<HumanLabel> = z.strictObject({
  case_id: z.string().max(200),
  case_hash: z.string().regex(/^[0-9a-f]{64}$/),
  output_hash: z.string().regex(/^[0-9a-f]{64}$/),
  fingerprint: z.string().max(64),
  label: z.enum(['pass', 'fail', 'cannot_tell']),
  source: z.enum(['random', 'queue']),
  probability: z.number().gt(0).max(1),
  reviewer: z.string().min(1).max(100),
  seconds: z.number().min(0),
  comment: z.string().max(2000),
});

/** The labels of a file, and the numbers of the lines that are none. */
export function parseLabels(text: string): { labels: HumanLabel[]; wrong: number[] } {
  const labels: HumanLabel[] = [];
  const wrong: number[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const read = labelSchema.safeParse(jsonOf(line));
    if (read.success) labels.push(read.data);
    else wrong.push(index + 1);
  });
  return { labels, wrong };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** One answer that a judge has scored. */
export interface JudgedAnswer {
  readonly case_id: string;
  readonly case_hash: string;
  readonly output_hash: string;
  readonly model: string;
  readonly passed: boolean;
}

/** The name of an answer in labels: equal answers to a case are one. */
export function answerKey({
  case_hash,
  output_hash,
}: Pick<HumanLabel, 'case_hash' | 'output_hash'>): string {
  return `${case_hash} ${output_hash}`;
}

/** One answer that people are to look at. */
export interface Drawn {
  readonly answer: JudgedAnswer;
  readonly probability: number;
}

/** Share of the answers that people look at, and how many of each model at least. */
const SHARE = 0.05;
const LEAST_OF_A_MODEL = 30;

/**
 * A random sample of the answers, stratified by model and the judge's verdict: 5 %, at least 30 a
 * model, half of those from each verdict where there are as many. The same answers always give the
 * same sample, so that nobody draws until it pleases.
 */
export function drawSample(answers: readonly JudgedAnswer[]): Drawn[] {
  return [...Map.groupBy(answers, ({ model }) => model).values()].flatMap((mine) => {
    const strata = [mine.filter(({ passed }) => passed), mine.filter(({ passed }) => !passed)];
    return strata.flatMap((stratum, index) => {
      const other = strata[1 - index]?.length ?? 0;
      const least = Math.max(LEAST_OF_A_MODEL / 2, LEAST_OF_A_MODEL - other);
      const size = Math.min(stratum.length, Math.max(least, Math.ceil(stratum.length * SHARE)));
      const ranked = stratum.map((answer) => ({
        answer,
        rank: hashOf(['review', answer.model, answerKey(answer)]),
      }));
      ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
      return ranked
        .slice(0, size)
        .map(({ answer }) => ({ answer, probability: size / stratum.length }));
    });
  });
}

/** Which part of the labels an answer belongs to: examples, tuning, or the one look at the end. */
export function splitOf(
  answer: Pick<HumanLabel, 'case_hash' | 'output_hash'>,
): 'train' | 'dev' | 'test' {
  const place = Number.parseInt(hashOf(['split', answerKey(answer)]).slice(0, 8), 16) / 2 ** 32;
  return place < 0.2 ? 'train' : place < 0.6 ? 'dev' : 'test';
}
