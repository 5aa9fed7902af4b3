import type { JsonObject } from '../../json.ts';
import type { Outcome } from '../../results/columns.ts';
import type { ForeignFile } from '../import/importer.ts';
import type { NotePlace, Notes } from '../import/notes.ts';

/** An answer that a model gave elsewhere. */
export interface Recording {
  readonly model: string;
  /** Whatever is known of the case: its id, what the model was sent, or its variables. */
  readonly caseId?: string | undefined;
  readonly question?: string | undefined;
  readonly variables?: JsonObject | undefined;
  /** Counts from 1; recordings of one case are numbered in their order when it is absent. */
  readonly trial?: number | undefined;
  readonly outcome: Outcome;
  readonly output: string | null;
  readonly finishReason?: string | null | undefined;
  readonly inputTokens?: number | null | undefined;
  readonly outputTokens?: number | null | undefined;
  readonly reasoningTokens?: number | null | undefined;
  readonly costUsd?: number | null | undefined;
  readonly latencyMs?: number | null | undefined;
  readonly firstTokenMs?: number | null | undefined;
  readonly error?: string | null | undefined;
  readonly askedAt?: Date | null | undefined;
  /** What it scored elsewhere, 0…1; ours is computed anew and compared with it. */
  readonly score?: number | null | undefined;
  readonly place: NotePlace;
}

/** What recordings are read with. */
export interface RecordingContext {
  readonly files: readonly ForeignFile[];
  readonly notes: Notes;
  /** The model of recordings that do not name theirs. */
  readonly model: string | undefined;
}

/** One foreign format of recorded answers. Pure, like an importer of benchmarks. */
export interface RecordingReader {
  readonly format: string;
  readonly summary: string;
  /** How sure it is that these files are of its format, 0 (they are not) to 1. */
  detect(files: readonly ForeignFile[]): number;
  read(context: RecordingContext): Promise<readonly Recording[]> | readonly Recording[];
}

/** A finite number, or `null`. */
export function numberOrNull(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** A whole number of tokens, or `null`. */
export function countOrNull(value: unknown): number | null {
  const number = numberOrNull(value);
  return number !== null && Number.isInteger(number) && number >= 0 ? number : null;
}

/** An answer's text as its outcome. */
export function outcomeOfText(output: string | null): Outcome {
  if (output === null) return 'provider_error';
  return output.trim() === '' ? 'empty' : 'answered';
}

/** A verdict of another tool as a score: numbers, booleans, and the letters C, I, P and N. */
export function scoreFrom(value: unknown): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  const letters: Readonly<Record<string, number>> = { C: 1, I: 0, P: 0.5, N: 0, true: 1, false: 0 };
  const letter = typeof value === 'string' ? letters[value.trim()] : undefined;
  const number = letter ?? numberOrNull(value);
  return number !== null && number >= 0 && number <= 1 ? number : null;
}

/** The model of a recording, with a note when none is known. */
export function modelOrDefault(
  named: unknown,
  { model, notes }: RecordingContext,
  place: NotePlace,
): string | undefined {
  const name = typeof named === 'string' && named.trim() !== '' ? named.trim() : model;
  if (name === undefined)
    notes.dropped({ ...place, line: 1 }, 'recordings', 'they do not say which model answered', {
      fix: 'name it with --model vendor/model',
    });
  return name;
}
