import type { Board } from '../../analysis/board.ts';
import type { Benchmark } from '../../benchmark/benchmark.ts';
import type { Model } from '../../model/model.ts';
import type { Result } from '../../results/columns.ts';
import type { Compress } from '../../results/parquet.ts';
import type { Notes } from '../import/notes.ts';

/** A file of a benchmark's folder. */
export interface FolderFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What an export is made of. */
export interface ExportSource {
  readonly benchmark: Benchmark;
  /** Its results as its files stand now, ranked. */
  readonly board: Board | undefined;
  /** Rows of the current fingerprint. */
  readonly results: readonly Result[];
  readonly files: readonly FolderFile[];
  readonly models: ReadonlyMap<string, Model>;
  /** `owner/name` at GitHub, or an address. */
  readonly repository: string | null;
  /** Address the site is published at, without a slash at its end. */
  readonly site: string | null;
  /** Commit of the workspace. */
  readonly commit: string | null;
  /** Name of the site. */
  readonly publisher: string;
  /** Names of those who changed the benchmark, of its history. */
  readonly contributors: readonly string[];
  readonly engineVersion: string;
  readonly now: Date;
  readonly zstd: Compress;
}

/** A file that an export writes. */
export interface ExportedFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** One foreign format to write. Pure: equal sources give equal files. */
export interface Exporter {
  /** The word after `--format`. */
  readonly format: string;
  readonly summary: string;
  /** What it cannot hold is noted. */
  export(
    source: ExportSource,
    notes: Notes,
  ): Promise<readonly ExportedFile[]> | readonly ExportedFile[];
}

/** The address of a benchmark's page, or of its files, or nothing. */
export function addressOf({ benchmark, site, repository, commit }: ExportSource): string | null {
  if (site !== null) return `${site}/b/${benchmark.id}/`;
  if (repository === null) return null;
  const root = /^https?:/.test(repository) ? repository : `https://github.com/${repository}`;
  const at = commit === null ? 'HEAD' : commit.replace(/-dirty$/, '');
  return root.startsWith('https://github.com/')
    ? `${root}/tree/${at}/benchmarks/${benchmark.id}`
    : root;
}

/** A model's name as part of a path. */
export function pathName(model: string): string {
  return model.replaceAll(/[^\w.-]+/g, '_').replace(/^\.+/, '_');
}

/** JSON with an end of line. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
