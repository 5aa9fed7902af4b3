import type { GateRule, PairedTest } from '../../statistics/index.ts';
import type { Verdict } from '../board.ts';
import type { MustPassCase } from './must-pass.ts';

/** What a check does with a verdict. */
export type GateCheck = 'pass' | 'fail' | 'neutral';

/** What a gate like this one can and cannot see. */
export interface GatePowerLine {
  /** Cases the gate is worth, after clusters. */
  readonly cases: number;
  /** Share of them that the two runs answer differently, 0…1. */
  readonly discordance: number;
  readonly rule: GateRule;
  /** Chance of "regressed" when nothing changed, and when the margin is lost; 0…1. */
  readonly false_alarm: number;
  readonly caught: number;
  /** Cases that would catch a loss of the margin four times in five; `null` for a margin of 0. */
  readonly cases_needed: number | null;
}

/** The verdict of one gate on one model. Names are those of `--json`. */
export interface GateVerdict {
  readonly benchmark: string;
  readonly model: string;
  readonly metric: 'score' | 'passed';
  readonly verdict: Verdict;
  readonly check: GateCheck;
  /** The verdict in a sentence. */
  readonly sentence: string;
  /** Cases with a score on both sides, and their share of the cases of either, 0…1. */
  readonly cases: number;
  readonly overlap: number;
  /** Mean of head − base, −1…1; `null` without a shared case. */
  readonly difference: number | null;
  /** One-sided bounds of the difference, each at `alpha`, before Holm's correction. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** The largest loss that is no regression, fixed in the benchmark. */
  readonly margin: number;
  /** One-sided error of this look: 0.05 for the first run of the check, a share of 0.05 for re-runs. */
  readonly alpha: number;
  /** How many runs of the check measured something. */
  readonly looks: number;
  /** One-sided p-values, after Holm's correction over all gates, on the scale of 0.05. */
  readonly p_improved: number | null;
  readonly p_regressed: number | null;
  /** Against "the margin or more is lost"; every gate has to hold, so it needs no correction. */
  readonly p_margin: number | null;
  /** The two-sided test shown beside the bounds. */
  readonly test: PairedTest | null;
  readonly p_value: number | null;
  readonly minimum_detectable_effect: number | null;
  readonly must_pass: readonly MustPassCase[];
  /** What changed besides the thing under test; empty when the sides are comparable. */
  readonly changed: readonly string[];
  readonly power: GatePowerLine | null;
}

/** All gates of a change. */
export interface GateReport {
  /** `fail` when one gate fails, `pass` when all pass, else `neutral`. */
  readonly check: GateCheck;
  readonly sentence: string;
  /** Tests that Holm's correction runs over, in each direction. */
  readonly tests: number;
  readonly strict: boolean;
  readonly gates: readonly GateVerdict[];
}
