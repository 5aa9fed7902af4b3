import type { Deadline } from './bounds.ts';
import type { BenchmarkDraft } from './draft.ts';
import type { Notes } from './notes.ts';

/** Bounds on what a stranger's files may make an import read or write; all inclusive. */
export const IMPORT_LIMITS = {
  /** Files of one import. */
  files: 500,
  /** Bytes of all of them together. */
  bytes: 128_000_000,
  /** Bytes of one configuration, as opposed to data. */
  configurationBytes: 1_000_000,
  /** Cases of one benchmark. */
  cases: 100_000,
  /** Characters of one text: a cell, a value, an answer. */
  cellChars: 1_000_000,
  /** Recorded answers of one import. */
  recordings: 1_000_000,
  /** Time for one import. */
  milliseconds: 600_000,
  /** Benchmarks of one import. */
  benchmarks: 200,
  /** Includes that lead from one file to the next. */
  includes: 10,
  /** Notes that are kept; the rest are counted. */
  notes: 2_000,
  /** Characters of a text that is quoted in a note. */
  quote: 80,
} as const;

/** A file as the user handed it in. */
export interface ForeignFile {
  /** Relative path with `/`, as the user knows it. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Not named by the user, only there because a named file may refer to it. */
  readonly beside?: boolean;
}

/** What became of something that could not be taken over as it was. */
export type NoteSeverity = 'dropped' | 'changed' | 'approximated';

/** One thing that is not as it was, and why. */
export interface ImportNote {
  /** What it is about, such as `assert: javascript`. */
  readonly item: string;
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  readonly reason: string;
  readonly severity: NoteSeverity;
  /** What to do about it; empty when nothing can or need be done. */
  readonly fix: string;
  /** `false`: scores of the imported benchmark are not comparable with those of the original. */
  readonly comparable?: false;
}

/** What the user says about an import. */
export interface ImportOptions {
  /** Id of the benchmark; several get numbers. Made of the foreign name when it is absent. */
  readonly id?: string;
  /** Which column means what: `{ expected: 'answer' }`. */
  readonly columns: Readonly<Record<string, string>>;
  /** How long it may take; as long as it likes when absent. */
  readonly deadline?: Deadline;
}

/** What an importer works with. */
export interface ImportContext {
  readonly files: readonly ForeignFile[];
  readonly options: ImportOptions;
  readonly notes: Notes;
}

/**
 * One foreign format of benchmarks. Pure: it reads only the files it is handed, executes nothing
 * and asks nobody; what it cannot take over it notes.
 */
export interface Importer {
  /** The word after `--format`. */
  readonly format: string;
  /** One sentence for the help. */
  readonly summary: string;
  /** Whether its files name others, which then may lie beside those the user names. */
  readonly refers?: boolean;
  /** How sure it is that these files are of its format, 0 (they are not) to 1. */
  detect(files: readonly ForeignFile[]): number;
  import(context: ImportContext): Promise<readonly BenchmarkDraft[]> | readonly BenchmarkDraft[];
}

/** A benchmark made of foreign files. */
export interface ImportedBenchmark {
  readonly id: string;
  /** Whether its scores may stand beside those of the original. */
  readonly comparable: boolean;
  readonly cases: number;
  /** Files of its folder. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

/** What an import came to. */
export interface Imported {
  readonly format: string;
  readonly benchmarks: readonly ImportedBenchmark[];
  readonly notes: readonly ImportNote[];
  /** Notes that were left out because there were too many. */
  readonly moreNotes: number;
}
