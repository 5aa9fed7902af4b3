import { dirname, join } from 'node:path';
import { isJsonObject, type JsonObject } from '../../json.ts';
import {
  type Sandbox,
  type SandboxResult,
  type Submission,
  sandboxResult,
} from '../../sandbox/sandbox.ts';
import { type FunctionTable, functionTableOf } from '../../sandbox/tests.ts';
import { sandboxValue } from '../../sandbox/values.ts';
import { Child, type ChildCommand } from './child.ts';
import { spentMs } from './cpu.ts';
import { Pool } from './pool.ts';
import { deadline, objectOf, replyFrom, resultOfEnd } from './replies.ts';
import type { SandboxSetting } from './setting.ts';
import { resultOfRows } from './table.ts';
import { resultOfRaise, resultOfVerdict } from './verdict.ts';

/** Milliseconds after its own deadline at which a process is killed that does not keep it. */
const GRACE_MS = 500;

/**
 * JavaScript by QuickJS. Code and tests have a WebAssembly instance each, new for every submission;
 * a process is used again only after a submission that ended by itself.
 */
export class JavascriptSandbox implements Sandbox {
  readonly #pool: Pool;

  constructor(setting: SandboxSetting) {
    const start = async (memoryMb: number) =>
      new Child(javascriptCommand(setting, memoryMb), setting.confinement);
    this.#pool = new Pool(start, setting.warm);
  }

  async run(submission: Submission): Promise<SandboxResult> {
    try {
      return await this.#judge(submission);
    } catch (error) {
      return sandboxResult('sandbox_error', error instanceof Error ? error.message : String(error));
    }
  }

  async #judge(submission: Submission): Promise<SandboxResult> {
    const child = await this.#pool.take(submission.memoryMb);
    const before = child.cpuMs();
    const { result, isReusable } = await ask(child, submission);
    const cpu_ms = spentMs(before, child.cpuMs());
    if (isReusable) this.#pool.giveBack(child);
    else child.end('disposed', 'the submission is judged');
    return { ...result, cpu_ms };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#pool.dispose();
  }
}

interface Judged {
  readonly result: SandboxResult;
  /** Whether nothing happened that the process may have suffered from. */
  readonly isReusable: boolean;
}

async function ask(child: Child, submission: Submission): Promise<Judged> {
  using _deadline = deadline([child], submission.timeoutMs, GRACE_MS);
  const table = functionTableOf(submission.tests);
  const tests = table === undefined ? submission.tests : callsOf(table);
  child.send({ code: submission.code, timeoutMs: submission.timeoutMs, tests });
  try {
    return judgedBy(objectOf(await child.receive()), submission, table);
  } catch (error) {
    return { result: resultOfEnd(error), isReusable: false };
  }
}

function callsOf({ call, table }: FunctionTable): object {
  return { call, rows: table.map(([args]) => args.map(sandboxValue)) };
}

function judgedBy(
  answer: JsonObject,
  submission: Submission,
  table: FunctionTable | undefined,
): Judged {
  const result = resultOf(answer, submission, table);
  const stdout = String(answer.printed);
  const isReusable = answer.over === undefined && answer.fatal === undefined;
  return {
    result: sandboxResult(result.status, result.message, { ...result, stdout }),
    isReusable,
  };
}

/** What ended both sides goes before what either side says. */
function resultOf(
  answer: JsonObject,
  submission: Submission,
  table: FunctionTable | undefined,
): SandboxResult {
  const { over, fatal, broken, thrown, verdict, rows } = answer;
  if (over === 'timeout') return sandboxResult(over, `no result within ${submission.timeoutMs} ms`);
  if (over === 'output_limit') return sandboxResult(over, 'it printed too much');
  if (broken !== undefined)
    return sandboxResult('sandbox_error', `the tests cannot run: ${broken}`);
  if (fatal !== undefined) return sandboxResult('error', String(fatal));
  if (isJsonObject(thrown)) return raisedResult(thrown);
  if (isJsonObject(verdict)) return resultOfVerdict(verdict);
  if (table !== undefined && Array.isArray(rows)) return resultOfRows(rows.map(replyFrom), table);
  return sandboxResult('error', `the code defines no function ${table?.call}`);
}

function raisedResult(thrown: JsonObject): SandboxResult {
  const reply = replyFrom(thrown);
  return reply.op === 'raise'
    ? resultOfRaise(reply.kind, reply.message)
    : sandboxResult('error', '');
}

function javascriptCommand(
  { folder, findPackage }: SandboxSetting,
  memoryMb: number,
): ChildCommand {
  const core = findPackage('quickjs-emscripten-core');
  const variant = findPackage('@jitl/quickjs-wasmfile-release-sync');
  return {
    entry: join(folder, 'javascript-child.ts'),
    words: [core, variant],
    // The variant imports its neighbour with the types of the interface.
    readable: [`${core}/*`, `${dirname(variant)}/*`, `${folder}/*`],
    memoryMb,
  };
}
