import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { Outcome } from '../../results/columns.ts';
import type { ForeignFile } from '../import/importer.ts';
import { messagesFrom } from '../import/messages.ts';
import type { NotePlace } from '../import/notes.ts';
import { readSource, type Source, startOf } from '../import/source.ts';
import { readArchive } from './inspect-archive.ts';
import {
  countOrNull,
  modelOrDefault,
  numberOrNull,
  outcomeOfText,
  type Recording,
  type RecordingContext,
  type RecordingReader,
  scoreFrom,
} from './recording.ts';

/** Logs of Inspect, as archive or as JSON. */
export const inspectLog: RecordingReader = {
  format: 'inspect-log',
  summary: 'logs of Inspect (.eval or .json)',
  detect: (files) => Math.max(0, ...files.map(detectFile)),
  read: (context) => context.files.flatMap((file) => readFile(file, context)),
};

function detectFile(file: ForeignFile): number {
  if (file.path.endsWith('.eval')) return 0.9;
  return logOf(file) === undefined ? 0 : 0.95;
}

function logOf(file: ForeignFile): Source | undefined {
  const source = file.path.endsWith('.json') ? readSource(file) : undefined;
  const value = source?.value;
  const isLog = isJsonObject(value) && isJsonObject(value.eval) && Array.isArray(value.samples);
  return isLog ? source : undefined;
}

/** A log in either form, with the places of its samples. */
interface PlacedLog {
  readonly spec: JsonValue | undefined;
  readonly stats: JsonValue | undefined;
  readonly place: NotePlace;
  readonly samples: readonly { readonly value: JsonObject; readonly place: NotePlace }[];
}

function placedLog(file: ForeignFile, { notes }: RecordingContext): PlacedLog | undefined {
  if (file.path.endsWith('.eval')) {
    const log = readArchive(file, notes);
    if (log === undefined) return undefined;
    const samples = log.samples.map(({ value, member }) => ({
      value,
      place: { file: `${file.path}/${member}`, line: 1 },
    }));
    return { ...log, place: startOf(file), samples };
  }
  const source = logOf(file);
  if (source === undefined) return undefined;
  const { eval: spec, samples, stats } = source.value as JsonObject;
  const placed = [samples ?? []].flat().map((value, index) => ({
    value,
    place: source.at(['samples', index]),
  }));
  return { spec, stats, place: source.at(['eval']), samples: placed.filter(isOfObject) };
}

function isOfObject<T extends { readonly value: JsonValue }>(
  sample: T,
): sample is T & { readonly value: JsonObject } {
  return isJsonObject(sample.value);
}

function readFile(file: ForeignFile, context: RecordingContext): Recording[] {
  const log = placedLog(file, context);
  if (log === undefined) return [];
  const { spec, stats, place, samples } = log;
  const model = modelOrDefault(isJsonObject(spec) ? spec.model : undefined, context, startOf(file));
  if (model === undefined) return [];
  noteRevision(spec, place, context);
  const started = isJsonObject(stats) ? Date.parse(String(stats.started_at)) : Number.NaN;
  const askedAt = Number.isFinite(started) ? new Date(started) : null;
  return samples.map((sample) => recordingOf(sample.value, model, askedAt, sample.place));
}

function noteRevision(
  spec: JsonValue | undefined,
  place: NotePlace,
  { notes }: RecordingContext,
): void {
  const revision = isJsonObject(spec) && isJsonObject(spec.revision) ? spec.revision : {};
  if (revision.dirty === true)
    notes.approximated(
      place,
      'revision',
      'the log was made from files that differ from their commit',
    );
}

/** How Inspect says that an answer ended, as an outcome. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  max_tokens: 'truncated',
  model_length: 'truncated',
  content_filter: 'filtered',
};

function recordingOf(
  sample: JsonObject,
  model: string,
  askedAt: Date | null,
  place: Recording['place'],
): Recording {
  const output = isJsonObject(sample.output) ? sample.output : {};
  const [choice] = [output.choices ?? []].flat().filter(isJsonObject);
  const message = choice !== undefined && isJsonObject(choice.message) ? choice.message : {};
  const text = textOf(message.content ?? output.completion);
  const usage = isJsonObject(output.usage) ? output.usage : {};
  const stop = typeof choice?.stop_reason === 'string' ? choice.stop_reason : null;
  const failed = sample.error !== undefined && sample.error !== null;
  const seconds = numberOrNull(output.time);
  return {
    model,
    caseId: sample.id === undefined ? undefined : String(sample.id),
    question: questionOf(sample.input),
    trial: countOrNull(sample.epoch) ?? undefined,
    outcome: failed ? failureOf(sample) : (OUTCOMES[stop ?? ''] ?? outcomeOfText(text)),
    output: failed ? null : text,
    finishReason: stop,
    inputTokens: countOrNull(usage.input_tokens),
    outputTokens: countOrNull(usage.output_tokens),
    reasoningTokens: countOrNull(usage.reasoning_tokens),
    latencyMs: seconds === null ? null : Math.round(seconds * 1e6) / 1e3,
    error: failed ? errorOf(sample.error) : null,
    askedAt,
    score: firstScore(sample.scores),
    place,
  };
}

function failureOf({ limit }: JsonObject): Outcome {
  const type = isJsonObject(limit) ? limit.type : limit;
  return type === 'time' || type === 'working' ? 'timeout' : 'provider_error';
}

function errorOf(error: JsonValue | undefined): string {
  return String(isJsonObject(error) ? (error.message ?? 'error') : error).slice(0, 1_000);
}

function textOf(content: JsonValue | undefined): string | null {
  if (content === undefined || content === null) return null;
  const messages = messagesFrom([{ role: 'assistant', content }]);
  return typeof messages === 'string' ? null : (messages[0]?.content ?? null);
}

function questionOf(input: JsonValue | undefined): string | undefined {
  if (typeof input === 'string') return input;
  const messages = messagesFrom(input ?? null);
  return typeof messages === 'string' ? undefined : messages.at(-1)?.content;
}

function firstScore(scores: JsonValue | undefined): number | null {
  const [first] = isJsonObject(scores) ? Object.values(scores) : [];
  return isJsonObject(first) ? scoreFrom(first.value) : null;
}
