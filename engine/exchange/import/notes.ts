import type { Deadline } from './bounds.ts';
import { IMPORT_LIMITS, type ImportNote, type NoteSeverity } from './importer.ts';

/** Where something stands. */
export interface NotePlace {
  readonly file: string;
  readonly line: number;
}

/** The parts of a note that may be left out. */
export interface NoteExtras {
  readonly fix?: string;
  /** `false`: it changes what the benchmark measures. */
  readonly comparable?: false;
}

/** What all notes of an import share. */
interface Store {
  readonly notes: ImportNote[];
  /** Notes that are the same but for their line are noted once for each line, never twice. */
  readonly known: Set<string>;
  more: number;
}

/** Collects what could not be taken over as it was; nothing is dropped without a note. */
export class Notes {
  readonly #store: Store;
  readonly #reasons = new Set<string>();
  readonly #parent: Notes | undefined;
  /** When whatever is noted about has to be read. */
  readonly deadline: Deadline | undefined;

  constructor(parent?: Notes, deadline?: Deadline) {
    this.#parent = parent;
    this.deadline = deadline ?? parent?.deadline;
    this.#store = parent === undefined ? { notes: [], known: new Set(), more: 0 } : parent.#store;
  }

  get all(): readonly ImportNote[] {
    return this.#store.notes;
  }

  get more(): number {
    return this.#store.more;
  }

  /** Why scores are not comparable with those of the original; of this scope and those around it. */
  get reasons(): readonly string[] {
    return [...(this.#parent?.reasons ?? []), ...this.#reasons];
  }

  /** Notes of one benchmark among several: they are kept together, its reasons apart. */
  scope(): Notes {
    return new Notes(this);
  }

  dropped(place: NotePlace, item: string, reason: string, extras: NoteExtras = {}): void {
    this.add('dropped', place, item, reason, extras);
  }

  changed(place: NotePlace, item: string, reason: string, extras: NoteExtras = {}): void {
    this.add('changed', place, item, reason, extras);
  }

  approximated(place: NotePlace, item: string, reason: string, extras: NoteExtras = {}): void {
    this.add('approximated', place, item, reason, extras);
  }

  add(
    severity: NoteSeverity,
    { file, line }: NotePlace,
    item: string,
    reason: string,
    { fix = '', comparable }: NoteExtras = {},
  ): void {
    if (comparable === false) this.#reasons.add(`${item}: ${reason}`);
    const key = JSON.stringify([severity, file, line, item, reason]);
    if (this.#store.known.has(key)) return;
    if (this.#store.notes.length >= IMPORT_LIMITS.notes) {
      this.#store.more++;
      return;
    }
    this.#store.known.add(key);
    const note = { item, file, line, reason, severity, fix };
    this.#store.notes.push(comparable === undefined ? note : { ...note, comparable });
  }
}

/** A text short enough for a note, on one line. */
export function excerpt(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= IMPORT_LIMITS.quote ? line : `${line.slice(0, IMPORT_LIMITS.quote - 1)}…`;
}
