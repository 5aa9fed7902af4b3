import type { JsonValue } from '../../json.ts';
import { type SandboxResult, sandboxResult } from '../../sandbox/sandbox.ts';
import type { FunctionTable } from '../../sandbox/tests.ts';
import { isExpected, plainValue, type SandboxValue } from '../../sandbox/values.ts';
import type { Reply } from './replies.ts';
import { resultOfRaise } from './verdict.ts';

/** Compares what the calls of a table gave with what the table expects. */
export function resultOfRows(replies: readonly Reply[], table: FunctionTable): SandboxResult {
  if (table.returns === true) return resultOfCall(replies[0], table);
  const wrong = table.table.map(([args, expected], index) =>
    whatIsWrong(replies[index], args, expected, table),
  );
  const first = wrong.find((result) => result !== undefined);
  const passed = wrong.filter((result) => result === undefined).length;
  const counts = { passed_tests: passed, total_tests: table.table.length };
  return sandboxResult(first?.status ?? 'passed', first?.message ?? '', counts);
}

/** What the only call returned, where nothing is expected of it. */
function resultOfCall(reply: Reply | undefined, { call }: FunctionTable): SandboxResult {
  if (reply?.op === 'raise') return resultOfRaise(reply.kind, reply.message);
  if (reply?.op !== 'return') return sandboxResult('error', 'the code broke the protocol');
  const value = plainValue(reply.value);
  if (value !== undefined) return sandboxResult('passed', '', { value });
  return sandboxResult('error', `${call} returned ${shown(reply.value)}, which is no JSON`);
}

function whatIsWrong(
  reply: Reply | undefined,
  args: readonly JsonValue[],
  expected: JsonValue,
  table: FunctionTable,
): SandboxResult | undefined {
  if (reply?.op === 'raise') return resultOfRaise(reply.kind, reply.message);
  if (reply?.op !== 'return') return sandboxResult('error', 'the code broke the protocol');
  if (isExpected(reply.value, expected, table.tolerance)) return undefined;
  const call = `${table.call}(${args.map(shown).join(', ')})`;
  return sandboxResult('failed', `${call} is ${shown(reply.value)}, expected ${shown(expected)}`);
}

function shown(value: SandboxValue): string {
  const text = JSON.stringify(value);
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
