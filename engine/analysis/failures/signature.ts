import { hashOf } from '../../hash.ts';
import { benjaminiHochberg, comparePaired, scoreInterval } from '../../statistics/index.ts';
import { type CaseFailures, codesOf, type ModelFailures } from './shares.ts';
import type { FailureCode } from './taxonomy.ts';

/** How often a model fails in one way. */
export interface CodeShare {
  readonly code: FailureCode;
  /** Share of the scored cases, 0…1. */
  readonly share: number;
  /** 95 % interval; `null` with too few cases. */
  readonly low: number | null;
  readonly high: number | null;
  /** The same of the other models on the same cases, 0…1; `null` without another. */
  readonly field: number | null;
  /** Two-sided, against the field, by Benjamini and Hochberg over the whole table; `null` untested. */
  readonly p_adjusted: number | null;
  /** Whether the model differs from the field, at a false discovery rate of 10 %. */
  readonly stands_out: 'more' | 'less' | null;
}

/** How one model fails. Names are those of `--json`. */
export interface FailureSignature {
  readonly model: string;
  readonly tier: ModelFailures['tier'];
  /** Cases that have a score. */
  readonly cases: number;
  /** Share of them that failed in any way, 0…1. */
  readonly failed: number;
  /** The most frequent first; only codes that occur. */
  readonly codes: readonly CodeShare[];
  /** Calls without a score by kind, no part of any share. */
  readonly missing: ModelFailures['missing'];
}

/** Of the differences called real, a tenth is expected to be false: a hint, no verdict. */
const FALSE_DISCOVERIES = 0.1;
/** With fewer failures of a kind over all models, nothing can stand out. */
const LEAST_FAILURES = 5;

/**
 * The failures of each model: the share of its cases that fails for each reason, with Wilson's
 * interval on the effective number of cases. Each share is compared with the mean of the other
 * models on the same cases by the paired test of boards; Benjamini and Hochberg (1995) over all
 * shares that are returned.
 *
 * @param isWanted models whose signatures are returned; the others are the field only
 */
export function signaturesOf(
  models: readonly ModelFailures[],
  isWanted: (model: ModelFailures) => boolean = () => true,
): FailureSignature[] {
  const codes = codesOf(models).map((code) => ({ code, field: fieldOf(code, models) }));
  const wanted = models.filter(isWanted);
  const shares = wanted.flatMap((model) =>
    codes.map(({ code, field }) => ({ model, share: shareOf(model, code, field) })),
  );
  const tested = shares.filter(({ share }) => share.p !== null);
  const adjusted = benjaminiHochberg(tested.map(({ share }) => share.p ?? 1));
  const byShare = new Map(tested.map(({ share }, index) => [share, adjusted[index] ?? 1]));
  return wanted.map((model) => ({
    model: model.model,
    tier: model.tier,
    cases: model.cases.length,
    failed: weighted(model.cases, ({ shares: own }) => sum([...own.values()])),
    codes: shares
      .filter((entry) => entry.model === model && entry.share.share > 0)
      .map(({ share }) => finished(share, byShare.get(share) ?? null))
      .sort((a, b) => b.share - a.share),
    missing: model.missing,
  }));
}

/** A share before the correction for all the others. */
type OpenShare = Omit<CodeShare, 'p_adjusted' | 'stands_out'> & { readonly p: number | null };

/** Of one code, by case: the sum of the shares of all models, and how many there are. */
type Field = ReadonlyMap<string, { readonly sum: number; readonly count: number }>;

function shareOf(model: ModelFailures, code: FailureCode, field: Field): OpenShare {
  const own = model.cases.map((one) => ({ ...one, score: one.shares.get(code) ?? 0 }));
  const interval = own.length === 0 ? undefined : scoreInterval(own);
  const pairs = own.flatMap(({ hash, score, cluster, weight }) => {
    const { sum: total = 0, count = 0 } = field.get(hash) ?? {};
    const others = Math.max(0, total - score) / (count - 1);
    return count < 2 ? [] : [{ a: Math.min(1, others), b: score, cluster, weight }];
  });
  const failures = sum(pairs.map(({ a, b }) => a + b));
  return {
    code,
    share: interval?.score ?? 0,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    field: pairs.length === 0 ? null : weighted(pairs, ({ a }) => a),
    p: failures < LEAST_FAILURES ? null : comparePaired(pairs, hashOf([model.model, code])).p_value,
  };
}

function fieldOf(code: FailureCode, models: readonly ModelFailures[]): Field {
  const totals = new Map<string, { sum: number; count: number }>();
  for (const { cases } of models)
    for (const { hash, shares } of cases) {
      const total = totals.get(hash) ?? { sum: 0, count: 0 };
      total.sum += shares.get(code) ?? 0;
      total.count++;
      totals.set(hash, total);
    }
  return totals;
}

function finished({ p: _, ...share }: OpenShare, adjusted: number | null): CodeShare {
  const isReal = adjusted !== null && adjusted <= FALSE_DISCOVERIES;
  const side = share.share > (share.field ?? 0) ? 'more' : 'less';
  return { ...share, p_adjusted: adjusted, stands_out: isReal ? side : null };
}

function weighted<Item extends Pick<CaseFailures, 'weight'>>(
  items: readonly Item[],
  value: (item: Item) => number,
): number {
  const total = sum(items.map(({ weight }) => weight));
  return total === 0 ? 0 : sum(items.map((item) => item.weight * value(item))) / total;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
