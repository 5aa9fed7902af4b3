import { z } from 'zod';
import { eventsOf } from './events.ts';
import { failureFromStatus } from './failure.ts';
import { ProviderFailure } from './provider.ts';
import { sendRequest, toldError } from './send.ts';

/** A streamed reply put together: the body it would have had in one piece. */
export interface StreamedReply {
  readonly body: unknown;
  /** Milliseconds since 1970 when the first part of the answer came; `null` when none did. */
  readonly firstTokenAt: number | null;
}

/** Characters of one streamed answer, reasoning included; a longer one is an error. */
export const MAX_STREAM_CHARS = 16_000_000;

/** Events of one stream; more are an error. */
const MAX_EVENTS = 4_000_000;

const text = z.string().nullish().catch(null);

const toolDelta = z.object({
  index: z.int().min(0).max(1000),
  function: z.object({ name: text, arguments: text }).nullish().catch(null),
});

const chunkSchema = z.object({
  model: text,
  system_fingerprint: text,
  choices: z
    .array(
      z.object({
        finish_reason: text,
        delta: z
          .object({
            content: text,
            refusal: text,
            reasoning: text,
            reasoning_content: text,
            tool_calls: z.array(toolDelta).nullish().catch(null),
          })
          .nullish()
          .catch(null),
      }),
    )
    .nullish(),
  usage: z.unknown().optional(),
});

type Chunk = z.infer<typeof chunkSchema>;

/** What has come so far. */
interface Parts {
  content: string;
  refusal: string;
  chars: number;
  finishReason: string | null;
  model: string | null;
  fingerprint: string | null;
  /** Calls of tools, by the place the API gives them. */
  readonly tools: Map<number, { name: string; arguments: string }>;
  usage: unknown;
  firstTokenAt: number | null;
}

/** Where and how an answer is asked for. */
export interface StreamRequest {
  readonly send: typeof fetch;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly signal: AbortSignal;
}

/**
 * Asks for a chat completion as a stream and reads it to its end. A stream that ends before the
 * model said that it was finished is a failure, never a short answer. An API that ignores the wish
 * for a stream and answers in one piece is read as it is.
 *
 * @throws ProviderFailure for an error status, and when the stream breaks off, is too long or is
 *   no stream; what `send` throws
 */
export async function askForStream(request: StreamRequest): Promise<StreamedReply> {
  const { send, url, headers, signal } = request;
  const body = JSON.stringify(request.body);
  const response = await sendRequest(send, url, { method: 'POST', headers, body, signal });
  const type = response.headers.get('content-type') ?? '';
  if (response.body === null || !type.includes('text/event-stream'))
    return { body: jsonOrText(await response.text()), firstTokenAt: null };
  const parts = await partsOf(response.body);
  if (parts.finishReason === null) {
    signal.throwIfAborted();
    const message = 'the stream ended before the answer did';
    throw new ProviderFailure('network_error', message, { billed: true });
  }
  return { body: bodyOf(parts), firstTokenAt: parts.firstTokenAt };
}

async function partsOf(body: AsyncIterable<Uint8Array>): Promise<Parts> {
  const parts = emptyParts();
  let events = 0;
  for await (const data of eventsOf(body)) {
    if (data === '[DONE]') break;
    if (++events > MAX_EVENTS) throw tooLong();
    const event: unknown = JSON.parse(data);
    throwTold(event, data);
    add(parts, event);
  }
  return parts;
}

/** A stream tells of an error as an event, which has no status of its own. */
function throwTold(event: unknown, data: string): void {
  if (typeof event !== 'object' || event === null || !('error' in event) || !event.error) return;
  const { message, code } = toldError(data);
  const status = Number(code);
  throw failureFromStatus(status >= 400 && status < 600 ? status : 502, message, { code });
}

function emptyParts(): Parts {
  return {
    content: '',
    refusal: '',
    chars: 0,
    finishReason: null,
    model: null,
    fingerprint: null,
    tools: new Map(),
    usage: undefined,
    firstTokenAt: null,
  };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function add(parts: Parts, event: unknown): void {
  const parsed = chunkSchema.safeParse(event);
  if (!parsed.success)
    throw new ProviderFailure('provider_error', 'an event of the stream is no chat completion', {
      billed: true,
    });
  const chunk = parsed.data;
  parts.model ??= chunk.model ?? null;
  parts.fingerprint ??= chunk.system_fingerprint ?? null;
  if (chunk.usage !== undefined && chunk.usage !== null) parts.usage = chunk.usage;
  const [choice] = chunk.choices ?? [];
  if (choice === undefined) return;
  addDelta(parts, choice.delta);
  parts.finishReason = choice.finish_reason ?? parts.finishReason;
}

type Delta = NonNullable<Chunk['choices']>[number]['delta'];

function addDelta(parts: Parts, delta: Delta): void {
  const { content, refusal, reasoning, reasoning_content, tool_calls } = delta ?? {};
  const thought = reasoning ?? reasoning_content ?? '';
  const said = (content?.length ?? 0) + (refusal?.length ?? 0) + thought.length;
  if (said > 0 || (tool_calls?.length ?? 0) > 0) parts.firstTokenAt ??= Date.now();
  parts.content += content ?? '';
  parts.refusal += refusal ?? '';
  parts.chars += said;
  for (const call of tool_calls ?? []) addToolCall(parts, call);
  if (parts.chars > MAX_STREAM_CHARS) throw tooLong();
}

/** The name comes first, the arguments in pieces. */
function addToolCall(parts: Parts, { index, function: piece }: z.infer<typeof toolDelta>): void {
  const known = parts.tools.get(index) ?? { name: '', arguments: '' };
  known.name += piece?.name ?? '';
  known.arguments += piece?.arguments ?? '';
  parts.chars += (piece?.name?.length ?? 0) + (piece?.arguments?.length ?? 0);
  parts.tools.set(index, known);
}

function tooLong(): ProviderFailure {
  const message = `the streamed answer is longer than ${MAX_STREAM_CHARS} characters`;
  return new ProviderFailure('provider_error', message, { billed: true, retry: 'elsewhere' });
}

function bodyOf(parts: Parts): unknown {
  const calls = [...parts.tools].sort(([a], [b]) => a - b).map(([, call]) => ({ function: call }));
  const message = {
    content: parts.content,
    refusal: parts.refusal === '' ? null : parts.refusal,
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
  return {
    model: parts.model,
    system_fingerprint: parts.fingerprint,
    choices: [{ finish_reason: parts.finishReason, message }],
    usage: parts.usage,
  };
}
