import type { Board } from '../../engine/analysis/board.ts';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import type { Model, Provider } from '../../engine/model/model.ts';
import type { Result } from '../../engine/results/columns.ts';
import type { DraftFile } from './builder/draft.ts';
import type { DocFile } from './documents/docs.ts';
import type { Measurements } from './measurements.ts';

/** All that the pages are made of. */
export interface SiteData extends Measurements {
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  /** `owner/name` at GitHub, or the address of any other repository. */
  readonly repository?: string;
  /** ISO 8601 in UTC. */
  readonly generatedAt: string;
  /** The commit the site is built from. */
  readonly commit: string | null;
  readonly benchmarks: readonly Benchmark[];
  readonly models: readonly Model[];
  /** The project's documentation, by name. */
  readonly docs: readonly DocFile[];
  readonly providers: readonly Provider[];
  /** Starters, which are no benchmarks: they have no board and are in no search. */
  readonly templates: readonly Template[];
  /** By benchmark id; the board of the current fingerprint comes first. */
  readonly boards: ReadonlyMap<string, readonly Board[]>;
  /** By case id: the latest result of each model, every trial of it. */
  caseResults(benchmark: string): Promise<ReadonlyMap<string, readonly Result[]>>;
  /** Names of those who changed a benchmark, of its history; none without one. */
  contributors(benchmark: string): Promise<readonly string[]>;
  /** The files of text in the folder of a benchmark, those too large for a browser left out. */
  benchmarkFiles(benchmark: string): Promise<readonly DraftFile[]>;
}

/** A benchmark to start from. */
export interface Template {
  readonly id: string;
  readonly title: string;
  readonly files: readonly DraftFile[];
}
