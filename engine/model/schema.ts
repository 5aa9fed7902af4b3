import { z } from 'zod';
import type { Limits, Model, Price, Provider } from './model.ts';

const id = (what: string) =>
  z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]*$/, `${what} must be lower-case letters, digits, dots, hyphens`);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, YYYY-MM-DD');
/** Some vendors' keys are capitals and digits too, but long and without an underscore. */
const variable = z
  .string()
  .regex(
    /^(?:[A-Z][A-Z0-9]{0,14}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)$/,
    'must be the NAME of an environment variable, never the key itself',
  );
const address = z
  .string()
  .regex(/^https?:\/\/[^\s@?#]+$/, 'must be an http or https address without a user or a query');
const dollars = z.number().min(0).max(100_000);

const price = z.union([
  z.literal('free'),
  z.strictObject({
    input: dollars.describe('US dollars per million input tokens.'),
    output: dollars.describe('US dollars per million output tokens.'),
    cached_input: dollars.exactOptional(),
    checked: day.exactOptional().describe('Day the price was looked up.'),
  }),
]);

const provider = z.strictObject({
  title: z.string().max(100).exactOptional(),
  api: z
    .enum(['openai', 'baseline', 'replay'])
    .exactOptional()
    .describe('Wire format; openai unless written.'),
  base_url: address.exactOptional().describe('Address up to and without /chat/completions.'),
  base_url_variable: variable
    .exactOptional()
    .describe('Environment variable that replaces base_url when set.'),
  api_key: variable
    .exactOptional()
    .describe('NAME of the environment variable that holds the key.'),
  file: z.string().max(500).exactOptional().describe('File of recorded replies, for api: replay.'),
  limits: z
    .strictObject({
      concurrency: z.int().min(1).max(10_000).exactOptional(),
      requests_per_minute: z.int().min(1).exactOptional(),
      tokens_per_minute: z.int().min(1).exactOptional(),
    })
    .exactOptional(),
  batch: z
    .strictObject({
      discount: z.number().min(0).max(1).describe('Share of the price that a batch saves.'),
      max_requests: z.int().min(1).max(1_000_000).exactOptional(),
      max_bytes: z.int().min(1_000).max(200_000_000).exactOptional(),
    })
    .exactOptional()
    .describe("That it has OpenAI's /files and /batches, and what they cost."),
  rename: z
    .record(z.string(), z.string())
    .exactOptional()
    .describe('Request fields the API spells otherwise.'),
  omit: z.array(z.string()).exactOptional().describe('Request fields the API refuses.'),
});

const model = z.strictObject({
  title: z.string().min(1).max(200).exactOptional(),
  vendor: z.string().min(1).max(100).exactOptional(),
  released: day.exactOptional(),
  open_weights: z.boolean().exactOptional(),
  parameters_billion: z.number().gt(0).exactOptional(),
  context: z.int().min(1).exactOptional().describe('Tokens of input and output together.'),
  price: price.exactOptional().describe('US dollars per million tokens, or "free".'),
  reasoning: z.boolean().exactOptional(),
  alias: z
    .boolean()
    .exactOptional()
    .describe('Whether the name may stand for another model tomorrow.'),
  snapshot: z.string().max(200).exactOptional().describe('Pinned version; part of every call key.'),
  tags: z.array(id('a tag')).max(50).exactOptional(),
  omit: z
    .array(z.enum(['temperature', 'top_p', 'stop', 'seed', 'reasoning_effort']))
    .exactOptional()
    .describe('Parameters this model refuses; they are not sent.'),
  routes: z
    .array(z.string().regex(/^[a-z0-9._-]+:.+$/, 'must be provider:name-there'))
    .min(1)
    .max(20)
    .exactOptional()
    .describe('provider:name there, in order of preference; a known model keeps its own.'),
});

/** `models.yaml` as it is written; the fields are explained at `Provider` and `Model`. */
export interface ModelsFile {
  readonly providers?: Readonly<Record<string, ProviderFile>>;
  readonly models?: Readonly<Record<string, ModelFile>>;
}

export interface ProviderFile extends Partial<Omit<Provider, 'id' | 'limits'>> {
  readonly limits?: Partial<Limits>;
}

export interface ModelFile extends Partial<Omit<Model, 'id' | 'price' | 'routes'>> {
  readonly price?: 'free' | Price;
  readonly routes?: readonly string[];
}

/** Strict: an unknown key is an error. */
export const modelsSchema: z.ZodType<ModelsFile> = z.strictObject({
  providers: z.record(id('a provider'), provider).exactOptional(),
  models: z
    .record(
      z.string().regex(/^[a-z0-9._-]+\/[a-z0-9._:@-]+$/i, 'a model is named vendor/model'),
      model,
    )
    .exactOptional(),
});
