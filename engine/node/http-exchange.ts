import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

/** Bytes of one reply; a longer one is an error, whatever the provider says of its length. */
export const MAX_REPLY_BYTES = 64_000_000;

type Controller = Dispatcher.DispatchController;

/** One request under way: takes what arrives and gives it as a response. */
export class Exchange implements Dispatcher.DispatchHandler {
  /** Resolves with status and headers; rejects when there are none. */
  readonly response: Promise<PlainResponse>;
  readonly #settle: PromiseWithResolvers<PlainResponse>;
  readonly #body = new Body();
  readonly #signal: AbortSignal | undefined;
  #controller: Controller | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#settle = Promise.withResolvers();
    this.response = this.#settle.promise;
    this.#signal = signal;
    signal?.addEventListener('abort', this.#abort);
    if (signal?.aborted) this.#fail(signal.reason);
  }

  readonly #abort = (): void => {
    const reason = this.#signal?.reason;
    this.#controller?.abort(reason);
    this.#fail(reason);
  };

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#signal?.aborted) controller.abort(this.#signal.reason);
  }

  onResponseStart(_: Controller, status: number, headers: IncomingHttpHeaders): void {
    // 1xx is news of the request, not its answer.
    if (status >= 200) this.#settle.resolve(new PlainResponse(status, headers, this.#body));
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    if (this.#body.add(chunk)) return;
    const error = new RangeError(`the reply is longer than ${MAX_REPLY_BYTES} bytes`);
    this.#fail(error);
    controller.abort(error);
  }

  onResponseEnd(): void {
    this.#signal?.removeEventListener('abort', this.#abort);
    this.#body.end();
  }

  onResponseError(_: Controller, error: Error): void {
    this.#fail(error);
  }

  #fail(error: unknown): void {
    this.#signal?.removeEventListener('abort', this.#abort);
    this.#settle.reject(error);
    this.#body.end({ error });
  }
}

/** The bytes of a reply, held until they are read. */
class Body {
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #ended: { readonly error?: unknown } | undefined;
  #wake: (() => void) | undefined;

  /** Whether the chunk still fits. */
  add(chunk: Uint8Array): boolean {
    this.#bytes += chunk.length;
    if (this.#bytes > MAX_REPLY_BYTES) return false;
    this.#chunks.push(chunk);
    this.#wake?.();
    return true;
  }

  end(how: { readonly error?: unknown } = {}): void {
    this.#ended ??= how;
    this.#wake?.();
  }

  async text(): Promise<string> {
    while (this.#ended === undefined) await this.#more();
    if ('error' in this.#ended) throw this.#ended.error;
    return Buffer.concat(this.#chunks).toString('utf8');
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const arrived = this.#chunks;
      this.#chunks = [];
      yield* arrived;
      if (this.#chunks.length > 0) continue;
      if (this.#ended === undefined) await this.#more();
      else if ('error' in this.#ended) throw this.#ended.error;
      else return;
    }
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** The part of a `Response` that API clients use. */
class PlainResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: PlainHeaders;
  readonly url = '';
  readonly #body: Body;

  constructor(status: number, headers: IncomingHttpHeaders, body: Body) {
    this.status = status;
    this.ok = status >= 200 && status < 300;
    this.headers = new PlainHeaders(headers);
    this.#body = body;
  }

  /** The bytes as they arrive, for streams of events. */
  get body(): ReadableStream<Uint8Array> {
    return ReadableStream.from(this.#body.chunks()) as ReadableStream<Uint8Array>;
  }

  /** @throws RangeError when the reply is longer than `MAX_REPLY_BYTES`. */
  text(): Promise<string> {
    return this.#body.text();
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
}

/** `Headers` for reading. */
class PlainHeaders {
  readonly #values: IncomingHttpHeaders;

  constructor(values: IncomingHttpHeaders) {
    this.#values = values;
  }

  get(name: string): string | null {
    const value = this.#values[name.toLowerCase()];
    return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }
}
