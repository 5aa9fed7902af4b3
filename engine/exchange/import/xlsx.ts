import { readSheet } from 'read-excel-file/universal';
import type { JsonObject, JsonValue } from '../../json.ts';
import { readZip, ZIP_LIMITS, ZipError } from '../zip.ts';
import type { ForeignFile } from './importer.ts';
import type { Notes } from './notes.ts';
import type { Row } from './source.ts';

/** Rows and columns of a sheet that are read; all inclusive. */
const SHEET_LIMITS = { columns: 1_000, cells: 2_000_000 } as const;

/**
 * Reads the first sheet of an Excel workbook: its first row names the columns, each other row is a
 * record. Cells hold what was computed when the workbook was saved; formulas are never evaluated.
 * The line of a record is its row in the sheet.
 */
export async function readXlsx(file: ForeignFile, notes: Notes): Promise<Row[]> {
  try {
    refuseBomb(file.bytes);
    return rowsOf(await sheetOf(file.bytes), file, notes);
  } catch (error) {
    const reason = error instanceof ZipError ? error.message : 'it is no Excel workbook (.xlsx)';
    notes.dropped({ file: file.path, line: 1 }, 'file', `it cannot be read: ${reason}`, {
      fix: 'save it as .xlsx or .csv, a large one as .csv',
    });
    return [];
  }
}

/** What the workbook unpacks to is known before the library unpacks it. */
function refuseBomb(bytes: Uint8Array): void {
  const members = readZip(bytes);
  if (members.reduce((sum, { size }) => sum + size, 0) > ZIP_LIMITS.memberBytes)
    throw new ZipError(`it unpacks to more than ${ZIP_LIMITS.memberBytes} bytes`);
  for (const member of members) {
    const content = new TextDecoder().decode(member.unpack());
    if (member.name.startsWith('xl/worksheets/')) refuseFarCells(content);
  }
}

/** A cell far out makes the library fill all rows and columns before it with blanks. */
function refuseFarCells(xml: string): void {
  let [rows, columns] = [0, 0];
  for (const [, letters = '', digits = ''] of xml.matchAll(
    /\br\s*=\s*["']([A-Z]{1,3})(\d{1,9})["']/gi,
  )) {
    rows = Math.max(rows, Number(digits));
    columns = Math.max(columns, columnOf(letters));
  }
  if (columns > SHEET_LIMITS.columns || rows * columns > SHEET_LIMITS.cells) throw tooWide();
}

/** `A` is 1, `Z` 26, `AA` 27. */
function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce(
    (number, letter) => number * 26 + letter.charCodeAt(0) - 64,
    0,
  );
}

function tooWide(): ZipError {
  const { cells, columns } = SHEET_LIMITS;
  return new ZipError(`its sheet has more than ${cells} cells or ${columns} columns`);
}

/** Texts, numbers, truth values and moments; the types of the library do not tell. */
type Cell = unknown;

function sheetOf(bytes: Uint8Array): Promise<readonly (readonly Cell[])[]> {
  return readSheet(new Blob([bytes.slice()]), 1);
}

function rowsOf(
  [head = [], ...rows]: readonly (readonly Cell[])[],
  file: ForeignFile,
  notes: Notes,
): Row[] {
  const names = head.map((cell) => String(contentOf(cell) ?? '').trim());
  if (names.length > SHEET_LIMITS.columns || rows.length * names.length > SHEET_LIMITS.cells)
    throw tooWide();
  noteUnnamed(names, rows, file, notes);
  return rows.flatMap((cells, index) => {
    const fields = fieldsOf(names, cells);
    const isBlank = Object.values(fields).every((value) => value === null || value === '');
    return isBlank ? [] : [{ fields, place: { file: file.path, line: index + 2 } }];
  });
}

function noteUnnamed(
  names: readonly string[],
  rows: readonly (readonly Cell[])[],
  file: ForeignFile,
  notes: Notes,
): void {
  for (const [column, name] of names.entries()) {
    const filled = rows.some((cells) => (cells[column] ?? null) !== null);
    if (name === '' && filled)
      notes.dropped({ file: file.path, line: 1 }, `column ${column + 1}`, 'it has no name', {
        fix: 'write its name into the first row',
      });
  }
}

function fieldsOf(names: readonly string[], cells: readonly Cell[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name, column) =>
      name === '' ? [] : [[name, contentOf(cells[column] ?? null)] as const],
    ),
  );
}

/** Days become their ISO date, moments their ISO time. */
function contentOf(cell: Cell): JsonValue {
  if (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean')
    return cell;
  if (!(cell instanceof Date) || Number.isNaN(cell.getTime())) return null;
  return cell.toISOString().replace('T00:00:00.000Z', '');
}
