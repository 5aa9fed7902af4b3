import type { Model, Provider, Registry, Route } from './model.ts';

/**
 * Where a model is asked in batches: the first of its routes whose provider takes them, one that
 * can be used before one that cannot.
 */
export function batchRoute(
  model: Model,
  registry: Registry,
  isUsable: (provider: Provider) => boolean,
): Route | undefined {
  const routes = model.routes.filter(
    ({ provider }) => registry.providers.get(provider)?.batch !== undefined,
  );
  const usable = routes.find(({ provider }) => {
    const known = registry.providers.get(provider);
    return known !== undefined && isUsable(known);
  });
  return usable ?? routes[0];
}

/** The model at the price its provider takes for batches. */
export function atBatchPrice(model: Model, provider: Provider | undefined): Model {
  const { price } = model;
  if (price === undefined || provider?.batch === undefined) return model;
  const share = 1 - provider.batch.discount;
  return {
    ...model,
    price: { ...price, input: price.input * share, output: price.output * share },
  };
}

/** Whether a model is asked over a network at all, so that a batch makes sense. */
export function isRemote(model: Model, registry: Registry): boolean {
  return model.routes.some(({ provider }) => registry.providers.get(provider)?.api === 'openai');
}
