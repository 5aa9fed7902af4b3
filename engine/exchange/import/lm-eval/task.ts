import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { type ForeignFile, IMPORT_LIMITS } from '../importer.ts';
import { excerpt, type NotePlace, type Notes } from '../notes.ts';
import { endingOf, fileNamed, readSource, type Source } from '../source.ts';

/** A task with everything it includes, a child's keys over its parents'. */
export interface Task {
  readonly name: string;
  /** File the task itself stands in. */
  readonly file: string;
  readonly value: JsonObject;
  /** Where a key was written, in whichever file that was. */
  at(key: string): NotePlace;
}

/** Whether a file may be YAML of a task; templates have no ending. */
export function isTaskFile({ path, bytes }: ForeignFile): boolean {
  return (
    ['yaml', 'yml', ''].includes(endingOf(path)) && bytes.length <= IMPORT_LIMITS.configurationBytes
  );
}

/** What says that a file is of this format. */
const MARKS = ['doc_to_text', 'output_type', 'dataset_path', 'metric_list', 'include'];

export function looksLikeTask(value: JsonValue | undefined): boolean {
  if (!isJsonObject(value)) return false;
  const isTask = typeof value.task === 'string' && MARKS.some((key) => key in value);
  return isTask || (typeof value.group === 'string' && value.task !== undefined);
}

/** Reads a file with its includes. */
export function readTask(
  file: ForeignFile,
  files: readonly ForeignFile[],
  notes: Notes,
): Task | undefined {
  const sources = chainOf(file, files, notes);
  const [own] = sources;
  if (own === undefined || !isJsonObject(own.value)) return undefined;
  const values = sources.map(({ value }) => (isJsonObject(value) ? value : {}));
  const merged: JsonObject = Object.assign({}, ...[...values].reverse());
  const name = typeof merged.task === 'string' ? merged.task : String(merged.group ?? '');
  return {
    name,
    file: file.path,
    value: merged,
    at: (key) => {
      const index = values.findIndex((value) => Object.hasOwn(value, key));
      return (sources[index] ?? own).at(index < 0 ? [] : [key]);
    },
  };
}

/** The file and its parents, the nearest first. */
function chainOf(file: ForeignFile, files: readonly ForeignFile[], notes: Notes): Source[] {
  const chain: Source[] = [];
  let next: ForeignFile | undefined = file;
  while (next !== undefined && chain.length <= IMPORT_LIMITS.includes) {
    const source = readSource(next, notes);
    if (source === undefined) return chain;
    chain.push(source);
    next = parentOf(source, files, notes);
  }
  if (next !== undefined)
    notes.dropped(
      { file: next.path, line: 1 },
      'include',
      'the files include each other too deep',
      {
        comparable: false,
      },
    );
  return chain;
}

function parentOf(
  source: Source,
  files: readonly ForeignFile[],
  notes: Notes,
): ForeignFile | undefined {
  const { include } = isJsonObject(source.value) ? source.value : {};
  if (typeof include !== 'string') return undefined;
  const file = fileNamed(files, include, source.path);
  if (file === undefined)
    notes.dropped(source.at(['include']), 'include', `${excerpt(include)} is not among the files`, {
      fix: 'hand it in as well',
      comparable: false,
    });
  return file;
}

/** Names that are included by other files, and so are no tasks of their own. */
export function includedPaths(files: readonly ForeignFile[]): ReadonlySet<string> {
  const paths = files.filter(isTaskFile).flatMap((file) => {
    const source = readSource(file);
    const include = isJsonObject(source?.value) ? source.value.include : undefined;
    const parent = typeof include === 'string' ? fileNamed(files, include, file.path) : undefined;
    return parent === undefined ? [] : [parent.path];
  });
  return new Set(paths);
}
