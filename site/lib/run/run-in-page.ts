import type { Board } from '../../../engine/analysis/board.ts';
import { boardsFrom } from '../../../engine/analysis/leaderboard.ts';
import { rowsOf } from '../../../engine/analysis/result-rows.ts';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import type { Model, Provider } from '../../../engine/model/model.ts';
import { type BenchmarkPlan, countCalls } from '../../../engine/plan/plan.ts';
import { PROVIDERS } from '../../../engine/providers/index.ts';
import { resultsOf } from '../../../engine/results/collect.ts';
import type { Result } from '../../../engine/results/columns.ts';
import { emptyTally } from '../../../engine/results/tally.ts';
import { createBudget } from '../../../engine/run/budget.ts';
import { createCircuit } from '../../../engine/run/circuit.ts';
import { systemClock } from '../../../engine/run/clock.ts';
import type { Desk } from '../../../engine/run/desk.ts';
import type { Journal } from '../../../engine/run/journal.ts';
import { createPace } from '../../../engine/run/pace.ts';
import { createProgress, type RunProgress } from '../../../engine/run/progress.ts';
import { DEFAULT_RETRY } from '../../../engine/run/retry.ts';
import { runCalls } from '../../../engine/run/run.ts';
import { discreetClient } from './secret.ts';

/** What is to be run, and with what. */
export interface PageRun {
  readonly benchmark: Benchmark;
  readonly models: readonly Model[];
  readonly provider: Provider;
  /** In memory only; empty for a provider that needs none. */
  readonly key: string;
  /** Most US dollars. */
  readonly capUsd: number;
  /** Keeps what was answered: running again asks only what is missing. */
  readonly journal: Journal;
  readonly fetch: typeof fetch;
  readonly stop: AbortSignal;
  readonly onStart: (progress: RunProgress) => void;
}

/** What a run came to. */
export interface PageResults {
  readonly runId: string;
  readonly runAt: Date;
  readonly results: readonly Result[];
  readonly board: Board | undefined;
}

const TIMEOUT_MS = 120_000;

/** Asks and scores in the page, by the code of the command line. */
export async function runInPage(run: PageRun): Promise<PageResults> {
  const { benchmark, models, journal } = run;
  const runId = crypto.randomUUID().replaceAll('-', '').slice(0, 12);
  const runAt = new Date();
  const plan: BenchmarkPlan = { benchmark, models, trials: benchmark.trials };
  const progress = createProgress(countCalls(plan));
  run.onStart(progress);
  const desk = deskOf(run);
  const context = { runId, desk, journal, progress, concurrency: undefined, fresh: false };
  await runCalls([plan], context);
  const results = [
    ...resultsOf(
      plan,
      journal,
      {
        runId,
        runAt,
        tier: 'self_reported',
        commit: null,
        repository: null,
        engineVersion: 'browser',
        unasked: desk.budget.exhausted ? 'budget_stop' : 'cancelled',
      },
      emptyTally(),
    ),
  ];
  const [board] = boardsFrom({ ...rowsOf(results), benchmarks: [benchmark] });
  return { runId, runAt, results, board };
}

function deskOf({ provider, key, capUsd, stop, fetch }: PageRun): Desk {
  const client = PROVIDERS[provider.api](provider, {
    fetch,
    keyOf: () => key || undefined,
    readText: () => Promise.reject(new Error('a page reads no files')),
  });
  const pace = createPace(provider.limits, systemClock);
  return {
    lines: new Map([[provider.id, { provider, client: discreetClient(client, key), pace }]]),
    budget: createBudget(capUsd),
    clock: systemClock,
    retry: DEFAULT_RETRY,
    timeoutMs: TIMEOUT_MS,
    stop,
    abort: stop,
    circuit: createCircuit(systemClock),
  };
}
