import type { BoardRow } from '../../engine/analysis/board.ts';

/** Units of a bar that stands for the scores 0…1. */
const UNITS = 200;

/** How far a benchmark is used up, in units of the bar. */
export interface Headroom {
  readonly score: number;
  readonly low: number;
  readonly high: number;
  readonly chance: number;
}

export function headroomOf(best: BoardRow, chance: number): Headroom {
  const score = best.score ?? 0;
  return {
    score: units(score),
    low: units(best.low ?? score),
    high: units(best.high ?? score),
    chance: units(chance),
  };
}

function units(share: number): number {
  return Math.round(share * UNITS);
}
