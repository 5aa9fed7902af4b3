import type { Model, Provider, Route } from '../../model/model.ts';
import type { BatchClient } from '../../providers/batch.ts';
import type { Budget } from '../budget.ts';
import type { Clock } from '../clock.ts';
import type { Journal } from '../journal.ts';
import type { RunProgress } from '../progress.ts';
import type { RetryPolicy } from '../retry.ts';
import type { BatchStore } from './store.ts';

/** A provider that takes batches. */
export interface BatchLine {
  readonly provider: Provider;
  readonly client: BatchClient;
}

/** How often a batch under way is asked about. */
export interface PollPolicy {
  readonly firstMs: number;
  /** Waits grow by half each time, up to this. */
  readonly mostMs: number;
  /** Failures in a row after which a batch is left to the next run. */
  readonly failures: number;
}

export const DEFAULT_POLL: PollPolicy = { firstMs: 2_000, mostMs: 60_000, failures: 20 };

/** How often a call is put into a batch before it counts as failed. */
export const BATCH_TRIES = 3;

/** All that a run with batches needs. */
export interface BatchRun {
  readonly runId: string;
  readonly lines: ReadonlyMap<string, BatchLine>;
  readonly store: BatchStore;
  readonly journal: Journal;
  readonly progress: RunProgress;
  readonly budget: Budget;
  readonly clock: Clock;
  readonly retry: RetryPolicy;
  readonly poll: PollPolicy;
  readonly fresh: boolean;
  /** Aborted: nothing more is sent or waited for; batches under way go on at the provider. */
  readonly stop: AbortSignal;
  /** Where a model is asked in batches; `undefined` for those that are not, such as baselines. */
  readonly routeOf: (model: Model) => Route | undefined;
  /** A model by its id, at the price of a batch; also one that the plan no longer has. */
  readonly modelOf: (id: string, provider: string) => Model;
  /** Told what happens to batches, one line each. */
  readonly note: (text: string) => void;
}

/** A run with batches under way. */
export interface OpenBatchRun extends BatchRun {
  /** Batches in which a call has been without being answered. */
  readonly tries: Map<string, number>;
  /** Why a provider takes no batch, by provider. */
  readonly refusals: Map<string, string>;
  /** US dollars of the budget set aside, by label of the batch. */
  readonly reserved: Map<string, number>;
  /** Walks through the plan, from 1. */
  round: number;
}
