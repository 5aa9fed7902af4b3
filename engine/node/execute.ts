import type { Benchmark } from '../benchmark/benchmark.ts';
import { isAsked } from '../benchmark/published-only.ts';
import type { Model, Price } from '../model/model.ts';
import { selectModels } from '../model/registry.ts';
import type { BenchmarkPlan } from '../plan/plan.ts';
import { countCalls } from '../plan/plan.ts';
import type { Shard } from '../plan/shard.ts';
import { UserError } from '../problem.ts';
import { type RunStamp, resultsOf } from '../results/collect.ts';
import { judgingOf } from '../results/judging.ts';
import { emptyTally, type RunTally } from '../results/tally.ts';
import type { OpenBatch } from '../run/batch/store.ts';
import { createBudget } from '../run/budget.ts';
import { createCircuit } from '../run/circuit.ts';
import { systemClock } from '../run/clock.ts';
import { createProgress, type RunProgress } from '../run/progress.ts';
import { DEFAULT_RETRY, type RetryPolicy } from '../run/retry.ts';
import { runCalls } from '../run/run.ts';
import { type BatchOptions, batchModel, executeBatches, refuseHeldCalls } from './batches.ts';
import { type ExecutionProgress, executePlan } from './executions.ts';
import type { FileJournal } from './journal.ts';
import { judgeReplies, judgesOf } from './judges.ts';
import type { Environment } from './keys.ts';
import { linesOf } from './lines.ts';
import { makeResultFolders, resultPath, writeResultFile } from './results.ts';
import { importStoredResults } from './stored-results.ts';
import type { Workspace } from './workspace.ts';

/** Which models, how often. */
export interface PlanOptions {
  /** Ids or tags; what each benchmark names itself when empty. */
  readonly models: readonly string[];
  /** Overrides the benchmark's own number. */
  readonly trials?: number | undefined;
  /** Price for models that have none. */
  readonly assumedPrice?: Price | undefined;
  /** Oldest stored reply that is used again, in milliseconds. */
  readonly maxAgeMs?: number | undefined;
  /** Asks in batches, at their price; the environment says which providers can be used. */
  readonly batch?: Environment | undefined;
  /** Only this part of the calls. */
  readonly shard?: Shard | undefined;
}

/** How a run goes about it; everything but the journal has a default. */
export interface RunOptions {
  readonly journal: FileJournal;
  readonly resultsFolder: string;
  readonly environment: Environment;
  readonly tier: RunStamp['tier'];
  readonly commit: string | null;
  readonly repository: string | null;
  readonly engineVersion: string;
  readonly concurrency?: number | undefined;
  readonly maxCostUsd?: number | undefined;
  readonly timeoutMs?: number | undefined;
  readonly fresh?: boolean | undefined;
  /** Asks for every answer as a stream, which tells when it began. */
  readonly stream?: boolean | undefined;
  /** Asks in batches; the plans are at their price. */
  readonly batches?: BatchOptions | undefined;
  /** Name of the run; shards of one run share it. */
  readonly runId?: string | undefined;
  /** Only asks: the replies are in the journal, for another process to score. */
  readonly askOnly?: boolean | undefined;
  /** Asks no provider on a network. */
  readonly offline?: boolean | undefined;
  /** Aborted: nothing new is asked. */
  readonly stop: AbortSignal;
  /** Aborted: the question of the run is settled; what has not been asked is `stopped_early`. */
  readonly decided?: AbortSignal | undefined;
  /** Aborted: requests in flight are cut. */
  readonly abort: AbortSignal;
  readonly retry?: RetryPolicy | undefined;
  /** Why no code is run to score replies, which stay unscored then; it is run when absent. */
  readonly codeRefused?: string | undefined;
  /** Hears of every program that was run to score a reply. */
  readonly onExecuted?: ((benchmark: string, progress: ExecutionProgress) => void) | undefined;
  /** Told of every request in a line, without secrets. */
  readonly onRequest?: ((line: string) => void) | undefined;
  /** Whether judges are asked; they are unless `false`. */
  readonly judge?: boolean | undefined;
  /** Hears of every reply of a judge. */
  readonly onJudged?: ((asked: number) => void) | undefined;
  /** Gets the progress before the first request. */
  readonly onStart?: ((progress: RunProgress) => void) | undefined;
}

/** One file of results that a run has written. */
export interface WrittenRun {
  readonly run_id: string;
  readonly benchmark: string;
  /** Path of the file, relative to the folder of results. */
  readonly file: string;
  readonly calls: RunTally;
  readonly seconds: number;
  /** Whether the budget or a signal ended it early. */
  readonly partial: false | 'budget_stop' | 'cancelled';
  /** Batches that go on at their providers. */
  readonly batches: readonly OpenBatch[];
}

const DEFAULT_TIMEOUT_MS = 120_000;

/** @throws UserError when a model is unknown, or has no price. */
export function plansOf(workspace: Workspace, options: PlanOptions): BenchmarkPlan[] {
  return workspace.benchmarks.filter(isAsked).map((benchmark) => ({
    benchmark,
    models: modelsFor(workspace, benchmark, options).map((model) =>
      inBatches(priced(model, options.assumedPrice), workspace, options),
    ),
    trials: options.trials ?? benchmark.trials,
    ...judgesOf(workspace, benchmark, (model) => priced(model, options.assumedPrice)),
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    reuse: {
      now: systemClock.now(),
      ...(options.maxAgeMs === undefined ? {} : { maxAgeMs: options.maxAgeMs }),
    },
  }));
}

