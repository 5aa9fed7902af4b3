import { after } from 'node:test';
import { type OpenSandbox, openSandbox } from '../../../engine/node/sandbox/open.ts';
import type { SandboxResult, Submission } from '../../../engine/sandbox/sandbox.ts';

let opened: Promise<OpenSandbox> | undefined;

/** One sandbox for all files: making a snapshot takes longer than most tests. */
export function sharedSandbox(): Promise<OpenSandbox> {
  opened ??= openSandbox({ workers: 2, warm: 2 });
  return opened;
}

after(async () => (await opened)?.[Symbol.asyncDispose]());

/** Runs code with limits that suit most tests. */
export async function run(
  submission: Pick<Submission, 'language' | 'code' | 'tests'> & Partial<Submission>,
): Promise<SandboxResult> {
  const sandbox = await sharedSandbox();
  return await sandbox.run({ timeoutMs: 20_000, memoryMb: 128, ...submission });
}

/** What a recorded outcome is compared with. */
export function outcomeOf({ status, message }: SandboxResult): string {
  return `${status}: ${message}`;
}
