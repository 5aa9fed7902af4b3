import fs from 'node:fs';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { readSome, writeAll } from './descriptors.ts';
import { denyImports, stripHost } from './strip-host.ts';

/** The part of Pyodide that is used here. */
interface Pyodide {
  runPython(code: string): unknown;
  makeMemorySnapshot(): Uint8Array;
  setStdin(options: { read(buffer: Uint8Array): number }): void;
  setStdout(options: { write(buffer: Uint8Array): number }): void;
  setStderr(options: { write(buffer: Uint8Array): number }): void;
}

const [mode, pyodideFolder = '', snapshotFile = ''] = process.argv.slice(2);

/** One program in three files. */
const HARNESS = ['python-values.py', 'python-remote.py', 'python-sides.py'];

/** Node's permission model takes `process.binding` away, of which Pyodide reads these constants. */
Object.assign(process, { binding: () => ({ fs: fs.constants }) });

const { loadPyodide } = await import(pathToFileURL(`${pyodideFolder}/pyodide.mjs`).href);

if (mode === 'snapshot') await writeSnapshot();
else await serve();

/** What the harness imports is in the snapshot and costs no time later. */
async function writeSnapshot(): Promise<void> {
  const env = { HOME: '/home/pyodide', PYTHONHASHSEED: '0' };
  const python: Pyodide = await loadPyodide({ ...options(), _makeSnapshot: true, env });
  for (const name of HARNESS) {
    python.runPython(fs.readFileSync(new URL(name, import.meta.url), 'utf8'));
  }
  writeAll(1, python.makeMemorySnapshot());
}

/** The frames pass through the file descriptors 0 and 1, prints through 2. */
async function serve(): Promise<void> {
  const snapshot = fs.readFileSync(snapshotFile);
  const python: Pyodide = await loadPyodide({ ...options(), _loadSnapshot: snapshot });
  python.setStdin({ read: (buffer) => readSome(0, buffer) });
  python.setStdout({ write: (buffer) => writeAll(2, buffer) });
  python.setStderr({ write: (buffer) => writeAll(1, buffer) });
  denyImports();
  stripHost();
  writeAll(1, new Uint8Array(4));
  try {
    python.runPython('serve()');
  } catch (error) {
    // The last line is what the parent tells.
    writeAll(2, Buffer.from(`\n${String(error).split('\n', 1)[0]}\n`));
    process.exit(1);
  }
}

function options(): object {
  return { indexURL: `${pyodideFolder}/`, jsglobals: Object.create(null) };
}
