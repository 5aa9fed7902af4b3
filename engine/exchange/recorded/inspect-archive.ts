import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { MAX_JSON_DEPTH, parseJson } from '../../scorers/text/json.ts';
import type { ForeignFile } from '../import/importer.ts';
import { IMPORT_LIMITS } from '../import/importer.ts';
import type { Notes } from '../import/notes.ts';
import { startOf } from '../import/source.ts';
import { readZip, ZipError, type ZipMember } from '../zip.ts';

/** A log of Inspect as its archive holds it, in the shape of its JSON. */
export interface InspectLog {
  readonly spec: JsonValue | undefined;
  readonly stats: JsonValue | undefined;
  readonly samples: readonly InspectSample[];
}

export interface InspectSample {
  readonly value: JsonObject;
  /** Path of the member it stands in. */
  readonly member: string;
}

const SAMPLE = /^samples\/[^/]+\.json$/;

/** Reads an `.eval` archive: its header and a member a sample. What cannot be read is noted. */
export function readArchive(file: ForeignFile, notes: Notes): InspectLog | undefined {
  try {
    const members = readZip(file.bytes);
    // A log that was cut off has no header yet, only what was known at its start.
    const head =
      members.find(({ name }) => name === 'header.json') ??
      members.find(({ name }) => name === '_journal/start.json');
    const header = head === undefined ? undefined : objectOf(head, file, notes);
    if (header === undefined) throw new ZipError('it has no header.json');
    return {
      spec: header.eval,
      stats: header.stats,
      samples: samplesOf(members, file, notes),
    };
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    notes.dropped(startOf(file), 'file', `it cannot be read: ${error.message}`, {
      fix: 'write it as JSON: inspect log dump file.eval > file.json',
    });
    return undefined;
  }
}

function samplesOf(
  members: readonly ZipMember[],
  file: ForeignFile,
  notes: Notes,
): InspectSample[] {
  const named = members.filter(({ name }) => SAMPLE.test(name));
  const most = IMPORT_LIMITS.cases;
  if (named.length > most)
    notes.dropped(startOf(file), 'samples', `${named.length - most} samples beyond ${most}`, {
      fix: 'import a log of fewer samples',
    });
  return named.slice(0, most).flatMap((member) => {
    notes.deadline?.require(file.path);
    const value = objectOf(member, file, notes);
    return value === undefined ? [] : [{ value: withAttachments(value), member: member.name }];
  });
}

function objectOf(member: ZipMember, file: ForeignFile, notes: Notes): JsonObject | undefined {
  const value = parseJson(new TextDecoder().decode(member.unpack()));
  if (isJsonObject(value)) return value;
  notes.dropped(
    startOf(file),
    member.name,
    `it is not a JSON object, or nested deeper than ${MAX_JSON_DEPTH} levels`,
  );
  return undefined;
}

const ATTACHMENT = /^attachment:\/\/([0-9a-f]+)$/;

/** Long texts stand once in `attachments` and are named elsewhere by their hash. */
function withAttachments(sample: JsonObject): JsonObject {
  const { attachments, input, output } = sample;
  if (!isJsonObject(attachments) || Object.keys(attachments).length === 0) return sample;
  const filled = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return attachments[ATTACHMENT.exec(value)?.[1] ?? ''] ?? value;
    if (Array.isArray(value)) return value.map(filled);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item)]));
  };
  return { ...sample, input: filled(input ?? null), output: filled(output ?? null) };
}
