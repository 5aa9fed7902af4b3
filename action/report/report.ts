import { z } from 'zod';
import type { Board } from '../../engine/analysis/board.ts';
import type { FailureChange } from '../../engine/analysis/failures/changes.ts';
import type { ClaimVerdict } from '../../engine/analysis/verification.ts';
import type { Judgement } from '../verdict.ts';

/** What a command has to tell; the comment, the check and the summary are made of it. */
export interface Report {
  readonly title: string;
  /** `planned`, `running`, `done`, `partial`: one sentence of our own words. */
  readonly state: string;
  readonly status: 'done' | 'partial' | 'invalid' | 'refused' | 'planned' | 'nothing to do';
  readonly pull: number | null;
  readonly headSha: string;
  readonly baseSha: string | null;
  readonly boards: readonly Board[];
  readonly judgement: Judgement | null;
  readonly regressedCases: readonly RegressedCase[];
  readonly calls: { readonly new: number; readonly reused: number; readonly failed: number };
  /** US dollars. */
  readonly cost: CostReport;
  readonly models: readonly ModelCost[];
  /** Calls without a reply, by outcome, and what the first of them said. */
  readonly failures: readonly FailureReport[];
  readonly problems: readonly ProblemReport[];
  /** Which kinds of failure grew; absent where nothing was compared. */
  readonly failureChanges?: readonly BenchmarkFailures[];
  /** Submitted results and whether they hold; absent where none were checked. */
  readonly claims?: readonly ClaimReport[];
  /** A command to copy; empty when there is none. */
  readonly next: string;
  readonly runUrl: string;
  readonly siteUrl: string;
  readonly engineVersion: string;
  /** Whether the pull request has moved on since. */
  readonly moved: boolean;
}

/** How the failures of a benchmark have changed. */
export interface BenchmarkFailures {
  readonly benchmark: string;
  readonly changes: readonly FailureChange[];
}

/** What one submitted file says of one model. */
export interface ClaimReport {
  readonly path: string;
  readonly model: string;
  readonly verdict: ClaimVerdict;
}

export interface CostReport {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly spent: number | null;
  readonly budget: number;
}

export interface ModelCost {
  readonly model: string;
  readonly benchmark: string;
  readonly new: number;
  readonly reused: number;
  readonly usd: number | null;
}

export interface FailureReport {
  readonly outcome: string;
  readonly count: number;
  readonly example: string;
}

export interface ProblemReport {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

/** A case that a model passed before and fails now. */
export interface RegressedCase {
  readonly benchmark: string;
  readonly case: string;
  readonly model: string;
  readonly file: string;
  readonly line: number;
}

/** Reads a report that a job before has written. @throws when it is none. */
export function parseReport(text: string): Report {
  const parsed: unknown = JSON.parse(text);
  z.object({
    title: z.string(),
    state: z.string(),
    headSha: z.string(),
    boards: z.array(z.object({ rows: z.array(z.unknown()) })),
    failures: z.array(z.unknown()),
  }).parse(parsed);
  return parsed as Report;
}
