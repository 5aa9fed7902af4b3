import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BatchApi } from './batch-api.ts';
import type { FaultPlan } from './faults.ts';
import { LlmApi, type LlmApiOptions, type LlmCounts, type RecordedRequest } from './llm-api.ts';

export type { BatchFault } from './batch-api.ts';
export type { LlmReply, LlmRequest } from './completion.ts';
export type { FaultKind, FaultPlan } from './faults.ts';

export interface LlmServerOptions extends LlmApiOptions {
  /** Default: any free port. */
  readonly port?: number;
}

export interface LlmServer {
  /** Base URL, ending in `/v1`. */
  readonly url: string;
  readonly counts: Readonly<LlmCounts>;
  /** The first requests that had a valid body. */
  readonly requests: readonly RecordedRequest[];
  /** What was asked in batches. */
  readonly batches: BatchApi;
  /** Replaces the fault plan; its indices count from the next request. */
  setFaults(plan: FaultPlan): void;
  /** Cuts every connection. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts an OpenAI-compatible API on 127.0.0.1 that answers as told and fails as told. */
export async function startLlmServer(options: LlmServerOptions = {}): Promise<LlmServer> {
  const api = new LlmApi(options);
  const server = createServer((message, response) => api.route(message, response));
  server.keepAliveTimeout = 60_000; // closing an idle socket under a request would be one fault too many
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');

  const close = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    counts: api.counts,
    requests: api.requests,
    batches: api.batches,
    setFaults: (plan) => api.setFaults(plan),
    close,
    [Symbol.asyncDispose]: close,
  };
}
