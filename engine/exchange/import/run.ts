import { parseBenchmark } from '../../benchmark/parse.ts';
import { UserError } from '../../problem.ts';
import { assemble } from './assemble.ts';
import type { BenchmarkDraft } from './draft.ts';
import {
  type ForeignFile,
  IMPORT_LIMITS,
  type Imported,
  type ImportedBenchmark,
  type Importer,
  type ImportOptions,
} from './importer.ts';
import { Notes } from './notes.ts';
import { slugOf, uniqueName } from './slug.ts';
import { endingOf, readSource, startOf } from './source.ts';

/**
 * Makes benchmarks of foreign files. Every benchmark that comes out is valid; one that would not
 * be is noted instead.
 *
 * @throws UserError when the files are too many, too large or of no known format.
 */
export async function importBenchmarks(
  importers: Readonly<Record<string, Importer>>,
  files: readonly ForeignFile[],
  format: string,
  options: ImportOptions,
): Promise<Imported> {
  checkSize(files);
  const importer =
    importers[format === 'auto' ? detectFormat(importers, namedFiles(files)) : format];
  if (importer === undefined) throw unknownFormat(format, importers);
  const notes = new Notes(undefined, options.deadline);
  const given = importer.refers === true ? files : namedFiles(files);
  const drafts = await importer.import({ files: given, options, notes });
  if (drafts.length === 0) noteNothing(namedFiles(files), importer.format, notes);
  const benchmarks = await assembleAll(withinLimit(drafts, notes), options, notes);
  return { format: importer.format, benchmarks, notes: notes.all, moreNotes: notes.more };
}

/** Says why nothing was found in files, unless that is said already. */
export function noteNothing(files: readonly ForeignFile[], format: string, notes: Notes): void {
  if (notes.all.length > 0) return;
  for (const file of files.filter(({ path }) => /^(?:json|ya?ml)$/.test(endingOf(path))))
    readSource(file, notes);
  const [first] = files;
  if (notes.all.length === 0 && first !== undefined)
    notes.dropped(startOf(first), 'file', `nothing in it is of the format ${format}`, {
      fix: 'name the format with --format, or other files',
    });
}

/** The files that the user named. */
export function namedFiles(files: readonly ForeignFile[]): readonly ForeignFile[] {
  return files.filter(({ beside }) => beside !== true);
}

/** @throws UserError */
export function checkSize(files: readonly ForeignFile[]): void {
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (files.length > IMPORT_LIMITS.files)
    throw new UserError(`${files.length} files; an import reads ${IMPORT_LIMITS.files} at most`);
  if (bytes > IMPORT_LIMITS.bytes)
    throw new UserError(`${bytes} bytes; an import reads ${IMPORT_LIMITS.bytes} at most`);
}

/** The format that is surest of the files; empty when none is. */
export function detectFormat(
  importers: Readonly<Record<string, Pick<Importer, 'detect'>>>,
  files: readonly ForeignFile[],
): string {
  const sure = Object.entries(importers).map(
    ([name, { detect }]) => [name, detect(files)] as const,
  );
  const best = sure.reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0] as const);
  return best[0];
}

function unknownFormat(format: string, importers: Readonly<Record<string, unknown>>): UserError {
  const names = Object.keys(importers).join(', ');
  return format === 'auto'
    ? new UserError('no known format was found in these files', `name it with --format: ${names}`)
    : new UserError(`there is no format "${format}"`, `formats: ${names}`);
}

function withinLimit(drafts: readonly BenchmarkDraft[], notes: Notes): readonly BenchmarkDraft[] {
  const most = IMPORT_LIMITS.benchmarks;
  const [extra] = drafts.slice(most);
  if (extra !== undefined)
    notes.dropped(extra.place, 'benchmarks', `${drafts.length - most} beyond ${most}`, {
      fix: 'import fewer files at once',
    });
  return drafts.slice(0, most);
}

async function assembleAll(
  drafts: readonly BenchmarkDraft[],
  options: ImportOptions,
  notes: Notes,
): Promise<ImportedBenchmark[]> {
  const taken = new Set<string>();
  const benchmarks: ImportedBenchmark[] = [];
  for (const draft of drafts) {
    const wanted = slugOf(options.id ?? draft.name) || 'imported';
    options.deadline?.require(draft.place.file);
    const assembled = assemble(draft, uniqueName(wanted, taken));
    if (assembled !== undefined && (await isValid(assembled, draft, notes)))
      benchmarks.push(assembled);
  }
  return benchmarks;
}

/** The last line of defence: nothing invalid is handed out. */
async function isValid(
  { id, files }: ImportedBenchmark,
  draft: BenchmarkDraft,
  notes: Notes,
): Promise<boolean> {
  const { benchmark, problems } = await parseBenchmark(memoryFolder(id, files));
  const errors = problems.filter(({ severity }) => severity === 'error');
  for (const { file, line, message, fix } of errors)
    notes.dropped(draft.place, 'benchmark', `${file}:${line} would be wrong: ${message}`, { fix });
  return benchmark !== undefined;
}

/** The files of a benchmark as a folder. */
export function memoryFolder(
  id: string,
  files: readonly { readonly name: string; readonly text: string }[],
): Parameters<typeof parseBenchmark>[0] {
  const encoder = new TextEncoder();
  const bytes = new Map(files.map(({ name, text }) => [name, encoder.encode(text)]));
  return { id, path: `benchmarks/${id}`, read: async (name) => bytes.get(name) };
}
