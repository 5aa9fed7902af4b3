import { z } from 'zod';

/** How the verdict on a criterion is written. */
export type Scale = 'binary' | 'ordinal' | 'numeric';

/** One thing that is true of a good answer, decided by itself. */
export interface Criterion {
  readonly id: string;
  /** One atomic sentence that is true or not; for other scales what is measured. */
  readonly statement: string;
  /** Share in the total; negative for what must not be there. 0 only informs. */
  readonly weight: number;
  /** A gate: if it is not fulfilled, the total is 0. */
  readonly required: boolean;
  /** Whether the judge has to quote the answer; quotes are checked. */
  readonly evidence: 'quote' | 'none';
  /** When it applies, in words. */
  readonly applies_if?: string | undefined;
  /** What not_applicable counts: left out, or as not fulfilled. */
  readonly na: 'skip' | 'fail';
}

/** What is judged, and how verdicts become a total. */
export interface Rubric {
  readonly scale: Scale;
  readonly criteria: readonly Criterion[];
  /** For `ordinal`: what each level means, the lowest first. */
  readonly levels: readonly string[];
  /** For `numeric`: the largest number; the smallest is 0. */
  readonly most: number;
  readonly aggregate: 'mean' | 'all' | 'min';
  readonly abstain_allowed: boolean;
}

/** A criterion as a benchmark writes it. */
export type WrittenCriterion = string | (Partial<Criterion> & { readonly statement: string });

const statement = z.string().trim().min(3).max(1000);

/** Criteria as written: sentences, or objects. */
export const criteriaSchema: z.ZodType<readonly WrittenCriterion[]> = z
  .array(
    z.union([
      statement,
      z.strictObject({
        id: z
          .string()
          .regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be lower-case letters, digits and _')
          .exactOptional(),
        statement,
        weight: z.number().min(-100).max(100).exactOptional(),
        required: z.boolean().exactOptional(),
        evidence: z.enum(['quote', 'none']).exactOptional(),
        applies_if: z.string().min(1).max(500).exactOptional(),
        na: z.enum(['skip', 'fail']).exactOptional(),
      }),
    ]),
  )
  .min(1)
  .max(30);

/** Criteria with every default; those without an id are `c1`, `c2` … by their place. */
export function criteriaOf(written: readonly WrittenCriterion[]): Criterion[] {
  return written.map((item, index) => {
    const fields = typeof item === 'string' ? { statement: item } : item;
    return {
      id: `c${index + 1}`,
      weight: 1,
      required: false,
      evidence: 'quote',
      na: 'skip',
      ...fields,
    };
  });
}

/** A binary checklist with the usual settings. */
export function checklist(written: readonly WrittenCriterion[]): Rubric {
  return {
    scale: 'binary',
    criteria: criteriaOf(written),
    levels: [],
    most: 1,
    aggregate: 'mean',
    abstain_allowed: true,
  };
}

/** One criterion's verdict, read: 0…1, `skip` where it does not apply, `unknown` where it could not be told. */
export type Verdict = number | 'skip' | 'unknown';

/** What a verdict may be written as. */
export function verdictWords({ scale, levels, abstain_allowed }: Rubric): string[] {
  const words =
    scale === 'binary' ? ['met', 'not_met'] : levels.map((_, index) => String(index + 1));
  return [...words, 'not_applicable', ...(abstain_allowed ? ['cannot_tell'] : [])];
}

/** Reads a verdict; `undefined` when it is none of the scale. */
export function readVerdict(
  word: string,
  rubric: Rubric,
  criterion: Criterion,
): Verdict | undefined {
  if (word === 'not_applicable') return criterion.na === 'fail' ? 0 : 'skip';
  if (word === 'cannot_tell') return rubric.abstain_allowed ? 'unknown' : undefined;
  if (rubric.scale === 'numeric') {
    const number = /^\d{1,6}(\.\d{1,6})?$/.test(word) ? Number(word) : Number.NaN;
    return number >= 0 && number <= rubric.most ? number / rubric.most : undefined;
  }
  const place = verdictWords(rubric).indexOf(word);
  if (place < 0) return undefined;
  return rubric.scale === 'binary' ? 1 - place : place / Math.max(1, rubric.levels.length - 1);
}

/**
 * The total 0…1, computed here and never by a judge; `null` when a criterion that counts could not
 * be told, or none applies.
 */
export function totalOf(rubric: Rubric, verdicts: ReadonlyMap<string, Verdict>): number | null {
  const counted = rubric.criteria.filter(({ weight, required }) => weight !== 0 || required);
  const read = counted.map((criterion) => ({
    criterion,
    verdict: verdicts.get(criterion.id) ?? 'unknown',
  }));
  if (read.some(({ verdict }) => verdict === 'unknown')) return null;
  const valued = read.flatMap(({ criterion, verdict }) =>
    typeof verdict === 'number' ? [{ ...criterion, value: verdict }] : [],
  );
  if (valued.length === 0) return null;
  if (
    valued.some(({ required, weight, value }) => required && (weight < 0 ? value > 0 : value === 0))
  )
    return 0;
  const values = valued.map(({ weight, value }) => (weight < 0 ? 1 - value : value));
  if (rubric.aggregate === 'all') return values.every((value) => value === 1) ? 1 : 0;
  if (rubric.aggregate === 'min') return Math.min(...values);
  const most = valued.reduce((sum, { weight }) => sum + Math.max(0, weight), 0);
  const sum = valued.reduce((total, { weight, value }) => total + weight * value, 0);
  if (most === 0) return sum < 0 ? 0 : 1;
  return Math.min(1, Math.max(0, sum / most));
}
