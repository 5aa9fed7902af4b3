import type { JsonObject } from '../../json.ts';
import { type SandboxResult, sandboxResult } from '../../sandbox/sandbox.ts';

/** What the side of the tests decided. */
export function resultOfVerdict(verdict: JsonObject): SandboxResult {
  const counts = countsOf(verdict);
  if (verdict.kind === null) return sandboxResult('passed', '', counts);
  const message = String(verdict.message);
  const isWrong = verdict.kind === 'AssertionError' && verdict.of_submission !== true;
  if (isWrong) return sandboxResult('failed', message, counts);
  return sandboxResult(isOutOfMemory(message) ? 'memory' : 'error', message, counts);
}

/** What an exception of the code makes of it. */
export function resultOfRaise(kind: string, message: string): SandboxResult {
  const text = message === '' ? kind : `${kind}: ${message}`;
  return sandboxResult(isOutOfMemory(text) ? 'memory' : 'error', text);
}

/** How Python and QuickJS begin to say it. */
function isOutOfMemory(text: string): boolean {
  return /^(MemoryError\b|InternalError: out of memory)/.test(text);
}

function countsOf({ passed, total }: JsonObject): Partial<SandboxResult> {
  const isCounted = typeof passed === 'number' && typeof total === 'number' && total > 0;
  return isCounted ? { passed_tests: passed, total_tests: total } : {};
}
