import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { writeRun } from '../../engine/node/execute.ts';
import type { FileJournal } from '../../engine/node/journal.ts';
import { listResultFiles, readResultFile } from '../../engine/node/results.ts';
import { requireValid } from '../../engine/node/workspace.ts';
import { scoreKey } from '../../engine/plan/call.ts';
import { type BenchmarkPlan, callsOf } from '../../engine/plan/plan.ts';
import { type Context, commitWay } from '../context.ts';
import { deliver } from '../deliver.ts';
import { evaluate } from '../evaluate.ts';
import { appendFiles, pushCommit } from '../git/append.ts';
import { actionPlans } from '../plans.ts';
import { CODE_REFUSED } from '../shard-folder.ts';
import { openStudy, type Study } from '../study.ts';
import { publishedSubmissions } from '../verification/publish.ts';
import { emptyReport } from './reporting.ts';
import { proposalOfEvent } from './subject.ts';

/**
 * Stores the results of the default branch from replies that are paid for already: those of merged
 * pull requests, and all that changed scorers or expected values give another score. Asks nobody.
 */
export async function publish(context: Context): Promise<number> {
  const { git, host } = context;
  const proposal = await proposalOfEvent(context);
  using study = await openStudy(
    context,
    proposal,
    host.inputs.benchmarks.length > 0 ? host.inputs.benchmarks : undefined,
  );
  requireValid(study.workspace);
  const known = await publishedScores(study);
  const plans = study.workspace.benchmarks.flatMap((benchmark) =>
    unpublished(study, benchmark, known),
  );
  const files = await writePlans(context, study, plans, proposal.data.sha);
  for (const [path, bytes] of await publishedSubmissions(context, proposal)) files.set(path, bytes);
  const { boards } = await evaluate(
    context,
    { ...proposal, base: undefined },
    plans,
    study.journal,
  );
  const { resultsBranch, dryRun } = host.inputs;
  if (!dryRun) {
    const way = commitWay(context, pushCommit(git, resultsBranch));
    const message = `Publish the results of ${proposal.data.sha.slice(0, 12)}`;
    const commit = await appendFiles(git, resultsBranch, message, async () => files, way);
    host.output('results-commit', commit ?? '');
  }
  const title =
    files.size === 0 ? 'Nothing new to publish' : `Published ${files.size} files of results`;
  const report = { ...emptyReport(context, proposal), title, state: 'Done', boards };
  await deliver(context, report, { comment: false, check: false });
  return 0;
}

/** Scores that the published results hold: a call and the way it was scored. */
async function publishedScores({ stored }: Study): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const file of await listResultFiles(stored.results))
    for (const row of await readResultFile(join(stored.results, file)))
      if (row.score !== null) known.add(row.score_key);
  return known;
}

/** The models of a benchmark with a stored reply that is not published with its present score. */
function unpublished(
  { workspace, journal }: Study,
  benchmark: Benchmark,
  known: ReadonlySet<string>,
): BenchmarkPlan[] {
  const ids = [...workspace.registry.models.keys()].filter(
    (id) => journal.history(benchmark.id, id) !== undefined,
  );
  if (ids.length === 0) return [];
  return actionPlans({ ...workspace, benchmarks: [benchmark] }, { models: ids })
    .map((plan) => ({
      ...plan,
      models: plan.models.filter((model) => isNew(plan, model, journal, known)),
    }))
    .filter(({ models }) => models.length > 0);
}

function isNew(
  plan: BenchmarkPlan,
  model: BenchmarkPlan['models'][number],
  journal: FileJournal,
  known: ReadonlySet<string>,
): boolean {
  const calls = [...callsOf(plan, [model])].filter((call) => !known.has(scoreKey(call)));
  return journal.answered(calls.map(({ key }) => key)).size > 0;
}

async function writePlans(
  { host, engineVersion }: Context,
  { journal }: Study,
  plans: readonly BenchmarkPlan[],
  commit: string,
): Promise<Map<string, Uint8Array>> {
  const resultsFolder = join(host.folder, 'results');
  const runId = crypto.randomUUID().replaceAll('-', '').slice(0, 12);
  const files = new Map<string, Uint8Array>();
  for (const plan of plans) {
    const { file } = await writeRun(
      plan,
      {
        runId,
        runAt: new Date(),
        tier: 'verified',
        commit,
        repository: host.repository,
        engineVersion,
        unasked: 'cancelled',
      },
      { journal, resultsFolder, codeRefused: CODE_REFUSED },
    );
    files.set(`results/${file}`, await readFile(join(resultsFolder, file)));
  }
  return files;
}
