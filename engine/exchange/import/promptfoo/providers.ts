import type { GenerationParameters } from '../../../benchmark/benchmark.ts';
import { toolsSchema } from '../../../benchmark/tools.ts';
import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { excerpt, type Notes } from '../notes.ts';
import { parametersFrom } from '../parameters.ts';
import type { Source } from '../source.ts';
import { toolsOf } from './tool-assertions.ts';

/** Settings that say where a model is asked, which is no part of a benchmark. */
const PLACES = [
  'apiKey',
  'apiKeyEnvar',
  'apiHost',
  'apiBaseUrl',
  'basePath',
  'organization',
  'region',
  'response_format',
  'tools',
  'functions',
];

/** Names of vendors in promptfoo whose models are called otherwise here. */
const VENDORS: Readonly<Record<string, string>> = {
  openai: 'openai',
  azure: 'openai',
  anthropic: 'anthropic',
  google: 'google',
  vertex: 'google',
  mistral: 'mistralai',
  groq: 'meta-llama',
  deepseek: 'deepseek',
  xai: 'x-ai',
  cohere: 'cohere',
};

/** The settings that all providers share, and the models as a note: a benchmark names none. */
export function readProviders(source: Source, notes: Notes): GenerationParameters | undefined {
  const { providers, targets } = source.value as JsonObject;
  const key = providers === undefined ? 'targets' : 'providers';
  const written = [providers ?? targets ?? []].flat().map(normalised);
  const models = written.map(({ id }) => modelOf(id)).filter((id) => id !== undefined);
  for (const { id } of written.filter((provider) => modelOf(provider.id) === undefined))
    notes.dropped(
      source.at([key]),
      'provider',
      `${excerpt(id)} is no model that can be asked here`,
    );
  if (models.length > 0)
    notes.changed(
      source.at([key]),
      'providers',
      'a benchmark does not name where models are asked',
      {
        fix: `run it with --models ${[...new Set(models)].join(',')}`,
      },
    );
  noteTools(source, written, key, notes);
  return sharedParameters(written, source, key, notes);
}

interface ForeignProvider {
  readonly id: string;
  readonly config: JsonObject;
}

function normalised(provider: JsonValue): ForeignProvider {
  if (typeof provider === 'string') return { id: provider, config: {} };
  if (!isJsonObject(provider)) return { id: String(provider), config: {} };
  const [first] = Object.entries(provider);
  const isMap = provider.id === undefined && first !== undefined && isJsonObject(first[1]);
  const options = isMap && isJsonObject(first[1]) ? first[1] : provider;
  const { config } = options;
  const id = isMap ? first[0] : String(provider.id ?? '');
  return { id, config: isJsonObject(config) ? config : {} };
}

/** `openai:chat:gpt-4o` as `openai/gpt-4o`; `undefined` for what is no chat model. */
export function modelOf(provider: string): string | undefined {
  if (provider === 'echo') return 'baseline/echo';
  const [vendor = '', ...rest] = provider.split(':');
  const name = rest
    .filter((part) => !['chat', 'messages', 'completion', 'responses'].includes(part))
    .join(':');
  if (vendor === 'openrouter') return name || undefined;
  const known = VENDORS[vendor];
  return known === undefined || name === '' || /^(?:embedding|image|realtime)/.test(name)
    ? undefined
    : `${known}/${name}`;
}

function sharedParameters(
  providers: readonly ForeignProvider[],
  source: Source,
  key: string,
  notes: Notes,
): GenerationParameters | undefined {
  const [first] = providers;
  if (first === undefined) return undefined;
  const configs = new Set(providers.map(({ config }) => canonicalJson(config)));
  if (configs.size > 1) {
    notes.dropped(
      source.at([key]),
      'provider settings',
      'the providers differ in their settings, and a benchmark has one set for all models',
      { fix: 'write them under "parameters" in benchmark.yaml', comparable: false },
    );
    return undefined;
  }
  return parametersFrom(first.config, () => source.at([key]), notes, PLACES);
}

/** The JSON Schema of the answers, where the first provider asks for one. */
export function sharedSchema({
  providers,
  targets,
}: JsonObject): { json_schema: JsonObject } | undefined {
  const [first] = [providers ?? targets ?? []].flat().map(normalised);
  const format = first?.config.response_format;
  const wrapped = isJsonObject(format) ? format.json_schema : undefined;
  const schema = isJsonObject(wrapped) ? wrapped.schema : undefined;
  return isJsonObject(schema) ? { json_schema: schema } : undefined;
}

/** The tools that the first provider offers in the configuration itself; none when one is wrong. */
export function sharedTools({ providers, targets }: JsonObject): readonly JsonObject[] {
  const [first] = [providers ?? targets ?? []].flat().map(normalised);
  const tools = toolsOf(offered(first));
  return toolsSchema.safeParse(tools).success ? tools : [];
}

function offered(provider: ForeignProvider | undefined): JsonValue | undefined {
  return provider?.config.tools ?? provider?.config.functions;
}

function noteTools(source: Source, written: readonly ForeignProvider[], key: string, notes: Notes) {
  const [first] = written;
  if (offered(first) === undefined || sharedTools(source.value as JsonObject).length > 0) return;
  notes.dropped(source.at([key]), 'tools', `${excerpt(offered(first))} is no list of functions`, {
    fix: 'write them under "tools" in benchmark.yaml',
    comparable: false,
  });
}
