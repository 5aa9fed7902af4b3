import type { Terminal } from './terminal/terminal.ts';

/**
 * How long requests in flight may still take after the first signal. GitHub kills a cancelled job
 * 7.5 s after it; the rest is for scoring and writing.
 */
export const GRACE_MS = 4_000;

/** The two steps of stopping a run. */
export interface Interrupt extends Disposable {
  /** Aborted by the first signal: nothing new is asked. */
  readonly stop: AbortSignal;
  /** Aborted by the second signal, or when the grace is over: requests in flight are cut. */
  readonly abort: AbortSignal;
}

/** Listens to SIGINT and SIGTERM until it is disposed of. */
export function listenForInterrupt(terminal: Terminal): Interrupt {
  const stop = new AbortController();
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onSignal = () => {
    if (stop.signal.aborted) return abort.abort();
    terminal.log(
      `stopping: requests in flight have ${GRACE_MS / 1000} s, what was paid for is kept (again to stop now)`,
    );
    stop.abort();
    timer = setTimeout(() => abort.abort(), GRACE_MS);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return {
    stop: stop.signal,
    abort: abort.signal,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    },
  };
}
