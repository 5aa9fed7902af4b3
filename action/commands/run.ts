import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { executeRun } from '../../engine/node/execute.ts';
import { openJournal } from '../../engine/node/journal.ts';
import { secretsOf } from '../../engine/node/keys.ts';
import { redact } from '../../engine/node/secrets.ts';
import { parseShard } from '../../engine/plan/shard.ts';
import { UserError } from '../../engine/problem.ts';
import type { RunProgress } from '../../engine/run/progress.ts';
import type { Context } from '../context.ts';
import { openCredentials } from '../credentials.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { parsePlan, parseShardDocument, type ShardDocument } from '../plan-document.ts';
import { openPlanned, type Planned } from '../planned.ts';
import { CODE_REFUSED, layered, shardJournalPath, writeShardStatus } from '../shard-folder.ts';
import { atProvider } from '../shards.ts';

/**
 * Asks one shard of a plan, with the key of one provider. Every reply is in the journal before
 * anything else happens with it, and the journal is all that this job hands on: it scores nothing
 * and writes nothing to GitHub.
 */
export async function run(context: Context): Promise<number> {
  const { host } = context;
  const document = parsePlan(host.inputs.plan);
  const shard = parseShardDocument(host.inputs.shard);
  using interrupt = listenForInterrupt(host.inputs.timeoutMinutes, host.log);
  using planned = await openPlanned(context, document);
  const { registry } = planned.study.workspace;
  using credentials = await openCredentials(context, registry.providers.get(shard.provider));
  const { environment } = credentials;
  const path = shardJournalPath(context, shard.name);
  let progress: RunProgress | undefined;
  {
    using own = openJournal(path);
    await executeRun(planned.study.workspace, plansOfShard(planned, shard, host.inputs.providers), {
      journal: layered(planned.study.journal, own),
      resultsFolder: join(context.temporary, 'unscored'),
      environment,
      tier: 'verified',
      commit: document.head,
      repository: host.repository,
      engineVersion: context.engineVersion,
      concurrency: host.inputs.maxConcurrency,
      maxCostUsd: Math.min(shard.cap_usd, document.budget_usd),
      runId: document.run_id,
      offline: host.inputs.dryRun,
      askOnly: true,
      codeRefused: CODE_REFUSED,
      stop: interrupt.stop,
      abort: interrupt.abort,
      onStart: (started) => {
        progress = started;
      },
    });
  }
  await withholdSecrets(path, [...secretsOf(registry, environment), ...credentials.tokens]);
  return finish(context, shard, progress, interrupt.stop.aborted);
}

function plansOfShard(
  { plans, study }: Planned,
  shard: ShardDocument,
  providers: readonly string[],
) {
  const part = parseShard(shard.part);
  if (part === undefined) throw new UserError(`the shard ${shard.part} is none`);
  const { registry } = study.workspace;
  return plans
    .map((plan) => atProvider(plan, shard.provider, registry, providers))
    .filter(({ models }) => models.length > 0)
    .map((plan) => ({ ...plan, shard: part }));
}

async function finish(
  context: Context,
  { name, cap_usd }: ShardDocument,
  progress: RunProgress | undefined,
  stopped: boolean,
): Promise<number> {
  const { host } = context;
  const spent_usd = progress?.spentUsd ?? 0;
  const asked = progress?.asked ?? 0;
  const open = (progress?.total ?? 0) - asked - (progress?.reused ?? 0);
  const errors: Record<string, string> = {};
  for (const [outcome, error] of Object.entries(progress?.errors ?? {}))
    errors[outcome] = error.slice(0, 500);
  await writeShardStatus(context, { name, partial: stopped || open > 0, spent_usd, asked, errors });
  host.output('cost-usd', String(spent_usd));
  host.output('status', stopped || open > 0 ? 'partial' : 'done');
  host.log(
    `${asked} calls asked, $${spent_usd.toFixed(4)} of $${cap_usd} spent, ${open} left open`,
  );
  for (const [outcome, error] of Object.entries(errors)) host.quote(`${outcome}: ${error}`);
  return 0;
}

/**
 * What is uploaded can be read by anyone who is logged in. Replies are redacted where they come in;
 * this looks once more at the very bytes.
 *
 * @throws UserError when a key is in them after all; the file is then gone.
 */
async function withholdSecrets(path: string, secrets: readonly string[]): Promise<void> {
  const text = await readFile(path, 'latin1');
  if (redact(text, secrets) === text) return;
  await rm(path);
  throw new UserError(
    'a key was found in the replies, which are therefore not handed on',
    'revoke the key and report this as a vulnerability',
  );
}
