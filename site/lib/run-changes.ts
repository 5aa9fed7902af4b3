import type { Comparison } from '../../engine/analysis/board.ts';
import { isScored, type ModelCase, modelCases } from '../../engine/analysis/case-scores.ts';
import { compareSides } from '../../engine/analysis/compare.ts';
import type { CaseRow } from '../../engine/analysis/rows.ts';
import { verdictOf } from '../../engine/analysis/verdict.ts';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { holm, type ScoreInterval, scoreInterval } from '../../engine/statistics/index.ts';
import type { RunPart } from './measurements.ts';
import type { RunBenchmark } from './runs.ts';
import type { SiteData } from './site-data.ts';

/** The least score that counts as passed, as in every comparison. */
const PASS_MARK = 0.5;

/** A case whose answer came out otherwise than before. */
export interface FlippedCase {
  readonly id: string;
  /** Scores 0…1. */
  readonly before: number;
  readonly now: number;
}

/** A model in a run: what it scored, and what changed. */
export interface RunRow {
  readonly part: RunPart;
  /** `null` when nothing could be scored. */
  readonly interval: ScoreInterval | null;
  /** With the run before, this one being B; its p-value is Holm's over the models of the benchmark. */
  readonly change: Comparison | undefined;
  /** Cases that passed before and do not now. */
  readonly lost: readonly FlippedCase[];
  readonly won: readonly FlippedCase[];
}

const known = new WeakMap<SiteData, Map<string, Promise<readonly RunRow[]>>>();

/** What a run measured of a benchmark, the changes that mean something first. */
export function runRowsOf(
  data: SiteData,
  run: string,
  measured: RunBenchmark,
): Promise<readonly RunRow[]> {
  const ofData = known.get(data) ?? new Map();
  known.set(data, ofData);
  const key = `${run} ${measured.id} ${measured.fingerprint}`;
  const rows = ofData.get(key) ?? readRows(data, run, measured);
  ofData.set(key, rows);
  return rows;
}

async function readRows(
  data: SiteData,
  run: string,
  { id, benchmark, fingerprint, parts, previous }: RunBenchmark,
): Promise<RunRow[]> {
  const ofFingerprint = (rows: readonly CaseRow[]) =>
    Map.groupBy(
      rows.filter((row) => row.fingerprint === fingerprint),
      ({ model, tier }) => `${model} ${tier}`,
    );
  const now = ofFingerprint(await data.runScores(run, id));
  const before = ofFingerprint(previous ? await data.runScores(previous.id, id) : []);
  const rows = parts.map((part): RunRow => {
    const name = `${part.model} ${part.tier}`;
    const mine = now.get(name) ?? [];
    const theirs = before.get(name) ?? [];
    const change =
      benchmark && theirs.length > 0 ? compare(benchmark, fingerprint, theirs, mine) : undefined;
    const facts = { id, fingerprint, cases: mine.length, ...reducerOf(benchmark) };
    const [cases, earlier] = [modelCases(mine, facts), modelCases(theirs, facts)];
    const scored = cases.filter(isScored);
    return {
      part,
      interval: scored.length === 0 ? null : scoreInterval(scored),
      change,
      ...flipsOf(earlier, cases),
    };
  });
  return corrected(benchmark, rows).sort(
    (a, b) =>
      weightOf(a.change) - weightOf(b.change) ||
      (b.interval?.score ?? -1) - (a.interval?.score ?? -1) ||
      a.part.model.localeCompare(b.part.model, 'en'),
  );
}

function reducerOf(benchmark: Benchmark | undefined) {
  return { reducer: benchmark?.reducer ?? 'mean', reducer_k: benchmark?.reducer_k ?? 1 } as const;
}

function compare(
  benchmark: Benchmark,
  fingerprint: string,
  before: readonly CaseRow[],
  now: readonly CaseRow[],
): Comparison | undefined {
  return compareSides(
    { ...benchmark, fingerprint },
    { name: 'the run before', rows: before },
    { name: 'this run', rows: now },
  );
}

/** Many models are many chances to see a change where none is: Holm's correction over them. */
function corrected(benchmark: Benchmark | undefined, rows: readonly RunRow[]): RunRow[] {
  const tested = rows.filter(({ change }) => change !== undefined);
  const adjusted = holm(tested.map(({ change }) => change?.p_value ?? 1));
  const margin = benchmark?.gate.margin ?? 0;
  return rows.map((row) => {
    const p_value = adjusted[tested.indexOf(row)];
    if (row.change === undefined || p_value === undefined) return row;
    const change = { ...row.change, p_value };
    return { ...row, change: { ...change, verdict: verdictOf({ ...change, margin }) } };
  });
}

function flipsOf(before: readonly ModelCase[], now: readonly ModelCase[]) {
  const earlier = new Map(before.filter(isScored).map((one) => [one.hash, one]));
  const pairs = now.filter(isScored).flatMap(({ id, hash, score }) => {
    const other = earlier.get(hash);
    return other === undefined ? [] : [{ id, before: other.score, now: score }];
  });
  const passes = (score: number) => score >= PASS_MARK;
  return {
    lost: pairs.filter((pair) => passes(pair.before) && !passes(pair.now)),
    won: pairs.filter((pair) => !passes(pair.before) && passes(pair.now)),
  };
}

/** Regressions come first, then what is better, then what says nothing. */
function weightOf(change: Comparison | undefined): number {
  if (change === undefined) return 3;
  return { regressed: 0, improved: 1, 'not comparable': 2, 'no evidence': 2, 'no regression': 2 }[
    change.verdict
  ];
}
