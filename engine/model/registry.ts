import { parseSource, type SourceDocument } from '../benchmark/document.ts';
import { problemsFromIssues } from '../benchmark/issues.ts';
import { suggestion } from '../nearest.ts';
import { type Problem, UserError } from '../problem.ts';
import type { Model, Provider, Registry, Route } from './model.ts';
import { type ModelFile, type ModelsFile, modelsSchema, type ProviderFile } from './schema.ts';

/** A file of models, read. */
export interface ParsedRegistry {
  readonly registry: Registry;
  readonly problems: readonly Problem[];
}

const EMPTY: Registry = { providers: new Map(), models: new Map() };

/** Reads one `models.yaml`, with `base` (the built-in registry) underneath it. */
export function parseRegistry(text: string, file: string, base: Registry = EMPTY): ParsedRegistry {
  const document = parseSource(text, file);
  if (document.value === undefined) return { registry: base, problems: document.problems };
  const checked = modelsSchema.safeParse(document.value ?? {});
  if (!checked.success) {
    return {
      registry: base,
      problems: problemsFromIssues(checked.error.issues, document, modelsSchema),
    };
  }
  const registry = overlay(base, checked.data);
  return { registry, problems: checkRoutes(checked.data, registry, document) };
}

function overlay(base: Registry, file: ModelsFile): Registry {
  const providers = Object.entries(file.providers ?? {}).map(
    ([id, written]) => [id, providerOf(id, written, base)] as const,
  );
  const models = Object.entries(file.models ?? {}).map(
    ([id, written]) => [id, modelOf(id, written, base)] as const,
  );
  return {
    providers: new Map([...base.providers, ...providers]),
    models: new Map([...base.models, ...models]),
  };
}

/** A provider that is already known keeps what the new entry does not say. */
function providerOf(id: string, written: ProviderFile, base: Registry): Provider {
  const known = base.providers.get(id);
  const { limits, ...fields } = written;
  return {
    title: id,
    api: 'openai',
    base_url: '',
    rename: {},
    omit: [],
    ...known,
    ...fields,
    id,
    limits: { concurrency: 16, ...known?.limits, ...limits },
  };
}

/** So does a model: a new price needs no more than the price. */
function modelOf(id: string, written: ModelFile, base: Registry): Model {
  const known = base.models.get(id);
  const { price, routes, ...fields } = written;
  return {
    title: id,
    vendor: id.split('/')[0] ?? id,
    open_weights: false,
    reasoning: false,
    tags: [],
    ...known,
    ...fields,
    id,
    routes: routes?.map(routeOf) ?? known?.routes ?? [],
    ...(price === undefined ? {} : { price: price === 'free' ? { input: 0, output: 0 } : price }),
  };
}

function routeOf(text: string): Route {
  const colon = text.indexOf(':');
  return { provider: text.slice(0, colon), name: text.slice(colon + 1) };
}

function checkRoutes(file: ModelsFile, registry: Registry, document: SourceDocument): Problem[] {
  const problem = (path: readonly PropertyKey[], message: string, fix: string): Problem => ({
    file: document.file,
    ...document.positionOf(path),
    severity: 'error',
    message,
    fix,
  });
  const unreachable = Object.entries(file.models ?? {}).flatMap(([id, { routes = [] }]) => {
    if (registry.models.get(id)?.routes.length === 0)
      return [
        problem(['models', id], `the model "${id}" has no routes`, 'add routes: [provider:name]'),
      ];
    return routes.flatMap((route, index) => {
      const { provider } = routeOf(route);
      if (registry.providers.has(provider)) return [];
      const fix = suggestion(provider, [...registry.providers.keys()]);
      return [problem(['models', id, 'routes', index], `there is no provider "${provider}"`, fix)];
    });
  });
  const addressless = Object.keys(file.providers ?? {}).flatMap((id) => {
    const provider = registry.providers.get(id);
    if (provider?.api !== 'openai' || provider.base_url !== '' || provider.base_url_variable)
      return [];
    const fix = 'add base_url: https://…/v1';
    return [problem(['providers', id], `the provider "${id}" has no address`, fix)];
  });
  return [...unreachable, ...addressless];
}

/**
 * The models of a comma-separated wish: ids, or `tag:name` for all with a tag.
 *
 * @throws UserError when a word fits no model, with the nearest that exists.
 */
export function selectModels(registry: Registry, words: readonly string[]): Model[] {
  const chosen = words.flatMap((word) => modelsNamed(registry, word));
  return [...new Map(chosen.map((model) => [model.id, model])).values()];
}

function modelsNamed(registry: Registry, word: string): Model[] {
  const model = registry.models.get(word);
  if (model !== undefined) return [model];
  const tag = word.replace(/^tag:/, '');
  const tagged = [...registry.models.values()].filter((candidate) => candidate.tags.includes(tag));
  if (tagged.length > 0) return tagged;
  const fix = suggestion(word, [...registry.models.keys()]);
  throw new UserError(
    `there is no model "${word}"`,
    fix.startsWith('did') ? fix : '`benchmarkhub models` lists them; add others to models.yaml',
  );
}
