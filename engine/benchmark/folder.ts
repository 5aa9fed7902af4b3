import { BENCHMARK_LIMITS } from './limits.ts';
import { ROW_READERS } from './rows/index.ts';
import { type CaseRow, errorAt, type Place, type Rows } from './rows/row.ts';

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

/** Text of a file, or what keeps it from being read, as one problem at `asked`. */
export type FileText = { readonly text: string; readonly path: string } | Extract<Rows, object>;

/** Where a file was asked for: problems of a missing file are reported there. */
export interface AskedAt extends Place {
  readonly file: string;
}

/** Reads a file that a benchmark names. It cannot name a path outside its folder. */
export async function readNamedFile(
  folder: BenchmarkFolder,
  name: string,
  maxBytes: number,
  asked: AskedAt,
): Promise<FileText> {
  const refuse = (message: string, fix = ''): Rows => ({
    rows: [],
    problems: [errorAt(asked.file, asked, message, fix)],
  });
  if (!isPlainName(name))
    return refuse(
      `"${name}" is not a file of this folder`,
      'name a file inside the folder of the benchmark',
    );
  const path = `${folder.path}/${name}`;
  try {
    const bytes = await folder.read(name, maxBytes);
    if (bytes === undefined) return refuse(`there is no file ${path}`);
    return {
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes),
      path,
    };
  } catch (error) {
    if (error instanceof RangeError)
      return refuse(`${path} is larger than ${maxBytes} bytes`, 'split it into several files');
    if (error instanceof TypeError) return refuse(`${path} is not UTF-8 text`, 'save it as UTF-8');
    throw error;
  }
}

/** Reads all records of the files that hold cases. */
export async function readRows(
  folder: BenchmarkFolder,
  names: readonly string[],
  asked: AskedAt,
): Promise<Rows> {
  const files = await Promise.all(names.map((name) => readRowsOf(folder, name, asked)));
  const rows: CaseRow[] = files.flatMap((file) => file.rows);
  const problems = files.flatMap((file) => file.problems);
  if (rows.length > BENCHMARK_LIMITS.cases) {
    problems.push(
      errorAt(
        asked.file,
        asked,
        `more than ${BENCHMARK_LIMITS.cases} cases`,
        'split the benchmark',
      ),
    );
  }
  return { rows, problems };
}

async function readRowsOf(folder: BenchmarkFolder, name: string, asked: AskedAt): Promise<Rows> {
  const reader = ROW_READERS[name.split('.').at(-1)?.toLowerCase() ?? ''];
  if (reader === undefined) {
    const known = Object.keys(ROW_READERS).map((ending) => `.${ending}`);
    return {
      rows: [],
      problems: [
        errorAt(
          asked.file,
          asked,
          `cannot read cases from "${name}"`,
          `formats: ${known.join(', ')}`,
        ),
      ],
    };
  }
  const file = await readNamedFile(folder, name, BENCHMARK_LIMITS.casesBytes, asked);
  return 'text' in file ? reader(file.text, file.path) : file;
}

/** No absolute path, no way up, no backslash, no scheme, no hidden file. */
function isPlainName(name: string): boolean {
  return /^[\w][\w.@+ -]*(\/[\w][\w.@+ -]*)*$/.test(name) && !name.includes('..');
}
