/** How many requests to one provider may be in flight, by what became of the last ones. */
export interface Width {
  /** At least 1. */
  readonly limit: number;
  /**
   * Takes in how a request ended.
   *
   * @param inFlight how many others are under way
   */
  leave(result: 'fine' | 'limited' | 'failed', inFlight: number): void;
}

/**
 * The share of refused requests that is lived with. Fewer are chance, or a limit just touched:
 * halving at each would leave a provider that refuses one request in twenty-five, whatever it has to
 * do, at a quarter of what it bears.
 */
export const TOLERATED_REFUSALS = 0.1;

/** About how many of the last requests that share is taken of; four refusals in a row pass it. */
const REMEMBERED = 32;

/**
 * Additive increase, multiplicative decrease (Chiu and Jain 1989): every answered request widens
 * the limit a little; a refusal halves it, once for all that are in flight together, while more
 * than a few of the last requests were refused.
 *
 * @param ceiling most requests at once, at least 1; where it begins
 */
export function createWidth(ceiling: number): Width {
  let limit = ceiling;
  /** Requests still in flight that began before the last cut: their refusals say nothing new. */
  let beforeCut = 0;
  /** Exponentially weighted share of refusals. */
  let refused = 0;
  return {
    get limit() {
      return Math.max(1, Math.floor(limit));
    },
    leave(result, inFlight) {
      const isRefused = result === 'limited';
      refused += (Number(isRefused) - refused) / REMEMBERED;
      if (result === 'fine') limit = Math.min(ceiling, limit + 1 / limit);
      if (beforeCut > 0) beforeCut--;
      else if (isRefused && refused >= TOLERATED_REFUSALS) {
        limit = Math.max(1, limit / 2);
        beforeCut = inFlight;
      }
    },
  };
}
