import { createHash } from 'node:crypto';
import type { Benchmark } from '../benchmark/benchmark.ts';
import type { Model } from '../model/model.ts';
import { type BenchmarkPlan, callsOf, isBaseline } from '../plan/plan.ts';
import { type Problem, UserError } from '../problem.ts';
import { resultsOf } from '../results/collect.ts';
import { FINAL_OUTCOMES, type Result } from '../results/columns.ts';
import { replyOf } from '../results/reply.ts';
import { emptyTally } from '../results/tally.ts';
import { type Journal, memoryJournal } from '../run/journal.ts';
import { plansOf } from './execute.ts';
import { parseResultFile } from './results.ts';
import type { Workspace } from './workspace.ts';

/** Folder that contributors put results of their own keys into. */
export const SUBMISSIONS_FOLDER = 'submissions';

/** Caps of a file of submitted results; inclusive. */
export const SUBMISSION_LIMITS = {
  bytes: 16_000_000,
  pageBytes: 64_000_000,
  rows: 200_000,
} as const;

/** What one file claims of one model, every call of it. */
export interface Submission {
  /** Path of the file in the commit. */
  readonly path: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly digest: string;
  /** All cases, the one model. */
  readonly plan: BenchmarkPlan;
  /** The replies that are claimed. */
  readonly journal: Journal;
}

/** `submissions/<benchmark>/<name>.parquet`: the id of the benchmark, or `undefined`. */
export function submissionBenchmark(path: string): string | undefined {
  return /^submissions\/([a-z0-9][a-z0-9-]*)\/[A-Za-z0-9][A-Za-z0-9-]{0,99}\.parquet$/.exec(
    path,
  )?.[1];
}

/**
 * Reads a file of submitted results. Nothing of it is believed but the replies: they count when they
 * answer the calls that this benchmark and these models make, all of them, and are scored here.
 *
 * @returns one submission a model, and what is wrong with the file
 */
export async function readSubmission(
  bytes: Buffer,
  path: string,
  workspace: Workspace,
): Promise<{ submissions: Submission[]; problems: Problem[] }> {
  const id = submissionBenchmark(path);
  const benchmark = workspace.benchmarks.find((one) => one.id === id);
  if (benchmark === undefined)
    return refuse(
      path,
      'no benchmark of this commit has this name',
      'name it submissions/<benchmark>/<file>.parquet',
    );
  let rows: Result[];
  try {
    rows = await parseResultFile(bytes, path, SUBMISSION_LIMITS);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return refuse(path, 'this is no file of results', 'make it with `benchmarkhub submit`');
  }
  const digest = createHash('sha256').update(bytes).digest('hex');
  const models = Map.groupBy(rows, ({ model }) => model);
  const submissions: Submission[] = [];
  const problems: Problem[] = [];
  for (const [model, claimed] of models) {
    const known = workspace.registry.models.get(model);
    const claim =
      known === undefined ? undefined : await claimOf(workspace, benchmark, known, claimed);
    if (claim === undefined)
      problems.push(
        problem(
          path,
          'it has results of a model that is not in models.yaml',
          'add the model first',
        ),
      );
    else if (claim.open > 0)
      problems.push(
        problem(
          path,
          `${claim.open} of ${claim.total} calls of ${model} have no reply`,
          'run it to the end, with this state of the benchmark',
        ),
      );
    else submissions.push({ path, digest, plan: claim.plan, journal: claim.journal });
  }
  return rows.length === 0
    ? refuse(path, 'it holds no result', 'make it with `benchmarkhub submit`')
    : { submissions, problems };
}

interface Claim {
  readonly plan: BenchmarkPlan;
  readonly journal: Journal;
  readonly total: number;
  /** Calls without a reply. */
  readonly open: number;
}

async function claimOf(
  workspace: Workspace,
  benchmark: Benchmark,
  model: Model,
  rows: readonly Result[],
): Promise<Claim | undefined> {
  if (isBaseline(model)) return undefined;
  const trials = rows.reduce((most, { trial }) => Math.max(most, trial), 1);
  const [plan] = plansOf(
    { ...workspace, benchmarks: [benchmark] },
    { models: [model.id], trials: Math.min(trials, 1000) },
  );
  if (plan === undefined) return undefined;
  const byKey = new Map(rows.map((row) => [row.call_key, row]));
  const journal = memoryJournal();
  let [total, open] = [0, 0];
  for (const { key } of callsOf(plan)) {
    total++;
    const row = byKey.get(key);
    if (row === undefined || !FINAL_OUTCOMES.has(row.outcome) || row.output === null) open++;
    else
      await journal.record({
        callKey: key,
        runId: 'submission',
        benchmark: benchmark.id,
        model: model.id,
        reply: replyOf(row),
      });
  }
  return { plan, journal, total, open };
}

/** Mean score of each case by its hash, of the replies in a journal; cases that are not scored are left out. */
export function caseScores(plan: BenchmarkPlan, journal: Journal): Map<string, number> {
  const stamp = {
    runId: 'submission',
    runAt: new Date(0),
    tier: 'self_reported',
    commit: null,
    repository: null,
    engineVersion: '',
    unasked: 'cancelled',
  } as const;
  const rows = Map.groupBy(
    resultsOf(plan, journal, stamp, emptyTally()),
    ({ case_hash }) => case_hash,
  );
  const scores = new Map<string, number>();
  for (const [hash, own] of rows) {
    const values = own.flatMap(({ score }) => score ?? []);
    if (values.length === own.length)
      scores.set(hash, values.reduce((sum, value) => sum + value, 0) / values.length);
  }
  return scores;
}

function refuse(
  path: string,
  message: string,
  fix: string,
): { submissions: Submission[]; problems: Problem[] } {
  return { submissions: [], problems: [problem(path, message, fix)] };
}

function problem(file: string, message: string, fix: string): Problem {
  return { file, line: 1, column: 1, severity: 'error', message, fix };
}
