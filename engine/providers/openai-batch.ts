import { z } from 'zod';
import type { Provider } from '../model/model.ts';
import type { BatchClient, BatchReply, BatchRequest, BatchState, BatchStatus } from './batch.ts';
import { failureFromError, failureFromStatus } from './failure.ts';
import { linesOf } from './lines.ts';
import { answerFromReply, requestBody } from './openai.ts';
import { type ProviderAnswer, type ProviderEffects, ProviderFailure } from './provider.ts';
import { sendRequest } from './send.ts';

/** Milliseconds until the headers of a response; an upload may be large. */
const TIMEOUT_MS = 300_000;

/** Batches looked through for a label: the newest thousand. */
const PAGES = 10;
const PAGE = 100;

/** Key of a batch's metadata that holds the label. */
const LABEL = 'benchmarkhub';

/** OpenAI's batch API, `/files` and `/batches`, as others offer it too. */
export function openAiBatches(provider: Provider, effects: ProviderEffects): BatchClient {
  const call = caller(provider, effects);
  return {
    line: (request) => `${JSON.stringify(lineOf(provider, request))}\n`,
    upload: async (lines, signal) => {
      const { type, body } = formOf(lines);
      const file = await call('POST', '/files', { type, body, signal });
      return idSchema.parse(await jsonOf(file)).id;
    },
    create: async (file, label, signal) => {
      const body = JSON.stringify({
        input_file_id: file,
        endpoint: ENDPOINT,
        completion_window: '24h',
        metadata: { [LABEL]: label },
      });
      const type = 'application/json';
      return stateOf(await jsonOf(await call('POST', '/batches', { type, body, signal })));
    },
    read: async (id, signal) =>
      stateOf(await jsonOf(await call('GET', `/batches/${encodeURIComponent(id)}`, { signal }))),
    find: (label, signal) => find(call, label, signal),
    replies: (file, signal) => replies(call, file, signal),
  };
}

const ENDPOINT = '/v1/chat/completions';

function lineOf(provider: Provider, request: BatchRequest): object {
  return {
    custom_id: request.callKey,
    method: 'POST',
    url: ENDPOINT,
    body: requestBody(provider, request),
  };
}

/** The file as a form, whose boundary cannot be in it: every line of the file is JSON. */
function formOf(lines: string): { type: string; body: string } {
  const boundary = `benchmarkhub-${crypto.randomUUID()}`;
  const part = (name: string, rest: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${rest}\r\n`;
  const body = [
    part('purpose', '\r\n\r\nbatch'),
    part('file', '; filename="batch.jsonl"\r\ncontent-type: application/jsonl\r\n'),
    lines,
    `\r\n--${boundary}--\r\n`,
  ].join('');
  return { type: `multipart/form-data; boundary=${boundary}`, body };
}

type Caller = (
  method: 'GET' | 'POST',
  path: string,
  options: { type?: string; body?: string; signal: AbortSignal },
) => Promise<Response>;

function caller(provider: Provider, effects: ProviderEffects): Caller {
  return async (method, path, { type, body, signal }) => {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    try {
      return await sendRequest(effects.fetch, `${provider.base_url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${effects.keyOf(provider) ?? 'none'}`,
          ...(type === undefined ? {} : { 'content-type': type }),
        },
        signal: deadline,
        ...(body === undefined ? {} : { body }),
      });
    } catch (error) {
      const timedOut = deadline.aborted && !signal.aborted;
      throw failureFromError(error, { cancelled: signal.aborted, timedOut, timeoutMs: TIMEOUT_MS });
    }
  };
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return JSON.parse(await response.text());
  } catch (error) {
    throw failureFromError(error, { cancelled: false, timedOut: false, timeoutMs: TIMEOUT_MS });
  }
}

const idSchema = z.object({ id: z.string().min(1).max(200) });
const errorSchema = z.object({ error: z.object({ message: z.string() }) });

const STATUSES = [
  'validating',
  'in_progress',
  'finalizing',
  'completed',
  'failed',
  'expired',
  'cancelling',
  'cancelled',
] as const satisfies readonly BatchStatus[];

const file = z.string().min(1).max(200).nullish().catch(null);

const batchSchema = z.object({
  id: z.string().min(1).max(200),
  status: z.enum(STATUSES),
  output_file_id: file,
  error_file_id: file,
  errors: z
    .object({ data: z.array(z.object({ message: z.string() })).nullish() })
    .nullish()
    .catch(null),
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
});

/** @throws ProviderFailure when the body is no batch. */
function stateOf(body: unknown): BatchState {
  const parsed = batchSchema.safeParse(body);
  if (!parsed.success)
    throw new ProviderFailure('provider_error', 'the provider told of no batch', { billed: true });
  const { id, status, output_file_id, error_file_id, errors } = parsed.data;
  return {
    id,
    status,
    outputFile: output_file_id ?? null,
    errorFile: error_file_id ?? null,
    error: errors?.data?.[0]?.message ?? null,
  };
}

const pageSchema = z.object({ data: z.array(z.unknown()), has_more: z.boolean().nullish() });

async function find(
  call: Caller,
  label: string,
  signal: AbortSignal,
): Promise<BatchState | undefined> {
  let after = '';
  for (let page = 0; page < PAGES; page++) {
    const response = await call('GET', `/batches?limit=${PAGE}${after}`, { signal });
    const list = pageSchema.safeParse(await jsonOf(response));
    const items = list.success ? list.data.data : [];
    const batches = items.flatMap((item) => batchSchema.safeParse(item).data ?? []);
    const found = batches.find(({ metadata }) => metadata?.[LABEL] === label);
    if (found !== undefined) return stateOf(found);
    const last = batches.at(-1);
    if (!list.data?.has_more || last === undefined) return undefined;
    after = `&after=${encodeURIComponent(last.id)}`;
  }
  return undefined;
}

const lineSchema = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.number(), body: z.unknown().optional() }).nullish(),
  error: z
    .object({ code: z.string().nullish(), message: z.string().nullish() })
    .nullish()
    .catch(null),
});

async function* replies(call: Caller, id: string, signal: AbortSignal): AsyncGenerator<BatchReply> {
  const response = await call('GET', `/files/${encodeURIComponent(id)}/content`, { signal });
  if (response.body === null) return;
  try {
    for await (const line of linesOf(response.body)) {
      const reply = replyOf(line);
      if (reply !== undefined) yield reply;
    }
  } catch (error) {
    const cancelled = signal.aborted;
    throw failureFromError(error, { cancelled, timedOut: false, timeoutMs: TIMEOUT_MS });
  }
}

/** A line that cannot be read is left out: its call then counts as one without a reply. */
function replyOf(line: string): BatchReply | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  const told = lineSchema.safeParse(parsed);
  return told.success ? { callKey: told.data.custom_id, result: resultOf(told.data) } : undefined;
}

function resultOf({
  response,
  error,
}: z.infer<typeof lineSchema>): ProviderAnswer | ProviderFailure {
  if (response?.status_code === 200) return attempt(() => answerFromReply(response.body));
  const message = error?.message ?? errorSchema.safeParse(response?.body).data?.error.message;
  // A request that has no status was never made: the batch ended before its turn.
  if (!response) return new ProviderFailure('provider_error', message ?? 'not answered in time');
  return failureFromStatus(response.status_code, `${response.status_code} ${message ?? ''}`);
}

function attempt(read: () => ProviderAnswer): ProviderAnswer | ProviderFailure {
  try {
    return read();
  } catch (error) {
    return failureFromError(error, { cancelled: false, timedOut: false, timeoutMs: 0 });
  }
}
