import { atBatchPrice, batchRoute, isRemote } from '../model/batch.ts';
import type { Model, Registry } from '../model/model.ts';
import { type BenchmarkPlan, isConversation } from '../plan/plan.ts';
import { UserError } from '../problem.ts';
import type { BatchClient } from '../providers/batch.ts';
import { openAiBatches } from '../providers/openai-batch.ts';
import { ProviderFailure } from '../providers/provider.ts';
import {
  type BatchLine,
  type BatchRun,
  DEFAULT_POLL,
  type PollPolicy,
} from '../run/batch/context.ts';
import { runBatches } from '../run/batch/run-batches.ts';
import type { OpenBatch } from '../run/batch/store.ts';
import { batchStorePath, openBatchStore, readHeldCalls } from './batch-store.ts';
import {
  type Environment,
  isUsable,
  keyOf,
  redactedAnswer,
  redactedFailure,
  secretsOf,
  withAddress,
} from './keys.ts';
import { redact } from './secrets.ts';
import type { Workspace } from './workspace.ts';

/** How a run with batches goes about it. */
export interface BatchOptions {
  readonly poll?: PollPolicy | undefined;
  /** Told what happens to batches, one line each. */
  readonly onNote?: ((text: string) => void) | undefined;
}

/**
 * Models at the price of a batch.
 *
 * @throws UserError when no provider of a model takes batches
 */
export function batchModel(model: Model, registry: Registry, environment: Environment): Model {
  if (!isRemote(model, registry)) return model;
  const route = routeIn(model, registry, environment);
  if (route !== undefined) return atBatchPrice(model, registry.providers.get(route.provider));
  const names = [...new Set(model.routes.map(({ provider }) => provider))].join(', ');
  throw new UserError(
    `${model.id} cannot be asked in batches: as far as models.yaml says, none of its providers (${names}) takes them`,
    'leave out --batch, or write batch: { discount: 0.5 } at a provider that has /files and /batches',
  );
}

function routeIn(model: Model, registry: Registry, environment: Environment) {
  return batchRoute(model, registry, (provider) => isUsable(provider, environment));
}

/** A batch holds whole requests, and a turn is one only when the reply before it is there. */
function refuseConversations(plans: readonly BenchmarkPlan[]): void {
  const plan = plans.find(({ benchmark }) => isConversation(benchmark));
  if (plan === undefined) return;
  throw new UserError(
    `${plan.benchmark.id} holds conversations, which cannot be asked in batches: each turn waits for the reply before it`,
    'run it without --batch',
  );
}

/**
 * Has the open calls of the plans answered in batches.
 *
 * @returns the batches that are still under way when it was stopped
 * @throws UserError when another process does the same in this workspace, or a key is missing
 */
export async function executeBatches(
  { registry, root }: Workspace,
  plans: readonly BenchmarkPlan[],
  environment: Environment,
  run: Omit<BatchRun, 'lines' | 'store' | 'routeOf' | 'modelOf' | 'poll' | 'note'>,
  options: BatchOptions,
): Promise<OpenBatch[]> {
  refuseConversations(plans);
  const models = [...new Set(plans.flatMap((plan) => plan.models))];
  const routeOf = (model: Model) =>
    isRemote(model, registry) ? routeIn(model, registry, environment) : undefined;
  requireUsable(models, registry, environment);
  const planned = new Map(models.map((model) => [model.id, model]));
  using store = openBatchStore(batchStorePath(root));
  const secrets = secretsOf(registry, environment);
  return await runBatches(plans, {
    ...run,
    lines: linesOf(registry, environment, secrets),
    store,
    routeOf,
    modelOf: (id, provider) => planned.get(id) ?? modelNamed(id, provider, registry),
    poll: options.poll ?? DEFAULT_POLL,
    note: (text) => options.onNote?.(redact(text, secrets)),
  });
}

function requireUsable(
  models: readonly Model[],
  registry: Registry,
  environment: Environment,
): void {
  for (const model of models.filter((one) => isRemote(one, registry))) {
    const route = routeIn(model, registry, environment);
    const provider = route && registry.providers.get(route.provider);
    if (provider === undefined || isUsable(provider, environment)) continue;
    const variable = provider.api_key ?? provider.base_url_variable ?? '';
    throw new UserError(
      `${model.id} is asked in batches at ${provider.title}, which needs ${variable} in the environment`,
      `export ${variable}=…, or leave out --batch`,
    );
  }
}

/** A model of a batch of an earlier run; without a price when the registry has forgotten it. */
function modelNamed(id: string, provider: string, registry: Registry): Model {
  const known = registry.models.get(id);
  if (known !== undefined) return atBatchPrice(known, registry.providers.get(provider));
  return { id, title: id, vendor: '', open_weights: false, reasoning: false, tags: [], routes: [] };
}

function linesOf(
  registry: Registry,
  environment: Environment,
  secrets: readonly string[],
): ReadonlyMap<string, BatchLine> {
  const effects = {
    // Files may be larger than any reply and are read as they come.
    fetch,
    keyOf: (asked: Parameters<typeof keyOf>[0]) => keyOf(asked, environment),
    readText: () => Promise.reject(new Error('a batch reads no file')),
  };
  const taking = [...registry.providers.values()].filter(
    (provider) => provider.batch !== undefined && isUsable(provider, environment),
  );
  return new Map(
    taking.map((written) => {
      const provider = withAddress(written, environment);
      return [
        provider.id,
        { provider, client: redacted(openAiBatches(provider, effects), secrets) },
      ];
    }),
  );
}

/** The client, with no secret in what it answers or fails with. */
function redacted(client: BatchClient, secrets: readonly string[]): BatchClient {
  const clean = <Value>(work: Promise<Value>) =>
    work.catch((error: unknown) => {
      throw redactedFailure(error, secrets);
    });
  return {
    line: (request) => client.line(request),
    upload: (lines, signal) => clean(client.upload(lines, signal)),
    create: (file, label, signal) => clean(client.create(file, label, signal)),
    read: (id, signal) => clean(client.read(id, signal)),
    find: (label, signal) => clean(client.find(label, signal)),
    async *replies(file, signal) {
      try {
        for await (const { callKey, result } of client.replies(file, signal)) {
          const isFailure = result instanceof ProviderFailure;
          const safe = isFailure
            ? redactedFailure(result, secrets)
            : redactedAnswer(result, secrets);
          yield { callKey, result: safe };
        }
      } catch (error) {
        throw redactedFailure(error, secrets);
      }
    },
  };
}

/**
 * Refuses to ask calls one by one that are in a batch under way, which would pay for them twice.
 *
 * @throws UserError when a model of the plans has calls in such a batch
 */
export function refuseHeldCalls({ root }: Workspace, plans: readonly BenchmarkPlan[]): void {
  const held = readHeldCalls(batchStorePath(root));
  if (held.size === 0) return;
  for (const { benchmark, models } of plans) {
    const model = models.find(({ id }) => held.has(`${benchmark.id} ${id}`));
    if (model === undefined) continue;
    throw new UserError(
      `calls of ${model.id} on ${benchmark.id} are in a batch that is under way`,
      'run the same with --batch to collect it, or with --fresh to pay for them again',
    );
  }
}
