import type { JsonValue } from '../json.ts';

/** Languages whose code can be run. */
export type SandboxLanguage = 'python' | 'javascript';

/** A model's code and what it has to pass. */
export interface Submission {
  readonly language: SandboxLanguage;
  /** The program that defines what the tests call. Anyone may have written it. */
  readonly code: string;
  /**
   * A function table (`functionTable`), or a program of the same language that calls the code and
   * asserts. It runs apart from `code`: what it calls are functions that live elsewhere.
   */
  readonly tests: string;
  /** Wall-clock milliseconds for the code and its tests together; starting up is not counted. */
  readonly timeoutMs: number;
  /** Megabytes of WebAssembly memory, each for the code and for its tests; at least 64. */
  readonly memoryMb: number;
}

/**
 * `passed`, `failed` (a wrong value), `error` (the code threw, or does not parse), `timeout`,
 * `memory` and `output_limit` are answers about the code. `sandbox_error` is none: the code could
 * not be judged, and its score is missing, not zero.
 */
export type SandboxStatus =
  | 'passed'
  | 'failed'
  | 'error'
  | 'timeout'
  | 'memory'
  | 'output_limit'
  | 'sandbox_error';

/** What became of a submission. */
export interface SandboxResult {
  readonly status: SandboxStatus;
  /** The first thing that went wrong, at most `MAX_MESSAGE_CHARS` long; untrusted text. */
  readonly message: string;
  /** What the code printed, at most `MAX_STDOUT_CHARS` long; untrusted text. */
  readonly stdout: string;
  readonly passed_tests?: number;
  /** Absent when the tests cannot be counted apart. */
  readonly total_tests?: number;
  /** What the function of a `functionCall` returned, as JSON; untrusted. */
  readonly value?: JsonValue;
  /** Processor time as the operating system counts it; `null` where it does not say. */
  readonly cpu_ms: number | null;
}

/** A place where code runs that can reach nothing. */
export interface Sandbox {
  /** Never rejects: what goes wrong is a `sandbox_error`. */
  run(submission: Submission): Promise<SandboxResult>;
  [Symbol.asyncDispose](): Promise<void>;
}

export const MAX_MESSAGE_CHARS = 500;
export const MAX_STDOUT_CHARS = 10_000;
export const MIN_MEMORY_MB = 64;

/** Longest code and longest tests, in characters; longer ones are refused unread. */
export const MAX_SOURCE_CHARS = 1_000_000;

/** A result as its caller may store it: texts cut to their limits. */
export function sandboxResult(
  status: SandboxStatus,
  message: string,
  rest: Partial<Omit<SandboxResult, 'status' | 'message'>> = {},
): SandboxResult {
  return {
    cpu_ms: null,
    ...rest,
    status,
    message: cut(message, MAX_MESSAGE_CHARS),
    stdout: cut(rest.stdout ?? '', MAX_STDOUT_CHARS),
  };
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
