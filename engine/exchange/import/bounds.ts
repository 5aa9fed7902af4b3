import { UserError } from '../../problem.ts';
import { type ForeignFile, IMPORT_LIMITS } from './importer.ts';
import type { Notes } from './notes.ts';
import type { Row } from './source.ts';

/** Milliseconds since any fixed moment. */
export type Clock = () => number;

/** The time an import may take. It is looked at between records, not in the middle of one. */
export class Deadline {
  readonly #clock: Clock;
  readonly #end: number;

  constructor(clock: Clock, milliseconds: number = IMPORT_LIMITS.milliseconds) {
    this.#clock = clock;
    this.#end = clock() + milliseconds;
  }

  /** @throws UserError naming the file that was being read when the time is up */
  require(file: string): void {
    if (this.#clock() <= this.#end) return;
    throw new UserError(
      `${file}: the import takes longer than ${IMPORT_LIMITS.milliseconds / 60_000} minutes`,
      'import fewer files at once, or split this one',
    );
  }
}

/** Records up to the limits of an import: of those beyond, and of cells too long, a note says so. */
export function boundedRows(rows: readonly Row[], file: ForeignFile, notes: Notes): Row[] {
  notes.deadline?.require(file.path);
  const most = IMPORT_LIMITS.cases;
  if (rows.length > most)
    notes.dropped(
      { file: file.path, line: rows[most]?.place.line ?? 1 },
      'records',
      `${rows.length - most} records beyond ${most}`,
      { fix: 'split the file' },
    );
  return rows.slice(0, most).filter(({ fields, place }) => {
    const long = Object.entries(fields).find(([, cell]) => !isShort(cell));
    if (long === undefined) return true;
    notes.dropped(place, 'record', longReason(`"${long[0].slice(0, IMPORT_LIMITS.quote)}"`), {
      fix: 'shorten it, or leave the record out',
    });
    return false;
  });
}

/** Why a text is refused. */
export function longReason(name: string): string {
  return `${name} holds a text of more than ${IMPORT_LIMITS.cellChars} characters`;
}

/** Whether no text in a value, however deep, is longer than a cell may be. */
export function isShort(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= IMPORT_LIMITS.cellChars;
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isShort);
}
