import type { GenerationParameters } from '../benchmark/benchmark.ts';

/** How fast a provider may be asked. */
export interface Limits {
  /** Requests in flight at once. */
  readonly concurrency: number;
  readonly requests_per_minute?: number;
  readonly tokens_per_minute?: number;
}

/** What asking in batches is like at a provider, whose API is OpenAI's `/files` and `/batches`. */
export interface BatchTerms {
  /** Share of the price that a batch saves, 0…1. */
  readonly discount: number;
  /** Most requests in one batch. */
  readonly max_requests?: number;
  /** Most bytes of one file of requests. */
  readonly max_bytes?: number;
}

/** An API with a base URL and a key. */
export interface Provider {
  readonly id: string;
  readonly title: string;
  /** Wire format: a key of the provider table. */
  readonly api: 'openai' | 'baseline' | 'replay';
  /** Address up to and without `/chat/completions`; empty for providers without a network. */
  readonly base_url: string;
  /** Name of an environment variable that replaces `base_url` when it is set. */
  readonly base_url_variable?: string;
  /** NAME of the environment variable that holds the key; absent when none is needed. */
  readonly api_key?: string;
  /** A file of recorded replies, for `replay`. */
  readonly file?: string;
  readonly limits: Limits;
  /** Absent when it takes no batches. */
  readonly batch?: BatchTerms;
  /** Names of request fields the API spells otherwise: `{ max_tokens: max_completion_tokens }`. */
  readonly rename: Readonly<Record<string, string>>;
  /** Request fields the API refuses. */
  readonly omit: readonly string[];
}

/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly cached_input?: number;
  /** Day the price was looked up, `YYYY-MM-DD`. */
  readonly checked?: string;
}

/** A provider and the name the model has there. */
export interface Route {
  readonly provider: string;
  readonly name: string;
}

/** Not `max_tokens`: the budget rests on it. A provider can rename it. */
export type OmittedParameter = Exclude<keyof GenerationParameters, 'max_tokens'>;

/** An entry of `models.yaml`. */
export interface Model {
  /** `vendor/model`. */
  readonly id: string;
  readonly title: string;
  readonly vendor: string;
  /** `YYYY-MM-DD`. */
  readonly released?: string;
  readonly open_weights: boolean;
  /** Billions of parameters, where published. */
  readonly parameters_billion?: number;
  /** Tokens of input and output together. */
  readonly context?: number;
  readonly price?: Price;
  readonly reasoning: boolean;
  /** Pinned version of an alias; part of every call key. */
  readonly snapshot?: string;
  /** Whether the name may stand for another model tomorrow; stored replies then age. */
  readonly alias?: boolean;
  readonly tags: readonly string[];
  /** Parameters this model refuses, wherever it is asked; they are not sent. */
  readonly omit?: readonly OmittedParameter[];
  /** In order of preference; failover moves along them. */
  readonly routes: readonly Route[];
}

/** All providers and models a workspace knows. */
export interface Registry {
  readonly providers: ReadonlyMap<string, Provider>;
  readonly models: ReadonlyMap<string, Model>;
}
