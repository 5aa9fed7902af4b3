import type { Author, GenerationParameters, Message, Reducer } from '../../benchmark/benchmark.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import type { NotePlace, Notes } from './notes.ts';

/** A case on its way from a foreign file into a benchmark. */
export interface CaseDraft {
  /** As the foreign file names it; numbered when it has no name of its own. */
  readonly id?: string | undefined;
  /** What the prompt's variables stand for. */
  readonly fields: JsonObject;
  readonly expected?: JsonValue | undefined;
  readonly choices?: readonly string[] | undefined;
  readonly cluster?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly weight?: number | undefined;
  /** Scorers of its own, as they are written in a file; the benchmark's when absent. */
  readonly score?: readonly JsonObject[] | undefined;
  readonly place: NotePlace;
}

/** A benchmark on its way; what is absent takes its default. */
export interface BenchmarkDraft {
  /** Name to make the id of. */
  readonly name: string;
  /** Where the foreign benchmark stands. */
  readonly place: NotePlace;
  /** The foreign format in words, such as `promptfoo`. */
  readonly origin: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly version?: string | undefined;
  readonly license?: string | undefined;
  readonly authors?: readonly Author[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly language?: string | undefined;
  /** Templates in our own syntax. */
  readonly prompt: readonly Message[];
  readonly examples?: readonly CaseDraft[] | undefined;
  readonly cases: readonly CaseDraft[];
  readonly parameters?: GenerationParameters | undefined;
  readonly response?: { readonly json_schema: JsonObject } | undefined;
  /** Functions that the model may call, as a benchmark writes them. */
  readonly tools?: readonly JsonObject[] | undefined;
  readonly trials?: number | undefined;
  readonly reducer?: Reducer | undefined;
  readonly reducerK?: number | undefined;
  readonly extract?: readonly JsonValue[] | undefined;
  readonly score?: readonly JsonObject[] | undefined;
  /** Ids of models that the foreign file names. */
  readonly models?: readonly string[] | undefined;
  readonly canary?: string | undefined;
  /** Notes about this benchmark; its reasons go into the description. */
  readonly notes: Notes;
}

/** Plain text as a template that stands for itself. */
export function literalTemplate(text: string): string {
  return text.replaceAll('{{', '\\{{');
}
