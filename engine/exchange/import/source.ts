import { parseSource } from '../../benchmark/document.ts';
import { ROW_READERS } from '../../benchmark/rows/index.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { MAX_JSON_DEPTH, parseJson } from '../../scorers/text/json.ts';
import { compilePattern, fullMatch } from '../../scorers/text/patterns.ts';
import { boundedRows } from './bounds.ts';
import { type ForeignFile, IMPORT_LIMITS } from './importer.ts';
import type { NotePlace, Notes } from './notes.ts';
import { literalPattern } from './scorers.ts';

/** A configuration file, read. */
export interface Source {
  readonly path: string;
  readonly value: JsonValue;
  /** Where the value at a path of keys stands. */
  at(keys: readonly (string | number)[]): NotePlace;
}

/** A record of a file of rows. */
export interface Row {
  readonly fields: JsonObject;
  readonly place: NotePlace;
}

export function textOfFile(file: ForeignFile): string {
  return new TextDecoder('utf-8').decode(file.bytes).replace(/^\uFEFF/, '');
}

export function startOf(file: ForeignFile): NotePlace {
  return { file: file.path, line: 1 };
}

/** What follows the last dot of a path, in lower case. */
export function endingOf(path: string): string {
  return /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** The last part of a path without its ending. */
export function nameOf(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.[^.]+$/, '');
}

const TOO_LARGE = `more than ${IMPORT_LIMITS.configurationBytes} characters of YAML`;

/**
 * Reads a YAML or JSON file with the places of its values. YAML's merge keys are filled in and
 * `!function` tags, which only Python could follow, are kept as text.
 */
export function readSource(file: ForeignFile, notes?: Notes): Source | undefined {
  notes?.deadline?.require(file.path);
  const text = textOfFile(file);
  if (endingOf(file.path) === 'json') return readJsonSource(file, text, notes);
  if (text.length > IMPORT_LIMITS.configurationBytes) return refuse(file, TOO_LARGE, notes);
  const document = parseSource(withoutFunctionTags(text), file.path);
  const [problem] = document.problems;
  if (document.value === undefined || problem !== undefined)
    return refuse(file, problem?.message ?? 'empty', notes, problem?.line);
  return {
    path: file.path,
    value: withMerges(document.value),
    at: (keys) => ({ file: file.path, line: document.positionOf(keys).line }),
  };
}

function readJsonSource(file: ForeignFile, text: string, notes?: Notes): Source | undefined {
  const value = parseJson(text);
  if (value === undefined)
    return refuse(file, `not JSON, or nested deeper than ${MAX_JSON_DEPTH} levels`, notes);
  // Positions come from the YAML parser, which is too slow for large files.
  const isSmall = text.length <= 300_000;
  const document = isSmall ? parseSource(text, file.path) : undefined;
  const at: Source['at'] = (keys) => ({
    file: file.path,
    line: document?.positionOf(keys).line ?? 1,
  });
  return { path: file.path, value, at };
}

function refuse(file: ForeignFile, reason: string, notes?: Notes, line = 1): undefined {
  notes?.dropped({ file: file.path, line }, 'file', `it cannot be read: ${reason}`, {
    fix: 'correct or split the file, or leave it out',
  });
  return undefined;
}

/** The mark that stands for a Python function. */
export const FUNCTION_MARK = '!function ';

function withoutFunctionTags(text: string): string {
  return text.replaceAll(/(:|-)([ \t]+)!function[ \t]+([\w.]+)/g, `$1$2"${FUNCTION_MARK}$3"`);
}

function withMerges(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withMerges);
  if (!isJsonObject(value)) return value;
  const { '<<': merged, ...own } = value;
  const parents = [merged ?? []].flat().filter(isJsonObject).reverse();
  const all: JsonObject = Object.assign({}, ...parents, own);
  return Object.fromEntries(Object.entries(all).map(([key, item]) => [key, withMerges(item)]));
}

/** Reads a file of records in any format that cases can have; what is wrong is noted. */
export async function readRecords(file: ForeignFile, notes: Notes): Promise<readonly Row[]> {
  notes.deadline?.require(file.path);
  if (endingOf(file.path) === 'xlsx') {
    // Loaded only for workbooks: the library is larger than all other readers together.
    const { readXlsx } = await import('./xlsx.ts');
    return boundedRows(await readXlsx(file, notes), file, notes);
  }
  const reader = ROW_READERS[endingOf(file.path)];
  if (reader === undefined) {
    notes.dropped(startOf(file), 'file', `".${endingOf(file.path)}" is no file of records`, {
      fix: `save it as one of ${Object.keys(ROW_READERS).join(', ')}, xlsx`,
    });
    return [];
  }
  const { rows, problems } = await reader(file.bytes, file.path);
  for (const { line, message, fix } of problems)
    notes.dropped({ file: file.path, line }, 'record', message, { fix });
  const read = rows.map(({ fields, place }) => ({
    fields,
    place: { file: file.path, line: place.line },
  }));
  return boundedRows(read, file, notes);
}

/**
 * The file that `reference` names as seen from `from`: among the files handed in, never outside
 * them.
 */
export function fileNamed(
  files: readonly ForeignFile[],
  reference: string,
  from: string,
): ForeignFile | undefined {
  const path = resolvePath(reference, from);
  return files.find((file) => file.path === path);
}

/** A path relative to the folder of another file; `null` when it leaves the folder handed in. */
export function resolvePath(reference: string, from: string): string | null {
  const parts = from.split('/').slice(0, -1);
  for (const part of reference.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** The files that a reference with `*` names. */
export function filesMatching(
  files: readonly ForeignFile[],
  reference: string,
  from: string,
): readonly ForeignFile[] {
  if (!reference.includes('*')) return [fileNamed(files, reference, from) ?? []].flat();
  const path = resolvePath(reference, from) ?? '';
  const pattern = compilePattern(
    path
      .split(/(\*\*\/|\*+)/)
      .map(patternOfPart)
      .join(''),
  );
  return files.filter((file) => fullMatch(pattern, file.path) !== null);
}

function patternOfPart(part: string): string {
  if (part === '**/') return '(?:.*/)?';
  return part.startsWith('*') ? '[^/]*' : literalPattern(part);
}
