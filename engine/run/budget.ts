/** A hard cap on what a run spends, in US dollars. */
export interface Budget {
  /**
   * Sets the worst case of one request aside. Waits for others in flight to settle when there is
   * only room after them; answers `false` when there is no room at all, for good. From then on
   * nothing that costs is let through, so that all models stop at the same cases.
   */
  reserve(worstUsd: number): Promise<boolean>;
  /** Gives a reservation back and counts what the request really cost. */
  settle(worstUsd: number, actualUsd: number): void;
  /** Whether there is room for so much at once, with all that is set aside. */
  fits(usd: number): boolean;
  readonly spentUsd: number;
  /** Whether a request was refused. */
  readonly exhausted: boolean;
}

/**
 * Requests in flight count at their worst case, so that the spend cannot pass the cap whatever the
 * models write.
 *
 * @param capUsd at least 0; `Infinity` for no cap
 */
export function createBudget(capUsd: number): Budget {
  let spentUsd = 0;
  let reservedUsd = 0;
  let exhausted = false;
  let settled: (() => void)[] = [];
  // A millionth of a cent, so that sums of decimals do not refuse the last call that fits exactly.
  const fits = (usd: number) => usd <= capUsd + 1e-8;

  return {
    get spentUsd() {
      return spentUsd;
    },
    get exhausted() {
      return exhausted;
    },
    fits: (usd) => usd === 0 || (!exhausted && fits(spentUsd + reservedUsd + usd)),
    async reserve(worstUsd) {
      if (worstUsd === 0) return true;
      while (!exhausted && fits(spentUsd + worstUsd)) {
        if (fits(spentUsd + reservedUsd + worstUsd)) {
          reservedUsd += worstUsd;
          return true;
        }
        await new Promise<void>((resolve) => settled.push(resolve));
      }
      exhausted = true;
      return false;
    },
    settle(worstUsd, actualUsd) {
      reservedUsd = Math.max(0, reservedUsd - worstUsd);
      spentUsd += actualUsd;
      const woken = settled;
      settled = [];
      for (const wake of woken) wake();
    },
  };
}
