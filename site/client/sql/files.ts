import { MOST_LOADED_BYTES, MOST_LOADED_ROWS } from '../../lib/sql/limits.ts';

/** A file of results, as the manifest of the site lists it. */
export interface ListedFile {
  /** Below the base path. */
  readonly path: string;
  readonly benchmark: string;
  readonly rows: number;
  readonly bytes: number;
  /** ISO 8601. */
  readonly date: string | null;
}

/** What is loaded, and how many files were left out for their size. */
export interface ChosenFiles {
  readonly files: readonly ListedFile[];
  readonly left: number;
}

/** The newest files, of one benchmark or of all, as many as a browser can be asked to hold. */
export function chooseFiles(listed: readonly ListedFile[], benchmark: string): ChosenFiles {
  const wanted = listed
    .filter((file) => benchmark === '' || file.benchmark === benchmark)
    .toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
  let rows = 0;
  let bytes = 0;
  const files = wanted.filter((file) => {
    if (rows + file.rows > MOST_LOADED_ROWS || bytes + file.bytes > MOST_LOADED_BYTES) return false;
    rows += file.rows;
    bytes += file.bytes;
    return true;
  });
  return { files, left: wanted.length - files.length };
}

/** @throws Error when the address does not answer with what was asked for. */
export async function fetchOwn(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response;
}
