import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { type ForeignFile, IMPORT_LIMITS } from '../importer.ts';
import { excerpt, type NotePlace, type Notes } from '../notes.ts';
import { fileNamed, readSource, type Source } from '../source.ts';

/** Names of files that hold code, which is never executed. */
export const CODE_FILE: RegExp = /\.(?:js|ts|mjs|cjs|py)(?::\w+)?$/;

/** What a configuration is read with. */
export interface Reading {
  readonly source: Source;
  readonly files: readonly ForeignFile[];
  readonly notes: Notes;
}

/** Variables, those filled in that stand in files of their own. */
export function varsOf(
  written: JsonValue | undefined,
  { source, files, notes }: Reading,
  place: NotePlace,
): JsonObject {
  if (typeof written === 'string') {
    const file = fileNamed(files, written.replace(/^file:\/\//, ''), source.path);
    const read = file === undefined ? undefined : readSource(file, notes);
    if (read !== undefined) return objectOf(read.value);
    notes.dropped(place, 'vars', `${excerpt(written)} is not among the files`, {
      comparable: false,
    });
  }
  const entries = Object.entries(objectOf(written)).map(([name, value]) => {
    if (typeof value !== 'string' || !value.startsWith('file://')) return [name, value] as const;
    const file = fileNamed(files, value.slice('file://'.length), source.path);
    if (
      file !== undefined &&
      !CODE_FILE.test(value) &&
      file.bytes.length <= IMPORT_LIMITS.configurationBytes
    )
      return [name, new TextDecoder().decode(file.bytes)] as const;
    notes.dropped(
      place,
      `variable ${name}`,
      `${excerpt(value)} is not among the files, or no text`,
      {
        comparable: false,
      },
    );
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

/** The value as an object, empty when it is none. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
