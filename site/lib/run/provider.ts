import type { Model, Provider } from '../../../engine/model/model.ts';

/** Whether a provider is a server on the visitor's own machine. */
export function isLocal({ base_url }: Pick<Provider, 'base_url'>): boolean {
  return /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(base_url);
}

/** Providers that a page can ask: those with an address, and the floors, which ask nobody. */
export function browserProviders(providers: readonly Provider[]): Provider[] {
  return providers.filter(
    ({ api, base_url }) => api === 'baseline' || (api === 'openai' && base_url !== ''),
  );
}

/**
 * What the page of a provider may connect to besides its own site: that provider and nobody else,
 * or the ports of the visitor's own machine. `undefined` for one that asks nobody.
 */
export function connectSources(provider: Provider): string | undefined {
  if (provider.api === 'baseline') return undefined;
  if (isLocal(provider)) return 'http://127.0.0.1:* http://localhost:*';
  return new URL(provider.base_url).origin;
}

/** The models that a provider serves and whose cost is known, by title. */
export function modelsOf(provider: Provider, models: readonly Model[]): Model[] {
  return models
    .filter(({ price, routes }) => price && routes.some((route) => route.provider === provider.id))
    .sort((a, b) => a.title.localeCompare(b.title, 'en'));
}

/** A model of the visitor's own machine, by the name it has there; it costs nothing. */
export function localModel(provider: Provider, name: string): Model {
  return {
    id: `${provider.id}/${name.toLowerCase()}`,
    title: name,
    vendor: provider.title,
    open_weights: true,
    reasoning: false,
    tags: ['local'],
    price: { input: 0, output: 0 },
    routes: [{ provider: provider.id, name }],
  };
}
