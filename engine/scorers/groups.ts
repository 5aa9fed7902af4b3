import type { ScoreDetail } from '../results/columns.ts';
import { quote } from './text/score.ts';

/** What a group makes of its parts. */
export interface GroupScore {
  /** 0…1, or `null` where a part that decides could not score. */
  readonly value: number | null;
  readonly reason: string;
}

/** One way to make a single score out of several. Pure. */
export interface Group {
  /** The word in `score: [{ type: …, score: […] }]`. */
  readonly type: string;
  /** Goes up when equal parts may give another score; part of every `score_key`. */
  readonly version: number;
  readonly summary: string;
  /** The least value that passes unless a benchmark says otherwise, 0…1. */
  readonly threshold: number;
  /** Parts of weight 0 inform and are not handed in; there is at least one. */
  combine(parts: readonly ScoreDetail[]): GroupScore;
}

const all: Group = {
  type: 'all',
  version: 1,
  summary: 'Every part has to pass: 1 or 0.',
  threshold: 1,
  combine: (parts) => {
    const failed = parts.filter(({ passed }) => passed === false);
    // One failure decides, whatever the unscored parts would have said.
    if (failed.length > 0)
      return { value: 0, reason: `${failed.length} of ${parts.length} failed: ${told(failed)}` };
    return unknownPart(parts) ?? { value: 1, reason: `all ${parts.length} parts passed` };
  },
};

const any: Group = {
  type: 'any',
  version: 1,
  summary: 'One part that passes is enough: 1 or 0.',
  threshold: 1,
  combine: (parts) => {
    const passed = parts.filter((part) => part.passed);
    if (passed.length > 0) return { value: 1, reason: `passed: ${told(passed)}` };
    return (
      unknownPart(parts) ?? { value: 0, reason: `none of ${parts.length} passed: ${told(parts)}` }
    );
  },
};

const mean: Group = {
  type: 'mean',
  version: 1,
  summary: 'The mean of the parts by their weights.',
  threshold: 1,
  combine: (parts) => {
    const unknown = unknownPart(parts);
    if (unknown !== undefined) return unknown;
    const total = parts.reduce((sum, { weight }) => sum + weight, 0);
    const sum = parts.reduce((so_far, { weight, value }) => so_far + weight * (value ?? 0), 0);
    const failed = parts.filter(({ passed }) => !passed);
    const reason =
      failed.length === 0
        ? `all ${parts.length} parts passed`
        : `${failed.length} of ${parts.length} did not pass: ${told(failed)}`;
    return { value: sum / total, reason };
  },
};

/** Every group by its type. */
export const GROUPS: Readonly<Record<string, Group>> = { all, any, mean };

/** Groups in groups, counted from 1. */
export const MAX_GROUP_DEPTH = 5;
/** Parts of one group. */
export const MAX_GROUP_PARTS = 50;

function unknownPart(parts: readonly ScoreDetail[]): GroupScore | undefined {
  const part = parts.find(({ value }) => value === null);
  return part && { value: null, reason: `could not be scored: ${told([part])}` };
}

/** The parts by name, each with what it said. */
function told(parts: readonly ScoreDetail[]): string {
  return parts.map(({ scorer, reason }) => `${quote(scorer)}: ${reason}`).join('; ');
}
