import type { Board, BoardRow } from '../../../engine/analysis/board.ts';
import type { GateResult } from '../../../engine/analysis/gate/input.ts';
import { boardsFrom } from '../../../engine/analysis/leaderboard.ts';
import type { MissingRow } from '../../../engine/analysis/rows.ts';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import type { Model } from '../../../engine/model/model.ts';
import { benchmarkFiles, createWorkspace, echoCases, openTestWorkspace } from '../../workspace.ts';
import { resultRow } from '../results/rows.ts';

/** Scores of the trials of every case; `null` where one is missing. */
export type Trials = readonly (readonly (number | null)[])[];

/** Valid benchmarks of so many cases. */
export async function benchmarksOf(ids: readonly string[], cases: number): Promise<Benchmark[]> {
  const files = ids.map((id) => benchmarkFiles(id, echoCases(cases)));
  await using workspace = await createWorkspace(Object.assign({}, ...files));
  return [...(await openTestWorkspace(workspace.root)).benchmarks];
}

/** `passed` cases right, then wrong ones; one trial each. */
export function first(passed: number, cases: number): Trials {
  return Array.from({ length: cases }, (_, place) => [Number(place < passed)]);
}

/** The board that SQL's counts of these trials make, and its rows by model. */
export async function boardOf(
  cases: number,
  measured: Readonly<Record<string, Trials>>,
  outcome: MissingRow['outcome'] = 'timeout',
): Promise<{ board: Board; row: (model: string) => BoardRow }> {
  const benchmarks = await benchmarksOf(['sums'], cases);
  const [benchmark] = benchmarks;
  if (benchmark === undefined) throw new Error('no benchmark');
  const { id, fingerprint } = benchmark;
  const rows = Object.entries(measured).map(([model, trials]) =>
    countsOf({ benchmark: id, fingerprint, model, tier: 'self_reported' as const }, trials),
  );
  const [board] = boardsFrom({
    benchmarks,
    models: rows.map(({ model }) => model),
    cases: benchmark.cases.map(({ id: case_id, hash, weight }) => ({
      benchmark: id,
      fingerprint,
      case_id,
      case_hash: hash,
      cluster: null,
      weight,
    })),
    scores: rows.map(({ scores }) => scores),
    missing: rows.flatMap(({ key, model: { missing } }) =>
      missing === 0 ? [] : [{ ...key, outcome, calls: missing }],
    ),
  });
  if (board === undefined) throw new Error('no board');
  const row = (model: string): BoardRow => {
    const found = board.rows.find((one) => one.model === model);
    if (found === undefined) throw new Error(`no row of ${model}`);
    return found;
  };
  return { board, row };
}

type Key = Pick<MissingRow, 'benchmark' | 'fingerprint' | 'model' | 'tier'>;

function countsOf(key: Key, trials: Trials) {
  const calls = trials.flatMap((scores, place) =>
    scores.map((score, index) => ({
      call: place * 65_536 + index + 1,
      score: score ?? Number.NaN,
    })),
  );
  const nothing = Float64Array.from(calls, () => Number.NaN);
  const scores = Float64Array.from(calls, ({ score }) => score);
  return {
    key,
    scores: {
      ...key,
      calls: Float64Array.from(calls, ({ call }) => call),
      scores,
      latency_ms: nothing,
      cost_usd: nothing,
    },
    model: {
      ...key,
      calls: calls.length,
      missing: scores.filter(Number.isNaN).length,
      trials: Math.max(...trials.map(({ length }) => length)),
      truncated: 0,
      passed: null,
      cost_usd: null,
      latency_ms_median: null,
      first_token_ms_median: null,
      latency_ms_p95: null,
      tokens_output_mean: null,
      run_id: 'run1',
      run_at: new Date('2026-01-02T03:04:05.678Z'),
      commit: null,
    },
  };
}

/** What a gate reads of a trial of a hundred cases. */
export function trialOf(passed: number, trial: number): GateResult[] {
  return Array.from({ length: 100 }, (_, place) =>
    resultRow({
      case_id: `c${place}`,
      case_hash: `h${place}`,
      call_key: `k${place}`,
      asked_at: new Date(1e12 + trial),
      score: Number(place < passed),
      passed: place < passed,
    }),
  );
}

/** A model of a vendor. */
export function modelOf(id: string, vendor: string): Model {
  return { id, vendor, title: id, open_weights: false, reasoning: false, tags: [], routes: [] };
}
