import { type SandboxResult, type Submission, sandboxResult } from '../../sandbox/sandbox.ts';
import type { FunctionTable } from '../../sandbox/tests.ts';
import { type SandboxValue, sandboxValue } from '../../sandbox/values.ts';
import type { Child } from './child.ts';
import { spentMs } from './cpu.ts';
import type { Pool } from './pool.ts';
import { deadline, ending, type Reply, replyOf, resultOfEnd } from './replies.ts';
import { resultOfRows } from './table.ts';
import { resultOfRaise } from './verdict.ts';

/** Calls the function row by row and compares here: the process never knows what is expected. */
export async function runPythonTable(
  pool: Pool,
  submission: Submission,
  table: FunctionTable,
): Promise<SandboxResult> {
  const code = await pool.take(submission.memoryMb);
  using _ending = ending([code]);
  const before = code.cpuMs();
  const result = await judge(code, submission, table).catch(resultOfEnd);
  return sandboxResult(result.status, result.message, {
    ...result,
    stdout: code.printed,
    cpu_ms: spentMs(before, code.cpuMs()),
  });
}

async function judge(
  code: Child,
  submission: Submission,
  table: FunctionTable,
): Promise<SandboxResult> {
  using _deadline = deadline([code], submission.timeoutMs);
  const names = [table.call];
  const loaded = await ask(code, { op: 'load', code: submission.code, names });
  if (loaded.op === 'raise') return resultOfRaise(loaded.kind, loaded.message);
  const on = loaded.op === 'return' ? numberOf(loaded.value, table.call) : undefined;
  if (on === undefined) return sandboxResult('error', `the code defines no function ${table.call}`);
  return resultOfRows(await replies(code, on, table), table);
}

async function replies(code: Child, on: number, { table }: FunctionTable): Promise<Reply[]> {
  const found: Reply[] = [];
  for (const [args] of table) {
    const words = { op: 'call', what: 'call', on, args: args.map(sandboxValue), kwargs: {} };
    found.push(await ask(code, words));
  }
  return found;
}

async function ask(code: Child, message: object): Promise<Reply> {
  code.send(message);
  return replyOf(await code.receive());
}

/** The number by which the child knows what it loaded under a name. */
function numberOf(loaded: SandboxValue, name: string): number | undefined {
  const value = fieldOf(loaded, name);
  const number = fieldOf(value, '$') === 'mine' ? fieldOf(value, 'v') : undefined;
  return typeof number === 'number' ? number : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  const isOwn = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isOwn ? Reflect.get(value, name) : undefined;
}
