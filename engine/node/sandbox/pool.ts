import type { Child } from './child.ts';

/** Milliseconds a child may take to start, also on a busy machine. */
const MAX_START_MS = 60_000;

/** Starts children ahead of need, because starting takes longer than most submissions. */
export class Pool {
  readonly #start: (memoryMb: number) => Promise<Child>;
  readonly #warm: number;
  #idle: { memoryMb: number; child: Promise<Child> }[] = [];
  #isDisposed = false;

  /** @param start gives a child whose first frame says that it is ready */
  constructor(start: (memoryMb: number) => Promise<Child>, warm: number) {
    this.#start = start;
    this.#warm = warm;
  }

  /** A child that has served nobody yet; the caller ends it. */
  async take(memoryMb: number): Promise<Child> {
    const index = this.#idle.findIndex((idle) => idle.memoryMb === memoryMb);
    const [found] = index < 0 ? [] : this.#idle.splice(index, 1);
    const child = found?.child ?? this.#ready(memoryMb);
    this.#refill(memoryMb);
    return await child;
  }

  /** A child that is as good as new waits for the next submission, if there is room. */
  giveBack(child: Child): void {
    const isWanted = this.#idle.every((idle) => idle.memoryMb === child.memoryMb);
    const hasRoom = this.#idle.length <= this.#warm && !this.#isDisposed;
    if (!isWanted || !hasRoom) child.end('disposed', 'it is not needed any more');
    else this.#idle.unshift({ memoryMb: child.memoryMb, child: Promise.resolve(child) });
  }

  /** Starts children of this size until enough are idle; those of another size make room. */
  #refill(memoryMb: number): void {
    const stale = this.#idle.filter((idle) => idle.memoryMb !== memoryMb);
    this.#idle = this.#idle.filter((idle) => idle.memoryMb === memoryMb);
    for (const { child } of stale) endQuietly(child);
    while (!this.#isDisposed && this.#idle.length < this.#warm) {
      const child = this.#ready(memoryMb);
      child.catch(() => {});
      this.#idle.push({ memoryMb, child });
    }
  }

  async #ready(memoryMb: number): Promise<Child> {
    const child = await this.#start(memoryMb);
    const timer = setTimeout(() => child.end('timeout', 'it did not start in time'), MAX_START_MS);
    try {
      await child.receive();
      return child;
    } finally {
      clearTimeout(timer);
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const { child } of this.#idle.splice(0)) endQuietly(child);
  }
}

function endQuietly(child: Promise<Child>): void {
  child.then(
    (started) => started.end('disposed', 'the sandbox was closed'),
    () => {},
  );
}
