import type { Benchmark } from '../benchmark/benchmark.ts';
import { plannedDetectableEffect } from '../statistics/index.ts';

/** What a benchmark will be able to tell apart, known before anything is spent. Names are those of `--json`. */
export interface Foresight {
  readonly benchmark: string;
  readonly cases: number;
  /** The smallest difference between two models that 80 % of such boards would detect, 0…1. */
  readonly minimum_detectable_effect: number;
  readonly sentence: string;
}

/** Twice as fine takes four times as many. */
const MORE = 4;

/**
 * The smallest difference that the cases resolve if two models differ in a fifth of them, and what
 * four times as many would; `undefined` without cases.
 */
export function foresightOf({ id, cases }: Pick<Benchmark, 'id' | 'cases'>): Foresight | undefined {
  const count = cases.length;
  if (count === 0) return undefined;
  const [effect, finer] = [plannedDetectableEffect(count), plannedDetectableEffect(MORE * count)];
  const noun = count === 1 ? 'case resolves' : 'cases resolve';
  return {
    benchmark: id,
    cases: count,
    minimum_detectable_effect: effect,
    sentence: `${count} ${noun} a difference of about ${points(effect)} points at 80 % power; ${MORE * count} would resolve ${points(finer)}`,
  };
}

function points(share: number): string {
  return share < 0.1 ? (100 * share).toFixed(1) : (100 * share).toFixed(0);
}
