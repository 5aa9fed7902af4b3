import type { ProviderAnswer, ProviderFailure, ProviderRequest } from './provider.ts';

/** How a batch can stand, in the words of OpenAI's API. */
export type BatchStatus =
  | 'validating'
  | 'in_progress'
  | 'finalizing'
  | 'completed'
  | 'failed'
  | 'expired'
  | 'cancelling'
  | 'cancelled';

/** A batch as the provider tells of it. */
export interface BatchState {
  readonly id: string;
  readonly status: BatchStatus;
  /** Files with the replies, and with what went wrong; `null` while there is none. */
  readonly outputFile: string | null;
  readonly errorFile: string | null;
  /** Why the whole batch failed. */
  readonly error: string | null;
}

/** What became of one request of a batch. */
export interface BatchReply {
  readonly callKey: string;
  readonly result: ProviderAnswer | ProviderFailure;
}

/** A provider's batch API. Every method rejects with `ProviderFailure` and nothing else. */
export interface BatchClient {
  /** One line of the file that is uploaded, its line end included. */
  line(request: BatchRequest): string;
  /** Uploads lines; the answer is the id of the file. */
  upload(lines: string, signal: AbortSignal): Promise<string>;
  /** Starts a batch over a file. The label finds it again when its id was lost. */
  create(file: string, label: string, signal: AbortSignal): Promise<BatchState>;
  read(id: string, signal: AbortSignal): Promise<BatchState>;
  /** The batch with a label, among the newest. */
  find(label: string, signal: AbortSignal): Promise<BatchState | undefined>;
  /** The replies in a file, as they arrive. */
  replies(file: string, signal: AbortSignal): AsyncIterable<BatchReply>;
}

/** A request as a batch holds it: the deadline is the batch's own. */
export type BatchRequest = Omit<ProviderRequest, 'timeoutMs' | 'signal' | 'stream'>;

/** Whether nothing more will come of a batch. */
export function hasEnded({ status }: BatchState): boolean {
  return (
    status === 'completed' || status === 'failed' || status === 'expired' || status === 'cancelled'
  );
}
