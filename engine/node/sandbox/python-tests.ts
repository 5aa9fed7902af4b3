import type { Child } from './child.ts';
import type { Pool } from './pool.ts';

/** Processes of tests that are kept for the next answer to the same case. */
const MAX_KEPT = 2;

/**
 * Processes that run tests. Answers to one case come one after the other, and a process in which
 * nothing ran but their tests is as good as new for the same tests; for others it is not.
 */
export class PythonTests {
  readonly #pool: Pool;
  #kept: { readonly tests: string; readonly child: Child }[] = [];

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async take(tests: string, memoryMb: number): Promise<Child> {
    const found = this.#kept.find(
      ({ child, ...kept }) => kept.tests === tests && child.memoryMb === memoryMb && child.isAlive,
    );
    this.#kept = this.#kept.filter((kept) => kept !== found);
    return found?.child ?? (await this.#pool.take(memoryMb));
  }

  /** Only after a verdict: before it, the process may still wait for an answer. */
  giveBack(tests: string, child: Child): void {
    this.#kept.push({ tests, child });
    if (this.#kept.length > MAX_KEPT) this.#kept.shift()?.child.end('disposed', 'not needed');
  }

  dispose(): void {
    for (const { child } of this.#kept.splice(0)) child.end('disposed', 'the sandbox was closed');
  }
}
