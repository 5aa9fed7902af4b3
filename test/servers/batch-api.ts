import type { IncomingMessage, ServerResponse } from 'node:http';
import { send, sendError } from './breakage.ts';
import { type LlmReply, type LlmRequest, payload } from './completion.ts';
import { parseRequest, readBody } from './request.ts';

/** What becomes of a batch, in the order in which batches are made. */
export type BatchFault =
  /** The file is refused: the whole batch fails. */
  | 'validation'
  /** Every third request fails with 500, every third but one with 400. */
  | 'partial'
  /** Ends after half of the requests. */
  | 'expiry'
  /** Is cancelled after half of the requests. */
  | 'cancelled'
  /** Never ends. */
  | 'slow'
  /** Is made, and the answer to the request that made it is lost. */
  | 'lost_answer'
  /** Half of the lines of its output are no JSON. */
  | 'damaged'
  /** Lines twice, lines of others, and none for the last request. */
  | 'muddled';

export interface BatchApiOptions {
  /** Times a batch is asked about before it has ended; default 1. */
  readonly polls?: number;
  readonly faults?: readonly (BatchFault | null)[];
}

export interface BatchCounts {
  /** Batches made. */
  batches: number;
  /** Requests that were answered inside batches. */
  answered: number;
  /** Times batches were asked about. */
  polls: number;
  uploads: number;
}

interface Batch {
  readonly id: string;
  readonly input: string;
  readonly metadata: unknown;
  readonly fault: BatchFault | null;
  polls: number;
  status: string;
  output: string | null;
  errors: string | null;
}

interface Line {
  readonly custom_id: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** OpenAI's `/files` and `/batches`, beside the completions. */
export class BatchApi {
  readonly counts: BatchCounts = { batches: 0, answered: 0, polls: 0, uploads: 0 };
  readonly files: Map<string, string> = new Map();
  readonly #batches: Batch[] = [];
  readonly #options: BatchApiOptions;
  readonly #answer: (request: LlmRequest) => LlmReply;

  constructor(options: BatchApiOptions, answer: (request: LlmRequest) => LlmReply) {
    this.#options = options;
    this.#answer = answer;
  }

  /** Lets batches that never ended end with the next poll. */
  release(): void {
    for (const batch of this.#batches) batch.polls = Number.POSITIVE_INFINITY;
  }

  async route(message: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const body = (await readBody(message, 64 * 2 ** 20)).toString();
    const [, kind, id, part] = path.replace('/v1', '').split('/');
    if (kind === 'files' && message.method === 'POST') this.#upload(body, response);
    else if (kind === 'files' && part === 'content') this.#download(id ?? '', response);
    else if (kind === 'batches' && message.method === 'POST') this.#create(body, response);
    else if (kind === 'batches' && id) this.#read(id, response);
    else if (kind === 'batches') this.#list(response);
    else sendError(response, 404, 'unknown_url', `Unknown request URL: ${path}.`);
  }

  #upload(body: string, response: ServerResponse): void {
    this.counts.uploads += 1;
    const start = body.indexOf('\r\n\r\n', body.indexOf('filename=')) + 4;
    const id = this.#keep(body.slice(start, body.lastIndexOf('\r\n--')));
    json(response, { id, object: 'file', purpose: 'batch' });
  }

  #keep(text: string): string {
    const id = `file-${this.files.size + 1}`;
    this.files.set(id, text);
    return id;
  }

