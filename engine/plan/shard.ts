import type { Call } from './call.ts';

/** One of `count` equal parts of a plan; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** As many as a matrix of GitHub Actions can hold. */
export const MAX_SHARDS = 256;

/** Reads `3/8`; `undefined` when the text is no shard. */
export function parseShard(text: string): Shard | undefined {
  const [, index, count] = /^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  const fits = shard.index >= 1 && shard.index <= shard.count && shard.count <= MAX_SHARDS;
  return fits ? shard : undefined;
}

/**
 * The calls of one shard. Each model's calls are dealt out in turn, so that every shard has the
 * same number of every model's, give or take one, and takes about as long; the first model's
 * surplus goes to the first shards, the second's to the next. The same plan gives the same shards.
 */
export function* callsOfShard(calls: Iterable<Call>, shard: Shard): Generator<Call> {
  const dealt = new Map<string, number>();
  for (const call of calls) {
    const next = dealt.get(call.model.id) ?? dealt.size;
    dealt.set(call.model.id, next + 1);
    if (next % shard.count === shard.index - 1) yield call;
  }
}