function inBatches(model: Model, { registry }: Workspace, { batch }: PlanOptions): Model {
  return batch === undefined ? model : batchModel(model, registry, batch);
}

function modelsFor(workspace: Workspace, benchmark: Benchmark, options: PlanOptions): Model[] {
  if (options.models.length > 0) return selectModels(workspace.registry, options.models);
  const own = [...benchmark.models.ids, ...benchmark.models.tags];
  return selectModels(workspace.registry, own.length > 0 ? own : ['default']);
}

/** The model with its price: an unknown one is never taken for $0. @throws UserError when it has none. */
export function priced(model: Model, assumed: Price | undefined): Model {
  if (model.price !== undefined) return model;
  if (assumed !== undefined) return { ...model, price: assumed };
  throw new UserError(
    `the price of ${model.id} is not known, so its cost cannot be capped`,
    'write price: { input: …, output: … } (US dollars per million tokens) or price: free in models.yaml, or pass --assume-price INPUT/OUTPUT',
  );
}

/** Asks what is new, then scores everything and writes one file for each benchmark. */
export async function executeRun(
  workspace: Workspace,
  plans: readonly BenchmarkPlan[],
  options: RunOptions,
): Promise<WrittenRun[]> {
  const started = systemClock.now();
  const runId = options.runId ?? crypto.randomUUID().replaceAll('-', '').slice(0, 12);
  const budget = createBudget(options.maxCostUsd ?? Number.POSITIVE_INFINITY);
  const progress = createProgress(plans.reduce((sum, plan) => sum + countCalls(plan), 0));
  options.onStart?.(progress);
  await makeResultFolders(
    options.resultsFolder,
    plans.map(({ benchmark }) => benchmark.id),
  );
  const { batches, fresh = false, offline } = options;
  if (batches === undefined && !fresh && !offline) refuseHeldCalls(workspace, plans);
  await importStoredResults(options.journal, options.resultsFolder, workspace.root, plans);
  const stop = linked(options.stop, options.decided);
  const abort = linked(options.abort);
  const desk = {
    lines: linesOf(workspace, { ...options, offline: offline || batches !== undefined }),
    budget,
    clock: systemClock,
    retry: options.retry ?? DEFAULT_RETRY,
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    stop: stop.signal,
    abort: abort.signal,
    circuit: createCircuit(systemClock),
    stream: options.stream,
  };
  const { journal, concurrency, environment } = options;
  await runCalls(plans, { runId, desk, journal, progress, concurrency, fresh }).catch(
    (error: unknown) => {
      // What cannot be kept must not be asked for: the other providers stop too.
      stop.abort();
      abort.abort();
      throw error;
    },
  );
  const run = { ...desk, runId, journal, progress, fresh };
  const open = batches ? await executeBatches(workspace, plans, environment, run, batches) : [];
  const { judge, onJudged } = options;
  // Judges are asked one by one even then: whom they ask next depends on what they said.
  const bench = batches === undefined ? desk : { ...desk, lines: linesOf(workspace, options) };
  if (judge !== false)
    await judgeReplies(plans, { runId, desk: bench, journal, concurrency, onJudged });
  const cut = budget.exhausted ? 'budget_stop' : 'cancelled';
  const isCut = budget.exhausted || options.stop.aborted || open.length > 0;
  const early = !isCut && options.decided?.aborted === true ? 'stopped_early' : cut;
  const stamp: RunStamp = {
    runId,
    runAt: new Date(started),
    tier: options.tier,
    commit: options.commit,
    repository: options.repository,
    engineVersion: options.engineVersion,
    unasked: early,
  };
  const partial = isCut ? cut : false;
  const seconds = (systemClock.now() - started) / 1000;
  const written: WrittenRun[] = [];
  for (const plan of options.askOnly ? [] : plans)
    written.push({ ...(await writeRun(plan, stamp, options)), seconds, partial, batches: open });
  return written;
}

type WriteOptions = Pick<RunOptions, 'journal' | 'resultsFolder'> &
  Partial<Pick<RunOptions, 'stop' | 'codeRefused' | 'onExecuted'>>;

/** Aborts with any of the signals, or by itself. Requests listen to it more cheaply than to a union. */
function linked(...signals: readonly (AbortSignal | undefined)[]): AbortController {
  const controller = new AbortController();
  for (const signal of signals) {
    const abort = () => controller.abort(signal?.reason);
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  }
  return controller;
}

/** Scores the stored replies of a plan and writes them; asks nothing. */
export async function writeRun(
  plan: BenchmarkPlan,
  stamp: RunStamp,
  options: WriteOptions,
): Promise<Omit<WrittenRun, 'seconds' | 'partial' | 'batches'>> {
  const { journal, resultsFolder } = options;
  const calls = emptyTally();
  const { stop, codeRefused: refused, onExecuted } = options;
  const executed = await executePlan(plan, stamp.runId, { journal, stop, refused, onExecuted });
  const file = resultPath(plan.benchmark.id, stamp.runAt, stamp.runId, plan.shard);
  const judging = judgingOf(plan, journal, stamp.runId);
  const rows = resultsOf(plan, journal, stamp, calls, executed, judging);
  await writeResultFile(resultsFolder, file, rows);
  journal.importResults(file, []);
  return { run_id: stamp.runId, benchmark: plan.benchmark.id, file, calls };
}
