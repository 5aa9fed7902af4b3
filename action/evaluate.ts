import type { Board, Comparison } from '../engine/analysis/board.ts';
import { compareSides } from '../engine/analysis/compare.ts';
import { changesBetween, type FailureRows } from '../engine/analysis/failures/report.ts';
import { changedParts } from '../engine/analysis/gate/changes.ts';
import { gateOf } from '../engine/analysis/gate/gate.ts';
import type { GateInput } from '../engine/analysis/gate/input.ts';
import { boardsFrom } from '../engine/analysis/leaderboard.ts';
import { caseRows, rowsOf } from '../engine/analysis/result-rows.ts';
import type { Benchmark } from '../engine/benchmark/benchmark.ts';
import type { BenchmarkPlan } from '../engine/plan/plan.ts';
import { type RunStamp, resultsOf } from '../engine/results/collect.ts';
import type { Result } from '../engine/results/columns.ts';
import { emptyTally } from '../engine/results/tally.ts';
import type { Journal } from '../engine/run/journal.ts';
import type { Context } from './context.ts';
import type { Proposal } from './proposal.ts';
import type { BenchmarkFailures, RegressedCase } from './report/report.ts';
import { caseLines } from './source/case-lines.ts';
import { baseBenchmark } from './study.ts';
import { type Judgement, judge } from './verdict.ts';

/** What stored replies say of a proposal. */
export interface Evaluation {
  readonly boards: readonly Board[];
  readonly judgement: Judgement;
  readonly regressedCases: readonly RegressedCase[];
  readonly results: readonly Result[];
  /** Which kinds of failure grew, by benchmark. */
  readonly failureChanges: readonly BenchmarkFailures[];
}

/** Scores the stored replies of plans, and compares each model with itself at the base. */
export async function evaluate(
  context: Context,
  proposal: Proposal,
  plans: readonly BenchmarkPlan[],
  journal: Journal,
): Promise<Evaluation> {
  const results = plans.flatMap((plan) => scored(plan, journal, context));
  const compared: Compared[] = [];
  const regressedCases: RegressedCase[] = [];
  const failureChanges: BenchmarkFailures[] = [];
  for (const plan of plans) {
    const before = await baseBenchmark(context, proposal, plan.benchmark.id);
    if (before === undefined) continue;
    const old = scored({ ...plan, benchmark: before }, journal, context);
    const now = results.filter(({ benchmark }) => benchmark === plan.benchmark.id);
    compared.push(...comparedOf(plan, before, now, old));
    const changes = changesBetween(plan.benchmark, failureRows(old), failureRows(now));
    failureChanges.push({ benchmark: plan.benchmark.id, changes });
    regressedCases.push(...(await regressed(proposal, plan.benchmark, now, old)));
  }
  const benchmarks = plans.map(({ benchmark }) => benchmark);
  const boards = boardsFrom({ ...rowsOf(results), benchmarks }).filter(({ current }) => current);
  const report = gateOf(compared.map(({ input }) => input));
  const judgement = judge(
    compared.map(({ comparison }) => comparison),
    report,
  );
  return { boards, judgement, regressedCases, results, failureChanges };
}

function failureRows(results: readonly Result[]): FailureRows {
  const isFailed = ({ score, passed }: Result) => score === null || !(passed ?? score >= 0.5);
  const failed = results
    .filter(isFailed)
    .map((row) => ({ ...row, tool_calls: row.tool_calls ?? null }));
  return { failed, cases: caseRows(results) };
}

function scored(plan: BenchmarkPlan, journal: Journal, { host, engineVersion }: Context): Result[] {
  const stamp: RunStamp = {
    runId: 'evaluation',
    runAt: new Date(0),
    tier: 'verified',
    commit: null,
    repository: host.repository,
    engineVersion,
    unasked: 'cancelled',
  };
  return [...resultsOf(plan, journal, stamp, emptyTally())];
}

/** One model before and after the change, to be shown and to be judged. */
interface Compared {
  readonly comparison: Comparison;
  readonly input: GateInput;
}

/** The gate is the one of the base: a change must not loosen what judges it. */
function comparedOf(
  { benchmark, models }: BenchmarkPlan,
  before: Benchmark,
  now: readonly Result[],
  old: readonly Result[],
): Compared[] {
  const gated = { ...benchmark, gate: before.gate };
  const changed = changedParts(before, benchmark);
  return models.flatMap(({ id: model }) => {
    const mine = (rows: readonly Result[]) => caseRows(rows.filter((row) => row.model === model));
    const comparison = compareSides(
      benchmark,
      { name: 'base', rows: mine(old) },
      { name: 'head', rows: mine(now) },
    );
    if (comparison === undefined) return [];
    const own = (rows: readonly Result[]) => rows.filter((row) => row.model === model);
    const attempts = [{ base: own(old), head: own(now) }];
    return [{ comparison, input: { benchmark: gated, model, attempts, changed } }];
  });
}

/** Cases that a model passed at the base, with the same content, and fails now. */
async function regressed(
  { data }: Proposal,
  benchmark: Benchmark,
  now: readonly Result[],
  old: readonly Result[],
): Promise<RegressedCase[]> {
  const name = ({ model, case_id, trial }: Result) => `${model} ${trial} ${case_id}`;
  const passed = new Set(old.filter((row) => row.passed === true).map(name));
  const failed = now.filter((row) => row.passed === false && passed.has(name(row)));
  if (failed.length === 0) return [];
  const lines = await caseLines(data, benchmark.id);
  return failed.map(({ case_id, model }) => {
    const place = lines.get(case_id) ?? {
      file: `benchmarks/${benchmark.id}/benchmark.yaml`,
      line: 1,
    };
    return { benchmark: benchmark.id, case: case_id, model, ...place };
  });
}
