import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { ChatMessage, LlmRequest } from './completion.ts';
import { questionOf } from './replay.ts';

/** Why a request gets an error that is its own fault. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The whole body; one over the limit is refused at once and the rest of it ignored. */
export function readBody(message: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  message.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else reject(new Refusal(413, 'request_too_large', `The body is over ${maxBytes} bytes.`));
  });
  message.once('end', () => resolve(Buffer.concat(chunks)));
  message.once('error', reject);
  return promise;
}

/** Checks what every OpenAI-compatible API checks. */
export function parseRequest(
  index: number,
  headers: IncomingHttpHeaders,
  bytes: Buffer,
): LlmRequest {
  const body = parseObject(bytes.toString());
  const { model, messages } = body;
  if (typeof model !== 'string') {
    throw new Refusal(400, 'missing_required_parameter', 'You must provide a model.');
  }
  if (!Array.isArray(messages) || messages.length === 0) {
    throw new Refusal(400, 'missing_required_parameter', 'You must provide messages.');
  }
  const list: readonly ChatMessage[] = messages;
  return { index, headers, body, model, messages: list, question: questionOf(list) };
}

/** The body as a JSON object. @throws Refusal when it is none. */
export function parseObject(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // refused below
  }
  throw new Refusal(400, 'invalid_json', 'We could not parse the JSON body of your request.');
}
