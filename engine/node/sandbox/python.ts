import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Sandbox,
  type SandboxResult,
  type Submission,
  sandboxResult,
} from '../../sandbox/sandbox.ts';
import { functionTableOf } from '../../sandbox/tests.ts';
import { Child, type ChildCommand, outputOf } from './child.ts';
import { Pool } from './pool.ts';
import { runPythonProgram } from './python-program.ts';
import { runPythonTable } from './python-table.ts';
import { PythonTests } from './python-tests.ts';
import type { SandboxSetting } from './setting.ts';

/** Memory while the snapshot is made. */
const SNAPSHOT_MEMORY_MB = 512;

/** Name of the file that the children run. */
const ENTRY = 'python-child.ts';

/**
 * Python by Pyodide. A process serves one submission, or tests, and is killed. Processes start from
 * a snapshot of an interpreter that has imported the harness.
 */
export class PythonSandbox implements Sandbox {
  readonly #pool: Pool;
  readonly #tests: PythonTests;
  readonly #snapshot: Snapshot;

  constructor(setting: SandboxSetting) {
    this.#snapshot = new Snapshot(setting);
    const start = async (memoryMb: number) => {
      const file = await this.#snapshot.file();
      return new Child(pythonCommand(setting, memoryMb, file), setting.confinement);
    };
    this.#pool = new Pool(start, setting.warm);
    this.#tests = new PythonTests(this.#pool);
  }

  async run(submission: Submission): Promise<SandboxResult> {
    const table = functionTableOf(submission.tests);
    try {
      return table === undefined
        ? await runPythonProgram(this.#pool, this.#tests, submission)
        : await runPythonTable(this.#pool, submission, table);
    } catch (error) {
      return sandboxResult('sandbox_error', error instanceof Error ? error.message : String(error));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#tests.dispose();
    this.#pool.dispose();
    await this.#snapshot[Symbol.asyncDispose]();
  }
}

/** An interpreter that has started, in a file, made at the first need. */
class Snapshot {
  readonly #setting: SandboxSetting;
  #folder: Promise<string> | undefined;

  constructor(setting: SandboxSetting) {
    this.#setting = setting;
  }

  async file(): Promise<string> {
    this.#folder ??= this.#make();
    return join(await this.#folder, 'snapshot.bin');
  }

  async #make(): Promise<string> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'benchmarkhub-python-')));
    const command = pythonCommand(this.#setting, SNAPSHOT_MEMORY_MB);
    try {
      const bytes = await outputOf(command, this.#setting.confinement);
      await writeFile(join(folder, 'snapshot.bin'), bytes);
      return folder;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const folder = await this.#folder?.catch(() => undefined);
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** Serves from a snapshot, or makes one when there is none yet. */
function pythonCommand(
  { folder, findPackage }: SandboxSetting,
  memoryMb: number,
  snapshot?: string,
): ChildCommand {
  const pyodide = findPackage('pyodide');
  const words = snapshot === undefined ? ['snapshot', pyodide] : ['serve', pyodide, snapshot];
  const readable = [`${pyodide}/*`, `${folder}/*`, ...(snapshot === undefined ? [] : [snapshot])];
  return { entry: join(folder, ENTRY), words, readable, memoryMb };
}
