import type { ServerResponse } from 'node:http';
import type { LlmReply, Payload } from './completion.ts';
import type { FaultKind, ReplyFault, WireFault } from './faults.ts';

const json = 'application/json';

/** A request that is about to be answered. */
export interface Exchange {
  readonly response: ServerResponse;
  /** What a good answer would have sent. */
  readonly payload: Payload;
  /** Pause between the pieces of a body that dribbles. */
  readonly dribbleMs: number;
}

/** How each fault below the answer looks on the wire. */
export const wireFaults: Readonly<Record<WireFault, (exchange: Exchange) => void>> = {
  '429': ({ response }) => rateLimited(response, {}),
  '429_retry_after': ({ response }) => rateLimited(response, { 'retry-after': '1' }),
  '429_retry_after_ms': ({ response }) => rateLimited(response, { 'retry-after-ms': '50' }),
  '500': ({ response }) => sendError(response, 500, 'server_error', 'The server had an error.'),
  '503': ({ response }) => sendError(response, 503, 'overloaded', 'The service is unavailable.'),
  '529': ({ response }) => sendError(response, 529, 'overloaded_error', 'Overloaded.'),
  '400_context_length': ({ response }) =>
    sendError(
      response,
      400,
      'context_length_exceeded',
      "This model's maximum context length is 8192 tokens.",
    ),
  '200_error': errorInBody,
  redirect: ({ response }) => {
    response.writeHead(307, { location: '/redirected/v1/chat/completions' }).end();
  },
  reset: ({ response }) => void response.socket?.resetAndDestroy(),
  reset_mid_body: (exchange) => {
    const text = exchange.payload.parts.join('');
    breakOff(exchange, text.slice(0, text.length / 2));
  },
  truncated_body: ({ response, payload }) => {
    const body = Buffer.from(payload.parts.join(''));
    response.writeHead(200, headers(payload.type, body.length + 100));
    response.write(body, () => response.socket?.end());
  },
  malformed_json: ({ response, payload }) => {
    const event = payload.type === json ? '' : 'data: ';
    send(response, 200, payload.type, `${event}{"choices": [{"mess\n\n`);
  },
  html: ({ response }) =>
    send(response, 200, 'text/html', '<!doctype html><title>Sign in</title><h1>Sign in</h1>'),
  empty_choices: ({ response, payload }) =>
    payload.type === json
      ? send(response, 200, payload.type, '{"object":"chat.completion","choices":[]}')
      : send(response, 200, payload.type, 'data: {"choices":[]}\n\ndata: [DONE]\n\n'),
  slow_body: ({ response, payload, dribbleMs }) => {
    dribble(response, payload.type, slices(payload.parts.join(''), 10), dribbleMs);
  },
  hang: () => {},
  stream_cut: (exchange) => breakOff(exchange, firstHalf(exchange.payload)),
  stream_unfinished: ({ response, payload }) => {
    response.writeHead(200, { 'content-type': payload.type });
    response.end(firstHalf(payload));
  },
};

/** How each fault changes the answer. */
export const replyFaults: Readonly<Record<ReplyFault, (reply: LlmReply) => LlmReply>> = {
  empty_content: (reply) => ({ ...reply, content: '' }),
  content_filter: (reply) => ({ ...reply, content: '', finish_reason: 'content_filter' }),
  length: (reply) => ({
    ...reply,
    content: reply.content?.slice(0, reply.content.length / 2) ?? null,
    finish_reason: 'length',
  }),
  refusal: (reply) => ({ ...reply, content: null, refusal: "I'm sorry, I can't help with that." }),
};

export function isWireFault(fault: FaultKind): fault is WireFault {
  return fault in wireFaults;
}

/** Sends a whole body. */
export function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, headers(type, Buffer.byteLength(text))).end(text);
}

/** Sends an error as OpenAI words it. */
export function sendError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
): void {
  send(response, status, json, errorBody(status, code, message));
}

/** Sends a body piece by piece. */
export function dribble(
  response: ServerResponse,
  type: string,
  parts: readonly string[],
  pauseMs: number,
): void {
  const rest = parts.values();
  const next = (): void => {
    const { value, done } = rest.next();
    if (done) {
      response.end();
      return;
    }
    response.write(value);
    later(response, pauseMs, next);
  };
  response.writeHead(200, { 'content-type': type });
  next();
}

/** Acts after a while, or at once for 0, unless the client has gone by then. */
export function later(response: ServerResponse, milliseconds: number, action: () => void): void {
  if (milliseconds <= 0) {
    action();
    return;
  }
  const timer = setTimeout(() => {
    response.off('close', forget);
    action();
  }, milliseconds);
  const forget = (): void => clearTimeout(timer);
  response.once('close', forget);
}

function rateLimited(response: ServerResponse, extra: Record<string, string>): void {
  for (const [name, value] of Object.entries(extra)) response.setHeader(name, value);
  sendError(response, 429, 'rate_limit_exceeded', 'Rate limit reached.');
}

/** Some gateways report a failure of the model behind them with status 200. */
function errorInBody({ response, payload }: Exchange): void {
  const error = errorBody(502, 'provider_error', 'The provider returned an error.');
  if (payload.type === json) send(response, 200, payload.type, error);
  else send(response, 200, payload.type, `${payload.parts[0]}data: ${error}\n\n`);
}

/** Announces the whole body, sends some of it, and resets once the client can have read it. */
function breakOff({ response, payload }: Exchange, text: string): void {
  const length = Buffer.byteLength(payload.parts.join(''));
  response.writeHead(200, headers(payload.type, length));
  response.write(text);
  later(response, 10, () => response.socket?.resetAndDestroy());
}

/** The first half of a stream in whole events, of any other body in characters. */
function firstHalf({ parts }: Payload): string {
  const [text = ''] = parts;
  if (parts.length === 1) return text.slice(0, text.length / 2);
  return parts.slice(0, parts.length / 2).join('');
}

function slices(text: string, count: number): string[] {
  const size = Math.ceil(text.length / count);
  return Array.from({ length: count }, (_, i) => text.slice(i * size, (i + 1) * size));
}

function headers(type: string, length: number): Record<string, string | number> {
  return { 'content-type': type, 'content-length': length };
}

function errorBody(status: number, code: string, message: string): string {
  const type = status === 429 ? 'rate_limit_error' : status < 500 ? 'invalid_request_error' : code;
  return JSON.stringify({ error: { message, type, param: null, code } });
}
