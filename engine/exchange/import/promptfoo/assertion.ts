import type { JsonObject, JsonValue } from '../../../json.ts';
import type { ForeignFile } from '../importer.ts';
import type { NotePlace, Notes } from '../notes.ts';

/**
 * A scorer that an assertion became. What it compares with is the case's expected value in one
 * way of writing it, and an option of the scorer in the other: a case has one expected value only.
 */
export interface TranslatedScore {
  readonly expecting?: { readonly score: JsonObject; readonly expected: JsonValue } | undefined;
  readonly inline?: JsonObject | undefined;
}

/** Why an assertion has no counterpart. */
export interface Refusal {
  readonly refused: string;
  readonly fix?: string | undefined;
}

/** What a translation has to say besides its scorers. */
export interface Translation {
  readonly scores: readonly TranslatedScore[];
  /** How the scorers differ from the assertion; empty when they do not. */
  readonly differs?: string;
  /** Whether that difference moves scores. */
  readonly comparable?: boolean;
}

/** An assertion with the place it was written at. */
export interface PlacedAssertion {
  readonly assertion: JsonObject;
  readonly place: NotePlace;
}

/** What assertions are translated with. */
export interface AssertionContext {
  readonly vars: JsonObject;
  readonly files: readonly ForeignFile[];
  /** Path of the configuration. */
  readonly base: string;
  /** Assertions that `$ref` names. */
  readonly templates: JsonObject;
  readonly notes: Notes;
  /** Tools that the configuration offers. */
  readonly tools: readonly JsonObject[];
  /** Least mean of all assertions with which the case passes; all have to pass without it. */
  readonly threshold: number | undefined;
  /** Of the test. */
  readonly place: NotePlace;
  /** Transform of all of the case's assertions. */
  readonly transform: JsonValue | undefined;
}

export function isRefusal(value: Translation | Refusal): value is Refusal {
  return 'refused' in value;
}
