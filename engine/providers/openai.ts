import { z } from 'zod';
import type { Provider } from '../model/model.ts';
import { failureFromError, failureFromStatus } from './failure.ts';
import { postJson } from './post.ts';
import {
  type ProviderAnswer,
  type ProviderClient,
  type ProviderEffects,
  ProviderFailure,
  type ProviderRequest,
} from './provider.ts';
import { askForStream, type StreamRequest } from './stream.ts';
import { storedToolCalls, toolCallsSchema, toolOf } from './tool-calls.ts';

/** Any API that speaks OpenAI's chat completions. */
export function openAiProvider(provider: Provider, effects: ProviderEffects): ProviderClient {
  const connection: Connection = {
    send: effects.fetch,
    url: `${(provider.base_url ?? '').replace(/\/+$/, '')}/chat/completions`,
    // At each request, since a token may have been renewed.
    get headers() {
      return headersWith(effects.keyOf(provider) ?? 'none');
    },
  };
  return { ask: (request) => ask(connection, provider, request) };
}

/** Anthropic takes the tokens of a sign-in without a key only from those who say so. */
function headersWith(key: string): Record<string, string> {
  return {
    accept: 'application/json',
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    ...(key.startsWith('sk-ant-oat') ? { 'anthropic-beta': 'oauth-2025-04-20' } : {}),
  };
}

/**
 * What all requests to a provider share. A client of our own, because these few lines cost less than
 * the package `openai` does for each call, and send these headers and no others: that one
 * adds what the environment says, which may hold another vendor's key.
 */
interface Connection {
  readonly send: typeof fetch;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function ask(
  connection: Connection,
  provider: Provider,
  request: ProviderRequest,
): Promise<ProviderAnswer> {
  const deadline = startDeadline(request.signal, request.timeoutMs);
  try {
    const body = requestBody(provider, request);
    if (request.stream) return await askStream({ ...connection, body, signal: deadline.signal });
    const { send, url, headers } = connection;
    return answerFromReply(await postJson(send, { url, headers, body, signal: deadline.signal }));
  } catch (error) {
    throw failureFromError(error, {
      cancelled: request.signal.aborted,
      timedOut: deadline.signal.aborted,
      timeoutMs: request.timeoutMs,
    });
  } finally {
    deadline.end();
  }
}

/** The same, piece by piece. */
async function askStream(request: StreamRequest): Promise<ProviderAnswer> {
  const askedAt = Date.now();
  const { body, firstTokenAt } = await askForStream(request);
  const firstTokenMs = firstTokenAt === null ? null : firstTokenAt - askedAt;
  return { ...answerFromReply(body), firstTokenMs };
}

/** Ends with the last byte of the body, not with the headers. */
function startDeadline(stop: AbortSignal, ms: number): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, ms);
  stop.addEventListener('abort', abort);
  if (stop.aborted) abort();
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', abort);
    },
  };
}

export function requestBody(
  provider: Provider,
  request: Omit<ProviderRequest, 'timeoutMs' | 'signal'>,
): Record<string, unknown> {
  const body: Record<string, unknown> = {
    model: request.model,
    messages: request.messages,
    ...request.parameters,
  };
  if (request.response !== undefined) {
    const json_schema = { name: 'answer', strict: true, schema: request.response.json_schema };
    body.response_format = { type: 'json_schema', json_schema };
  }
  if (request.tools !== undefined) body.tools = request.tools.map(toolOf);
  if (request.stream)
    Object.assign(body, { stream: true, stream_options: { include_usage: true } });
  if (provider.id === 'openrouter') body.usage = { include: true };
  const entries = Object.entries(body).filter(([name]) => !provider.omit.includes(name));
  return Object.fromEntries(entries.map(([name, value]) => [provider.rename[name] ?? name, value]));
}

/** A count that makes no sense is unknown; it is no reason to throw a paid reply away. */
const tokens = z.int32().min(0).nullish().catch(null);

const replySchema = z.object({
  model: z.string().nullish().catch(null),
  system_fingerprint: z.string().nullish().catch(null),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish().catch(null),
        message: z.object({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          tool_calls: toolCallsSchema,
        }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: tokens,
      completion_tokens: tokens,
      completion_tokens_details: z.object({ reasoning_tokens: tokens }).nullish().catch(null),
      cost: z.number().min(0).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

/** Gateways report a failure of the model behind them with status 200. */
const errorSchema = z.object({
  error: z.object({
    message: z.string(),
    code: z.union([z.string(), z.number()]).nullish(),
  }),
});

/** Nothing is promised of a body: a proxy's HTML page with status 200 arrives as a string. */
export function answerFromReply(body: unknown): ProviderAnswer {
  const parsed = replySchema.safeParse(body);
  if (!parsed.success) throw failureFromBody(body);
  const { choices, usage, model, system_fingerprint } = parsed.data;
  const [choice] = choices;
  if (choice?.finish_reason === 'error')
    throw new ProviderFailure('provider_error', 'the model broke off its reply', { billed: true });
  const output = choice?.message.content ?? choice?.message.refusal ?? '';
  const toolCalls = storedToolCalls(choice?.message.tool_calls);
  const said = toolCalls ?? output;
  return {
    outcome: outcomeOf(said, choice?.finish_reason, choice?.message.refusal),
    finishReason: choice?.finish_reason ?? null,
    output,
    ...(toolCalls === null ? {} : { toolCalls }),
    inputTokens: usage?.prompt_tokens ?? null,
    outputTokens: usage?.completion_tokens ?? null,
    reasoningTokens: usage?.completion_tokens_details?.reasoning_tokens ?? null,
    costUsd: usage?.cost ?? null,
    servedModel: model ?? null,
    servedFingerprint: system_fingerprint ?? null,
  };
}

function failureFromBody(body: unknown): ProviderFailure {
  const told = errorSchema.safeParse(body);
  if (told.success) {
    const { message, code } = told.data.error;
    return failureFromStatus(typeof code === 'number' ? code : 502, message, { code });
  }
  const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
  return new ProviderFailure('provider_error', `the reply is no chat completion: ${text}`, {
    billed: true,
  });
}

function outcomeOf(
  output: string,
  finishReason: string | null | undefined,
  refusal: string | null | undefined,
): ProviderAnswer['outcome'] {
  if (refusal) return 'refused';
  if (finishReason === 'content_filter') return 'filtered';
  if (finishReason === 'length') return 'truncated';
  return output.trim() === '' ? 'empty' : 'answered';
}
