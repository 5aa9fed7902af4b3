/** What can go wrong below the answer: status codes, sockets, bodies. */
export type WireFault =
  | '429'
  | '429_retry_after'
  | '429_retry_after_ms'
  | '500'
  | '503'
  | '529'
  | '400_context_length'
  | '200_error'
  | 'redirect'
  | 'reset'
  | 'reset_mid_body'
  | 'truncated_body'
  | 'malformed_json'
  | 'html'
  | 'empty_choices'
  | 'slow_body'
  | 'hang'
  | 'stream_cut'
  | 'stream_unfinished';

/** What can be wrong with an answer that arrives in good order. */
export type ReplyFault = 'empty_content' | 'content_filter' | 'length' | 'refusal';

export type FaultKind = WireFault | ReplyFault;

/** Every kind, for tests that go through all of them. */
export const faultKinds: readonly FaultKind[] = [
  '429',
  '429_retry_after',
  '429_retry_after_ms',
  '500',
  '503',
  '529',
  '400_context_length',
  '200_error',
  'redirect',
  'reset',
  'reset_mid_body',
  'truncated_body',
  'malformed_json',
  'html',
  'empty_choices',
  'slow_body',
  'hang',
  'stream_cut',
  'stream_unfinished',
  'empty_content',
  'content_filter',
  'length',
  'refusal',
];

/** A share of all requests, the same ones for the same seed. */
export interface RandomFaults {
  /** 0…1 */
  readonly rate: number;
  readonly seed: number;
  readonly kinds: readonly FaultKind[];
}

/**
 * Which request meets which fault. A list is the script of the first requests (`null` = none);
 * a function decides by index. Indices count requests from 0, anew with every plan.
 */
export type FaultPlan =
  | readonly (FaultKind | null)[]
  | ((index: number) => FaultKind | null)
  | RandomFaults;

export function faultAt(plan: FaultPlan, index: number): FaultKind | null {
  if (index < 0) return null; // was under way when the plan came
  if (typeof plan === 'function') return plan(index);
  if ('rate' in plan) return randomFault(plan, index);
  return plan[index] ?? null;
}

function randomFault({ rate, seed, kinds }: RandomFaults, index: number): FaultKind | null {
  if (uniform(seed, 2 * index) >= rate) return null;
  return kinds[Math.floor(uniform(seed, 2 * index + 1) * kinds.length)] ?? null;
}

/** A number in [0, 1) that depends on nothing but its arguments (the finaliser of MurmurHash3). */
function uniform(seed: number, position: number): number {
  let hash = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(position + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
