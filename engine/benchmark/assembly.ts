import type { Problem } from '../problem.ts';
import type { SourceDocument } from './document.ts';
import type { BenchmarkFolder } from './folder.ts';
import type { BenchmarkFile } from './schema.ts';

/** What the parts of a benchmark are put together with. */
export interface Assembly {
  readonly folder: BenchmarkFolder;
  readonly written: BenchmarkFile;
  readonly document: SourceDocument;
  readonly problems: Problem[];
  /** Whether `written` is all that the file says, and not only what could be read of it. */
  readonly isWhole: boolean;
}