  #download(id: string, response: ServerResponse): void {
    const text = this.files.get(id);
    if (text === undefined) sendError(response, 404, 'not_found', `No such file: ${id}`);
    else send(response, 200, 'application/octet-stream', text);
  }

  #create(body: string, response: ServerResponse): void {
    const { input_file_id: input, metadata } = JSON.parse(body);
    const index = this.counts.batches++;
    const batch: Batch = {
      id: `batch_${index + 1}`,
      input,
      metadata,
      fault: this.#options.faults?.[index] ?? null,
      polls: 0,
      status: 'validating',
      output: null,
      errors: null,
    };
    this.#batches.push(batch);
    if (batch.fault === 'lost_answer') response.socket?.resetAndDestroy();
    else json(response, shown(batch));
  }

  #read(id: string, response: ServerResponse): void {
    this.counts.polls += 1;
    const batch = this.#batches.find((one) => one.id === id);
    if (batch === undefined) {
      sendError(response, 404, 'not_found', `No such batch: ${id}`);
      return;
    }
    const { polls = 1 } = this.#options;
    const isOver = batch.polls++ >= polls && !(batch.fault === 'slow' && batch.polls < Infinity);
    if (isOver && batch.output === null && batch.status !== 'failed') this.#finish(batch);
    else if (!isOver) batch.status = 'in_progress';
    json(response, shown(batch));
  }

  #list(response: ServerResponse): void {
    json(response, { object: 'list', data: this.#batches.map(shown).reverse(), has_more: false });
  }

  #finish(batch: Batch): void {
    const text = this.files.get(batch.input) ?? '';
    const lines: Line[] = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
    if (batch.fault === 'validation') {
      batch.status = 'failed';
      return;
    }
    const ended =
      batch.fault === 'expiry' ? 'expired' : batch.fault === 'cancelled' ? 'cancelled' : '';
    const asked = ended === '' ? lines : lines.slice(0, Math.floor(lines.length / 2));
    const fails = (index: number) => batch.fault === 'partial' && index % 3 < 2;
    const good = asked.flatMap((line, index) => (fails(index) ? [] : [this.#answered(line)]));
    const bad = asked.flatMap((line, index) =>
      fails(index) ? [failed(line, index % 3 === 0 ? 500 : 400)] : [],
    );
    const late = batch.fault === 'expiry' ? lines.slice(asked.length).map(expired) : [];
    batch.output = this.#keep(muddled(good, batch.fault).join('\n'));
    batch.errors = bad.length + late.length > 0 ? this.#keep([...bad, ...late].join('\n')) : null;
    batch.status = ended === '' ? 'completed' : ended;
  }

  #answered(line: Line): string {
    this.counts.answered += 1;
    const request = parseRequest(this.counts.answered, {}, Buffer.from(JSON.stringify(line.body)));
    const body = JSON.parse(payload(request, this.#answer(request)).parts.join(''));
    return JSON.stringify({
      id: `batch_req_${this.counts.answered}`,
      custom_id: line.custom_id,
      response: { status_code: 200, request_id: 'r', body },
      error: null,
    });
  }
}

function muddled(lines: readonly string[], fault: BatchFault | null): readonly string[] {
  if (fault === 'damaged')
    return lines.map((line, index) => (index % 2 ? line.slice(0, 40) : line));
  if (fault !== 'muddled') return lines;
  const [first = ''] = lines;
  const foreign = JSON.stringify({ ...JSON.parse(first), custom_id: 'not-ours' });
  return [...lines.slice(0, -1).reverse(), first, foreign, '', '[]'];
}

function failed({ custom_id }: Line, status_code: number): string {
  const body = { error: { message: `failed with ${status_code}`, type: 'x', code: null } };
  const response = { status_code, request_id: 'r', body };
  return JSON.stringify({ id: 'b', custom_id, response, error: null });
}

function expired({ custom_id }: Line): string {
  const error = { code: 'batch_expired', message: 'This request could not be executed in time.' };
  return JSON.stringify({ id: 'b', custom_id, response: null, error });
}

function shown({ id, input, metadata, status, output, errors }: Batch): object {
  const data = [{ code: 'invalid', message: 'line 1 is no request', param: null, line: 1 }];
  return {
    id,
    object: 'batch',
    endpoint: '/v1/chat/completions',
    input_file_id: input,
    metadata,
    status,
    output_file_id: output,
    error_file_id: errors,
    errors: status === 'failed' ? { object: 'list', data } : null,
  };
}

function json(response: ServerResponse, body: object): void {
  send(response, 200, 'application/json', JSON.stringify(body));
}
