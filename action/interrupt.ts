/**
 * How long requests in flight may still take after the first signal. The runner sends SIGTERM 7.5 s
 * after SIGINT and kills 2.5 s later; the rest is for the journal.
 */
export const GRACE_MS = 4_000;

/** The two steps of stopping. */
export interface Interrupt extends Disposable {
  /** Aborted by a signal or at the deadline: nothing new is asked. */
  readonly stop: AbortSignal;
  /** Aborted by a second signal, or when the grace is over: requests in flight are cut. */
  readonly abort: AbortSignal;
}

/** Listens to the signals of a cancelled job, and ends by itself before the job is cut off. */
export function listenForInterrupt(minutes: number, log: (text: string) => void): Interrupt {
  const [stop, abort] = [new AbortController(), new AbortController()];
  let grace: NodeJS.Timeout | undefined;
  const end = (why: string) => {
    if (stop.signal.aborted) return abort.abort();
    log(`${why}: requests in flight have ${GRACE_MS / 1000} s, what was paid for is kept`);
    stop.abort();
    grace = setTimeout(() => abort.abort(), GRACE_MS);
  };
  const onSignal = () => end('the job was cancelled');
  const deadline = setTimeout(() => end('the time is over'), minutes * 60_000);
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return {
    stop: stop.signal,
    abort: abort.signal,
    [Symbol.dispose]: () => {
      clearTimeout(grace);
      clearTimeout(deadline);
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    },
  };
}
