import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { BatchApi, type BatchApiOptions } from './batch-api.ts';
import {
  dribble,
  isWireFault,
  later,
  replyFaults,
  send,
  sendError,
  wireFaults,
} from './breakage.ts';
import { type LlmReply, type LlmRequest, payload } from './completion.ts';
import { embeddingsPayload } from './embedding.ts';
import { type FaultPlan, faultAt } from './faults.ts';
import { type ReplayTable, replayKey } from './replay.ts';
import { parseRequest, Refusal, readBody } from './request.ts';

export interface LlmApiOptions {
  /** Default: echo the last user message. */
  readonly answer?: (request: LlmRequest) => string | LlmReply;
  /** Recorded answers, instead of `answer`; a question without one is a 404. */
  readonly replies?: ReplayTable;
  /** Wait before the first byte of an answer; default 0. */
  readonly latencyMs?: number | ((index: number) => number);
  /** Wait between the events of a streamed answer; default 0: all at once. */
  readonly eventMs?: number;
  /** Wait between the ten pieces of a `slow_body`; default 20. */
  readonly dribbleMs?: number;
  readonly faults?: FaultPlan;
  /** More requests in flight than this are told 429 with `retry-after-ms`. */
  readonly capacity?: number;
  /** Requests without `Authorization: Bearer <apiKey>` are told 401. */
  readonly apiKey?: string;
  /** What GET /v1/models lists. */
  readonly models?: readonly string[];
  /** Sent with every response. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How many requests `requests` keeps; default 1000. */
  readonly record?: number;
  /** `/files` and `/batches`; a server without this has none. */
  readonly batches?: BatchApiOptions;
  /** Longest body that is read; default 8 MiB. */
  readonly maxBytes?: number;
}

export interface LlmCounts {
  /** Requests for a completion, whatever became of them. */
  requests: number;
  /** Answered without a fault. */
  answered: number;
  /** Told 400, 401, 404 or 413, or 429 for want of capacity. */
  refused: number;
  byFault: Record<string, number>;
  inFlight: number;
  /** Without `latencyMs` hardly over 1: each is answered as soon as it is read. */
  maxInFlight: number;
  /** Clients that followed the fault `redirect`. */
  redirected: number;
  /** Requests for embeddings that were answered. */
  embeddings: number;
}

export interface RecordedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Routes requests, counts them and answers them or not, as told. */
export class LlmApi {
  readonly counts: LlmCounts = {
    requests: 0,
    answered: 0,
    refused: 0,
    byFault: {},
    inFlight: 0,
    maxInFlight: 0,
    redirected: 0,
    embeddings: 0,
  };
  readonly requests: RecordedRequest[] = [];
  readonly batches: BatchApi;
  readonly #options: LlmApiOptions;
  #faults: FaultPlan;
  #faultsFrom = 0;

  constructor(options: LlmApiOptions) {
    this.#options = options;
    this.#faults = options.faults ?? [];
    this.batches = new BatchApi(options.batches ?? {}, (request) => this.#reply(request));
  }

  setFaults(plan: FaultPlan): void {
    this.#faults = plan;
    this.#faultsFrom = this.counts.requests;
  }

  route(message: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(this.#options.headers ?? {})) {
      response.setHeader(name, value);
    }
    const path = message.url?.split('?', 1)[0];
    const endpoint = `${message.method} ${path}`;
    if (endpoint === 'POST /v1/chat/completions') void this.#complete(message, response);
    else if (endpoint === 'POST /v1/embeddings') void this.#embed(message, response);
    else if (endpoint === 'GET /v1/models') this.#listModels(message, response);
    else if (this.#options.batches && path && /^\/v1\/(files|batches)/.test(path))
      this.#batch(message, response, path);
    else if (message.method === 'OPTIONS') send(response, 204, 'text/plain', '');
    else {
      if (path?.startsWith('/redirected/')) this.counts.redirected += 1;
      message.resume();
      sendError(response, 404, 'unknown_url', `Unknown request URL: ${endpoint}.`);
    }
  }

  #batch(message: IncomingMessage, response: ServerResponse, path: string): void {
    if (this.#hasKey(message.headers)) {
      this.batches.route(message, response, path).catch((error) => sendRefusal(response, error));
      return;
    }
    message.resume();
    sendRefusal(response, wrongKey());
  }

  #listModels({ headers }: IncomingMessage, response: ServerResponse): void {
    if (!this.#hasKey(headers)) {
      sendRefusal(response, wrongKey());
      return;
    }
    const data = (this.#options.models ?? []).map((id) => ({ id, object: 'model', created: 0 }));
    send(response, 200, 'application/json', JSON.stringify({ object: 'list', data }));
  }

  async #embed(message: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (!this.#hasKey(message.headers)) throw wrongKey();
      const body = await readBody(message, this.#options.maxBytes ?? 8 * 2 ** 20);
      const payload = embeddingsPayload(body);
      this.counts.embeddings += 1;
      send(response, 200, 'application/json', payload);
    } catch (error) {
      message.resume();
      sendRefusal(response, error);
    }
  }

