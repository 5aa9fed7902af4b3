import { addProblems, type Problem } from '../problem.ts';
import { BENCHMARK_LIMITS } from './limits.ts';
import { ROW_READERS } from './rows/index.ts';
import { type CaseRow, errorAt, onlyProblem, type Place, type Rows } from './rows/row.ts';
import { textOfBytes } from './rows/text.ts';

/** A benchmark's folder, wherever it lies: on disk, in git objects, in the browser. */
export interface BenchmarkFolder {
  /** Name of the folder, which is the benchmark's id. */
  readonly id: string;
  /** Path of the folder as the user knows it, such as `benchmarks/arithmetic`. */
  readonly path: string;
  /**
   * Bytes of a file of the folder; `undefined` when there is none, or it is no plain file.
   *
   * @throws RangeError when the file is larger than `maxBytes`.
   */
  read(name: string, maxBytes: number): Promise<Uint8Array | undefined>;
}

/** Text of a file, or what keeps it from being read, as one problem. */
export type FileText = { readonly text: string; readonly path: string } | Rows;

/** Where a file was asked for: problems of a missing file are reported there. */
export interface AskedAt extends Place {
  readonly file: string;
}

/** A file as a benchmark names it. */
export interface NamedFile {
  readonly name: string;
  readonly asked: AskedAt;
}

/** Reads a file of text that a benchmark names. It cannot name a path outside its folder. */
export async function readNamedFile(
  folder: BenchmarkFolder,
  name: string,
  maxBytes: number,
  asked: AskedAt,
): Promise<FileText> {
  const file = await readNamedBytes(folder, { name, asked }, maxBytes);
  if (!('bytes' in file)) return file;
  const decoded = textOfBytes(file.bytes, file.path);
  if ('problem' in decoded) return { rows: [], problems: [decoded.problem] };
  return { text: decoded.text, path: file.path };
}

async function readNamedBytes(
  folder: BenchmarkFolder,
  { name, asked }: NamedFile,
  maxBytes: number,
): Promise<{ readonly bytes: Uint8Array; readonly path: string } | Rows> {
  const refuse = (message: string, fix: string): Rows =>
    onlyProblem(asked.file, asked, message, fix);
  if (!isPlainName(name))
    return refuse(
      `${JSON.stringify(name)} is not a file of this folder`,
      'put the file into the folder of the benchmark and write its name, with / between folders',
    );
  const path = `${folder.path}/${name}`;
  try {
    const bytes = await folder.read(name, maxBytes);
    if (bytes === undefined)
      return refuse(`there is no file ${path}`, 'check the name; folders and links are not read');
    return { bytes, path };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse(`${path} is larger than ${maxBytes} bytes`, 'make it smaller');
  }
}

/** Reads all records of the files that hold cases, up to the limits that all share. */
export async function readRows(
  folder: BenchmarkFolder,
  files: readonly NamedFile[],
): Promise<{ rows: CaseRow[]; problems: Problem[] }> {
  const all = { rows: [] as CaseRow[], problems: [] as Problem[] };
  let bytesLeft: number = BENCHMARK_LIMITS.casesBytes;
  for (const file of files) {
    const read = await readRowsOf(folder, file, bytesLeft);
    bytesLeft -= read.bytes;
    addProblems(all.problems, read.problems);
    for (const row of read.rows) all.rows.push(row);
    if (all.rows.length > BENCHMARK_LIMITS.cases) {
      const message = `more than ${BENCHMARK_LIMITS.cases} cases`;
      all.problems.push(errorAt(file.asked.file, file.asked, message, 'split the benchmark'));
      break;
    }
  }
  return all;
}

async function readRowsOf(
  folder: BenchmarkFolder,
  file: NamedFile,
  maxBytes: number,
): Promise<Rows & { bytes: number }> {
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  const reader = Object.hasOwn(ROW_READERS, ending) ? ROW_READERS[ending] : undefined;
  if (reader === undefined && isPlainName(file.name)) {
    const known = Object.keys(ROW_READERS).map((format) => `.${format}`);
    const message = `cannot read cases from "${file.name}"`;
    const { asked } = file;
    return { ...onlyProblem(asked.file, asked, message, `formats: ${known.join(', ')}`), bytes: 0 };
  }
  const read = await readNamedBytes(folder, file, maxBytes);
  if (!('bytes' in read) || reader === undefined)
    return { rows: [], problems: [], ...read, bytes: 0 };
  return { ...(await reader(read.bytes, read.path)), bytes: read.bytes.length };
}

/** No absolute path, no way up, no backslash, no scheme, no hidden file. */
function isPlainName(name: string): boolean {
  return (
    /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.@+ -]*(\/[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.@+ -]*)*$/u.test(
      name,
    ) && !name.includes('..')
  );
}
