import { join } from 'node:path';
import { isJsonObject, type JsonObject } from '../../json.ts';
import type { QuerySubmission } from '../../sandbox/execution.ts';
import { differenceOf, type QueryRows } from '../../sandbox/query-rows.ts';
import { MAX_SOURCE_CHARS, type SandboxResult, sandboxResult } from '../../sandbox/sandbox.ts';
import { Child, type ChildCommand } from './child.ts';
import type { Confinement } from './confinement.ts';
import { spentMs } from './cpu.ts';
import { Pool } from './pool.ts';
import { deadline, ending, objectOf, resultOfEnd } from './replies.ts';
import type { SandboxSetting } from './setting.ts';
import { Slots } from './slots.ts';

/** Rows of one result; a query that gives more fails. */
const MAX_ROWS = 20_000;

/** Megabytes that Node and DuckDB take before there is any table. */
const OWN_MEMORY_MB = 700;

/** Answers of expected queries that are kept, because every model is asked the same. */
const MAX_KEPT = 64;

/**
 * SQL by DuckDB, whose configuration is locked: no files, no network, no extensions, no writing.
 * DuckDB is no WebAssembly, so every query has a process of its own in all the layers of the system.
 * The candidate's process does not know what is expected; rows are compared here.
 */
export class SqlSandbox {
  readonly #pool: Pool;
  readonly #expected = new Map<string, Promise<Outcome>>();

  readonly #slots: Slots;

  /** @param workers queries that run at once; the others wait */
  constructor(setting: SandboxSetting, workers: number) {
    this.#slots = new Slots(workers);
    const start = async (memoryMb: number) =>
      new Child(sqlCommand(setting, memoryMb), withAddon(setting.confinement, memoryMb));
    this.#pool = new Pool(start, setting.warm);
  }

  run(submission: QuerySubmission): Promise<SandboxResult> {
    return this.#slots.run(() => this.#judge(submission));
  }

  async #judge(submission: QuerySubmission): Promise<SandboxResult> {
    const { expected: wanted, query, setup } = submission;
    if (Math.max(wanted.length, setup.length) > MAX_SOURCE_CHARS) {
      return sandboxResult('sandbox_error', 'the tables or the expected query are too long');
    }
    if (query.length > MAX_SOURCE_CHARS) return sandboxResult('error', 'the query is too long');
    try {
      const expected = await this.#rowsExpected(submission);
      if ('result' in expected) return asBroken(expected.result);
      const found = await this.#ask(submission, query);
      if ('result' in found) return found.result;
      const wrong = differenceOf(found.rows, expected.rows, submission);
      return sandboxResult(wrong === undefined ? 'passed' : 'failed', wrong ?? '', found);
    } catch (error) {
      return sandboxResult('sandbox_error', error instanceof Error ? error.message : String(error));
    }
  }

  #rowsExpected(submission: QuerySubmission): Promise<Outcome> {
    const { setup, expected, memoryMb } = submission;
    const key = JSON.stringify([setup, expected, memoryMb]);
    const found = this.#expected.get(key) ?? this.#ask(submission, expected);
    this.#expected.delete(key);
    this.#expected.set(key, found);
    for (const oldest of this.#expected.keys()) {
      if (this.#expected.size <= MAX_KEPT) break;
      this.#expected.delete(oldest);
    }
    return found;
  }

  async #ask(submission: QuerySubmission, query: string): Promise<Outcome> {
    const { setup, timeoutMs, memoryMb } = submission;
    const child = await this.#pool.take(memoryMb);
    using _ending = ending([child]);
    using _deadline = deadline([child], timeoutMs);
    const before = child.cpuMs();
    try {
      child.send({ setup, query, memoryMb });
      const outcome = outcomeOf(objectOf(await child.receive()));
      return 'rows' in outcome ? { ...outcome, cpu_ms: spentMs(before, child.cpuMs()) } : outcome;
    } catch (error) {
      return { result: resultOfEnd(error) };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#pool.dispose();
  }
}

type Outcome =
  | { readonly rows: QueryRows; readonly cpu_ms: number | null }
  | { readonly result: SandboxResult };

/** What the process says; it may be a lie of the query's, but it is well formed. */
function outcomeOf(answer: JsonObject): Outcome {
  if (typeof answer.broken === 'string') {
    return {
      result: sandboxResult('sandbox_error', `the tables cannot be made: ${answer.broken}`),
    };
  }
  if (typeof answer.failed === 'string') {
    const isMemory = /^Out of Memory Error/.test(answer.failed);
    return { result: sandboxResult(isMemory ? 'memory' : 'error', answer.failed) };
  }
  const { columns, rows } = answer;
  if (!Array.isArray(columns) || !Array.isArray(rows) || !rows.every(Array.isArray)) {
    return { result: sandboxResult('error', 'the query broke the protocol') };
  }
  const named = columns.map((column) => ({
    name: isJsonObject(column) ? String(column.name) : '',
    isNumber: isJsonObject(column) && column.isNumber === true,
  }));
  return { rows: { columns: named, rows }, cpu_ms: null };
}

/** No answer is to blame for an expected query that does not run. */
function asBroken({ status, message }: SandboxResult): SandboxResult {
  const what = status === 'sandbox_error' ? message : `the expected query: ${status} ${message}`;
  return sandboxResult('sandbox_error', what);
}

function sqlCommand({ folder, findPackage }: SandboxSetting, memoryMb: number): ChildCommand {
  const modules = join(findPackage('@duckdb/node-api'), '..', '..');
  const readable = [`${modules}/@duckdb/*`, `${modules}/detect-libc/*`, `${folder}/*`];
  return { entry: join(folder, 'sql-child.ts'), words: [`${MAX_ROWS}`], readable, memoryMb };
}

/** DuckDB is an add-on, so the flags let add-ons in; the system caps its memory where it can. */
function withAddon({ words, flags, layers }: Confinement, memoryMb: number): Confinement {
  const prlimit = words[words.indexOf('--fsize=0') - 1];
  const bytes = (memoryMb + OWN_MEMORY_MB) * 1_000_000;
  const capped = prlimit === undefined ? [] : [prlimit, `--data=${bytes}`];
  return {
    words: [...words, ...capped],
    flags: [...flags.filter((flag) => flag !== '--no-addons'), '--allow-addons'],
    layers,
  };
}
