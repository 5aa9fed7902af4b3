/** A batch that was sent, or is about to be. */
export interface OpenBatch {
  /** Made up here before anything is sent, so that the batch can be found whatever happens. */
  readonly label: string;
  readonly provider: string;
  /** Name at the provider; `null` until the provider has told it. */
  readonly batchId: string | null;
  /** Requests in it. */
  readonly calls: number;
}

/** A call inside a batch: enough to keep its reply, whatever becomes of the benchmark. */
export interface BatchCall {
  readonly callKey: string;
  readonly benchmark: string;
  readonly model: string;
  /** The most it can cost, in US dollars. */
  readonly worstUsd: number;
}

/** Which batches are under way; durable against a power cut, since each may hold a lot of money. */
export interface BatchStore {
  /** All batches that have not been collected, the oldest first. */
  open(): OpenBatch[];
  callsOf(label: string): BatchCall[];
  /** Whether a call is in a batch that has not been collected. */
  holds(callKey: string): boolean;
  /** Writes down a batch before it is sent. */
  begin(label: string, provider: string, calls: readonly BatchCall[]): void;
  /** Writes down what the provider calls it, before it is asked about. */
  created(label: string, batchId: string): void;
  /** Forgets a batch whose replies are in the journal. */
  finish(label: string): void;
}
