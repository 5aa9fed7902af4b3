import type { Model, Registry } from '../engine/model/model.ts';
import type { Estimate } from '../engine/plan/estimate.ts';
import { type BenchmarkPlan, isBaseline } from '../engine/plan/plan.ts';
import type { Journal } from '../engine/run/journal.ts';
import { openCalls, type ShardDocument } from './plan-document.ts';

/**
 * The provider that a model is asked at: the first of its routes whose key the repository has.
 * `undefined` when it has none, or when nobody on a network is asked.
 *
 * @param available ids of providers; any when empty
 */
export function providerOf(
  model: Model,
  registry: Registry,
  available: readonly string[],
): string | undefined {
  return model.routes.find(({ provider }) => {
    const onNetwork = registry.providers.get(provider)?.api === 'openai';
    return onNetwork && (available.length === 0 || available.includes(provider));
  })?.provider;
}

/** A plan with the models of one provider only, asked there and nowhere else. */
export function atProvider(
  plan: BenchmarkPlan,
  provider: string,
  registry: Registry,
  available: readonly string[],
): BenchmarkPlan {
  const mine = plan.models.filter((model) => providerOf(model, registry, available) === provider);
  const models = mine.map((model) => ({
    ...model,
    routes: model.routes.filter((route) => route.provider === provider),
  }));
  return { ...plan, models };
}

/** Ids of models that would have to be asked and that no available provider has. */
export function unreachable(
  plans: readonly BenchmarkPlan[],
  registry: Registry,
  available: readonly string[],
): string[] {
  const models = plans.flatMap((plan) => plan.models).filter((model) => !isBaseline(model));
  const lost = models.filter((model) => providerOf(model, registry, available) === undefined);
  return [...new Set(lost.map(({ id }) => id))];
}

/** One job for each provider that has something to be asked, or several; each with its part of the budget. */
export function shardsOf(
  plans: readonly BenchmarkPlan[],
  registry: Registry,
  available: readonly string[],
  journal: Journal,
  options: { readonly count: number; readonly budgetUsd: number; readonly estimate: Estimate },
): ShardDocument[] {
  const providers = [
    ...new Set(
      plans.flatMap(({ models }) =>
        models.flatMap((model) => providerOf(model, registry, available) ?? []),
      ),
    ),
  ];
  const open = providers.map((provider) => {
    const mine = plans.map((plan) => atProvider(plan, provider, registry, available));
    const calls = mine.reduce((sum, plan) => sum + openCalls(plan, journal), 0);
    return { provider, calls, usd: highCost(mine, options.estimate) };
  });
  const asked = open.filter(({ calls }) => calls > 0);
  const total = asked.reduce((sum, { usd }) => sum + usd, 0);
  return asked.flatMap(({ provider, calls, usd }) => {
    const count = Math.min(options.count, calls);
    const share = total === 0 ? 1 / asked.length : usd / total;
    const cap_usd = Math.floor(((options.budgetUsd * share) / count) * 1e6) / 1e6;
    return Array.from({ length: count }, (_, index) => ({
      name: `${provider}-${index + 1}`,
      provider,
      part: `${index + 1}/${count}`,
      cap_usd,
    }));
  });
}

function highCost(plans: readonly BenchmarkPlan[], estimate: Estimate): number {
  return plans.reduce(
    (sum, { benchmark, models }) =>
      sum +
      estimate.models
        .filter((row) => row.benchmark === benchmark.id)
        .filter((row) => models.some(({ id }) => id === row.model))
        .reduce((part, row) => part + row.cost_usd_high, 0),
    0,
  );
}
