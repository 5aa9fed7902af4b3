import type {
  GenerationParameters,
  Message,
  ResponseFormat,
  Tool,
} from '../benchmark/benchmark.ts';
import type { Provider } from '../model/model.ts';
import type { Outcome } from '../results/columns.ts';

/** One request, as every wire format gets it. */
export interface ProviderRequest {
  /** Name the model has at this provider. */
  readonly model: string;
  readonly messages: readonly Message[];
  readonly parameters: GenerationParameters;
  readonly response?: ResponseFormat | undefined;
  /** Functions that the model may call. */
  readonly tools?: readonly Tool[] | undefined;
  /** Most milliseconds until the last byte. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** What a provider without a network may know of the case. */
  readonly floor?: Floor | undefined;
  readonly callKey: string;
  /** Whether the answer is to come piece by piece, so that the time of its beginning is known. */
  readonly stream?: boolean | undefined;
}

/** What a baseline guesses from: never the right answer of this case, only the spread of all. */
export interface Floor {
  /** Options in the order shown; empty when the case has none. */
  readonly choices: readonly string[];
  /** Distinct expected answers of the benchmark, the most frequent first. */
  readonly answers: readonly string[];
  /** Hash of `answers`, which stands for them in the key of a call. */
  readonly spread: string;
  /** Makes "random" the same for ever. */
  readonly seed: string;
}

/** A reply that was had; `outcome` says how it ended. */
export interface ProviderAnswer {
  readonly outcome: Extract<Outcome, 'answered' | 'truncated' | 'refused' | 'empty' | 'filtered'>;
  readonly finishReason: string | null;
  readonly output: string;
  /** Functions that the model called, as JSON: a list of `{ name, arguments }`. */
  readonly toolCalls?: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly reasoningTokens: number | null;
  /** US dollars as the provider counted them, where it says so. */
  readonly costUsd: number | null;
  readonly servedModel: string | null;
  /** What the provider calls the set-up that answered, OpenAI's `system_fingerprint`. */
  readonly servedFingerprint?: string | null;
  /** Milliseconds from the request to the first part of the answer, when it was streamed. */
  readonly firstTokenMs?: number | null;
}

/** A reply that could not be had. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure';
  readonly outcome: Extract<
    Outcome,
    'timeout' | 'rate_limited' | 'provider_error' | 'network_error' | 'cancelled'
  >;
  /** `again`: the same route may work in a moment; `elsewhere`: another route may; `never`: none will. */
  readonly retry: 'again' | 'elsewhere' | 'never';
  /** Milliseconds the provider asked to wait. */
  readonly retryAfterMs: number | undefined;
  /** Whether every later call of this route would fail alike, such as with a wrong key. */
  readonly breaksRoute: boolean;
  /**
   * Whether the provider may charge for it: the request was sent, and no error status came back.
   * Its cost is then unknown.
   */
  readonly billed: boolean;

  constructor(
    outcome: ProviderFailure['outcome'],
    message: string,
    options: {
      retry?: ProviderFailure['retry'];
      retryAfterMs?: number | undefined;
      breaksRoute?: boolean;
      billed?: boolean;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.outcome = outcome;
    this.retry = options.retry ?? 'again';
    this.retryAfterMs = options.retryAfterMs;
    this.breaksRoute = options.breaksRoute ?? false;
    this.billed = options.billed ?? false;
  }
}

/** A connection to one provider. Rejects with `ProviderFailure` and nothing else. */
export interface ProviderClient {
  ask(request: ProviderRequest): Promise<ProviderAnswer>;
}

/** The world as a provider may touch it. */
export interface ProviderEffects {
  readonly fetch: typeof fetch;
  /** The key of a provider, `undefined` when it needs none. */
  readonly keyOf: (provider: Provider) => string | undefined;
  /** Text of a file of recorded replies. */
  readonly readText: (path: string) => Promise<string>;
}

/** Opens the connection to a provider of one wire format. */
export type ProviderFactory = (provider: Provider, effects: ProviderEffects) => ProviderClient;