  async #complete(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const index = this.#count(response);
    response.setHeader('x-request-id', `req-${index}`);
    try {
      const request = await this.#accept(index, message);
      const reply = this.#reply(request);
      later(response, this.#latency(index), () => this.#answer(request, reply, response));
    } catch (error) {
      this.counts.refused += 1;
      message.resume();
      sendRefusal(response, error);
    }
  }

  /** Counts a request that came in, and uncounts it once it is over. */
  #count(response: ServerResponse): number {
    const { counts } = this;
    counts.inFlight += 1;
    counts.maxInFlight = Math.max(counts.maxInFlight, counts.inFlight);
    response.once('close', () => {
      counts.inFlight -= 1;
    });
    counts.requests += 1;
    return counts.requests - 1;
  }

  async #accept(index: number, message: IncomingMessage): Promise<LlmRequest> {
    const { capacity = Infinity, maxBytes = 8 * 2 ** 20, record = 1000 } = this.#options;
    if (!this.#hasKey(message.headers)) throw wrongKey();
    if (this.counts.inFlight > capacity) {
      throw new Refusal(429, 'rate_limit_exceeded', `More than ${capacity} requests at once.`);
    }
    const request = parseRequest(index, message.headers, await readBody(message, maxBytes));
    const { headers, body } = request;
    if (this.requests.length < record) this.requests.push({ headers, body });
    return request;
  }

  #reply(request: LlmRequest): LlmReply {
    const { answer = echo, replies } = this.#options;
    const reply = replies ? recorded(replies, request) : answer(request);
    return typeof reply === 'string' ? { content: reply } : reply;
  }

  #answer(request: LlmRequest, reply: LlmReply, response: ServerResponse): void {
    const { counts } = this;
    const { dribbleMs = 20, eventMs = 0 } = this.#options;
    const fault = faultAt(this.#faults, request.index - this.#faultsFrom);
    if (fault === null) counts.answered += 1;
    else counts.byFault[fault] = (counts.byFault[fault] ?? 0) + 1;

    if (fault !== null && isWireFault(fault)) {
      wireFaults[fault]({ response, payload: payload(request, reply), dribbleMs });
      return;
    }
    const { type, parts } = payload(request, fault === null ? reply : replyFaults[fault](reply));
    if (eventMs > 0) dribble(response, type, parts, eventMs);
    else send(response, 200, type, parts.join(''));
  }

  #latency(index: number): number {
    const { latencyMs = 0 } = this.#options;
    return typeof latencyMs === 'number' ? latencyMs : latencyMs(index);
  }

  #hasKey(headers: IncomingHttpHeaders): boolean {
    const { apiKey } = this.#options;
    return apiKey === undefined || headers.authorization === `Bearer ${apiKey}`;
  }
}

function echo({ question }: LlmRequest): string {
  return question;
}

function recorded(replies: ReplayTable, { model, question }: LlmRequest): LlmReply {
  const reply = replies.get(replayKey(model, question));
  if (reply) return reply;
  throw new Refusal(404, 'no_recorded_reply', `No recorded reply of ${model} to: ${question}`);
}

function wrongKey(): Refusal {
  return new Refusal(401, 'invalid_api_key', 'Incorrect API key provided.');
}

/** An error that is no refusal comes out of the test's own `answer`. */
function sendRefusal(response: ServerResponse, error: unknown): void {
  if (error instanceof Refusal && error.status === 429) response.setHeader('retry-after-ms', '20');
  if (error instanceof Refusal) sendError(response, error.status, error.code, error.message);
  else sendError(response, 500, 'answer_threw', String(error));
}
