import { isJsonObject, type JsonObject } from '../../json.ts';
import { type SandboxResult, sandboxResult } from '../../sandbox/sandbox.ts';
import type { SandboxValue } from '../../sandbox/values.ts';
import { type Child, ChildEnded } from './child.ts';

/** What the side of the submission answers; it may be a lie, but it is well formed. */
export type Reply =
  | { readonly op: 'return'; readonly value: SandboxValue }
  | { readonly op: 'raise'; readonly kind: string; readonly message: string }
  /** It asks something of the tests before it answers. */
  | { readonly op: 'call' };

/** @throws Error when the frame is no reply. */
export function replyOf(frame: Buffer): Reply {
  return replyFrom(objectOf(frame));
}

/** @throws Error when the value is no reply. */
export function replyFrom(message: SandboxValue): Reply {
  if (!isJsonObject(message)) throw new Error('the code broke the protocol');
  if (message.op === 'call') return { op: 'call' };
  if (message.op === 'return') return { op: 'return', value: message.value ?? null };
  if (message.op === 'raise') return { op: 'raise', ...raisedOf(message) };
  throw new Error('the code broke the protocol');
}

/** @throws Error when the frame is no JSON object. */
export function objectOf(frame: Buffer): JsonObject {
  const message = jsonOf(frame);
  if (!isJsonObject(message)) throw new Error('the code broke the protocol');
  return message;
}

function jsonOf(frame: Buffer): unknown {
  try {
    return JSON.parse(frame.toString());
  } catch {
    return undefined;
  }
}

function raisedOf({ kinds, message }: JsonObject): { kind: string; message: string } {
  const kind = Array.isArray(kinds) ? String(kinds[0]) : 'Error';
  return { kind, message: String(message) };
}

/**
 * What any failure after the code has begun makes of it. None is a `sandbox_error`: code that could
 * end its sandbox to go unscored would gain by it.
 */
export function resultOfEnd(error: unknown): SandboxResult {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ChildEnded) || error.end === 'exit') {
    return sandboxResult(/out of memory/i.test(message) ? 'memory' : 'error', message);
  }
  if (error.end === 'disposed') return sandboxResult('sandbox_error', message);
  return sandboxResult(error.end, message);
}

/** Ends the children when the time is over; whoever waits for one gets a `ChildEnded`. */
export function deadline(
  children: readonly Child[],
  timeoutMs: number,
  graceMs: number = 0,
): Disposable {
  const end = () => {
    for (const child of children) child.end('timeout', `no result within ${timeoutMs} ms`);
  };
  const timer = setTimeout(end, timeoutMs + graceMs);
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}

/** Ends the children when a block is left, whatever happened in it. */
export function ending(children: readonly Child[]): Disposable {
  return {
    [Symbol.dispose]: () => {
      for (const child of children) child.end('disposed', 'the submission is judged');
    },
  };
}
