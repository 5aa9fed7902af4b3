import type { Message } from '../../../benchmark/benchmark.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { parseJson } from '../../../scorers/text/json.ts';
import type { ForeignFile } from '../importer.ts';
import { messagesFrom } from '../messages.ts';
import { excerpt, type NotePlace, type Notes } from '../notes.ts';
import {
  endingOf,
  filesMatching,
  nameOf,
  readRecords,
  readSource,
  type Source,
  startOf,
  textOfFile,
} from '../source.ts';

/** A prompt with Nunjucks templates. */
export interface ForeignPrompt {
  readonly label: string | undefined;
  readonly messages: readonly Message[];
  readonly place: NotePlace;
}

const CODE = new Set(['js', 'mjs', 'cjs', 'ts', 'mts', 'cts', 'py', 'rb', 'sh', 'exe']);

/** Reads all prompts of a configuration; what cannot be sent as text is noted. */
export async function readPrompts(
  source: Source,
  files: readonly ForeignFile[],
  notes: Notes,
): Promise<ForeignPrompt[]> {
  const { prompts = [] } = source.value as JsonObject;
  const prompted: ForeignPrompt[] = [];
  for (const [index, written] of [prompts].flat().entries()) {
    const place = source.at(Array.isArray(prompts) ? ['prompts', index] : ['prompts']);
    prompted.push(...(await readPrompt(written, { source, files, notes, place })));
  }
  return prompted;
}

interface Reading {
  readonly source: Source;
  readonly files: readonly ForeignFile[];
  readonly notes: Notes;
  readonly place: NotePlace;
}

async function readPrompt(written: JsonValue, reading: Reading): Promise<ForeignPrompt[]> {
  if (isJsonObject(written)) {
    const { raw, id, label } = written;
    const prompts = await readPrompt(String(raw ?? id ?? ''), reading);
    const name = typeof label === 'string' ? label : undefined;
    return prompts.map((prompt) => ({ ...prompt, label: name ?? prompt.label }));
  }
  const text = String(written ?? '');
  const path = text.replace(/^file:\/\//, '');
  const named = filesMatching(reading.files, path, reading.source.path);
  if (named.length > 0) {
    const read = await Promise.all(named.map((file) => promptsOfFile(file, reading)));
    return read.flat();
  }
  if (text.startsWith('file://') || /^(?:exec|python|package):/.test(text))
    return refused(reading, `${excerpt(text)} is not among the files, or is code`);
  return promptsOf(text, undefined, reading.place, reading);
}

function refused({ notes, place }: Reading, reason: string): ForeignPrompt[] {
  notes.dropped(place, 'prompt', reason, { fix: 'write the prompt as text', comparable: false });
  return [];
}

async function promptsOfFile(file: ForeignFile, reading: Reading): Promise<ForeignPrompt[]> {
  const ending = endingOf(file.path);
  const place = startOf(file);
  const label = nameOf(file.path);
  if (CODE.has(ending)) return refused(reading, `${file.path} is code, which is never executed`);
  if (ending === 'csv') return promptsOfTable(file, reading);
  if (ending === 'yaml' || ending === 'yml') {
    const value = readSource(file, reading.notes)?.value;
    return value === undefined ? [] : promptOfValue(value, label, place, reading);
  }
  const parts = textOfFile(file).split(/^---[^\S\n]*\r?$/m);
  return parts.flatMap((part, index) =>
    promptsOf(part.trim(), parts.length > 1 ? `${label}-${index + 1}` : label, place, reading),
  );
}

async function promptsOfTable(file: ForeignFile, reading: Reading): Promise<ForeignPrompt[]> {
  const rows = await readRecords(file, reading.notes);
  return rows.flatMap(({ fields, place }) => {
    const text = fields.prompt ?? Object.values(fields)[0];
    const label = typeof fields.label === 'string' ? fields.label : undefined;
    return promptsOf(String(text ?? ''), label, place, reading);
  });
}

/** A text is a chat when it is a JSON list, and one message of the user otherwise. */
function promptsOf(
  text: string,
  label: string | undefined,
  place: NotePlace,
  reading: Reading,
): ForeignPrompt[] {
  if (text.trim() === '') return [];
  const value = /^\s*\[\s*\{/.test(text) ? parseJson(text) : undefined;
  if (value !== undefined) return promptOfValue(value, label, place, reading);
  return [{ label, place, messages: [{ role: 'user', content: text }] }];
}

function promptOfValue(
  value: JsonValue,
  label: string | undefined,
  place: NotePlace,
  reading: Reading,
): ForeignPrompt[] {
  if (typeof value === 'string') return promptsOf(value, label, place, reading);
  const messages = messagesFrom(value);
  return typeof messages === 'string'
    ? refused({ ...reading, place }, messages)
    : [{ label, place, messages }];
}
