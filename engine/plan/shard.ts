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
 * Whether a call belongs to a shard. Each model's calls are dealt out in turn, every model's to
 * another shard first: so all shards have the same number of every model's calls, give or take
 * one; in the order of their lengths, so that they take about as long.
 *
 * @param position place of the call among the calls of its model, the longest first, from 0
 * @param modelIndex place of the model in the plan, from 0
 */
export function isInShard(shard: Shard | undefined, position: number, modelIndex: number): boolean {
  return shard === undefined || (position + modelIndex) % shard.count === shard.index - 1;
}

/** How many of a model's `calls` belong to a shard. */
export function callsInShard(shard: Shard | undefined, calls: number, modelIndex: number): number {
  if (shard === undefined) return calls;
  const first = (shard.index - 1 - (modelIndex % shard.count) + shard.count) % shard.count;
  return first >= calls ? 0 : Math.ceil((calls - first) / shard.count);
}
