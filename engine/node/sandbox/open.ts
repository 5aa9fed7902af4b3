import {
  MAX_SOURCE_CHARS,
  MIN_MEMORY_MB,
  type Sandbox,
  type SandboxLanguage,
  type SandboxResult,
  type Submission,
  sandboxResult,
} from '../../sandbox/sandbox.ts';
import { JavascriptSandbox } from './javascript.ts';
import { PythonSandbox } from './python.ts';
import { type SandboxSetting, settingOf } from './setting.ts';
import { Slots } from './slots.ts';

/** How a sandbox is opened; everything has a default. */
export interface SandboxOptions extends Partial<SandboxSetting> {
  /** Submissions that run at once; the others wait. Default 2. */
  readonly workers?: number;
}

/** A sandbox that says what holds it shut. */
export interface OpenSandbox extends Sandbox {
  /** Layers that the operating system adds on this machine. */
  readonly layers: readonly string[];
}

/** Longest that a submission may take, in milliseconds. */
const MAX_TIMEOUT_MS = 300_000;

/** A WebAssembly memory can grow to 4 GB. */
const MAX_MEMORY_MB = 4096;

/** Opens a sandbox; an interpreter starts at the first submission of its language. */
export async function openSandbox(options: SandboxOptions = {}): Promise<OpenSandbox> {
  const setting = await settingOf(options);
  const slots = new Slots(options.workers ?? 2);
  const opened = new Map<SandboxLanguage, Sandbox>();
  return {
    layers: setting.confinement.layers,
    run: (submission) =>
      slots.run(async () => {
        const refused = refusalOf(submission);
        if (refused !== undefined) return refused;
        const { language } = submission;
        const sandbox = opened.get(language) ?? OPENERS[language](setting);
        opened.set(language, sandbox);
        return await sandbox.run(submission);
      }),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...opened.values()].map((sandbox) => sandbox[Symbol.asyncDispose]()));
    },
  };
}

const OPENERS: Readonly<Record<SandboxLanguage, (setting: SandboxSetting) => Sandbox>> = {
  python: (setting) => new PythonSandbox(setting),
  javascript: (setting) => new JavascriptSandbox(setting),
};

/** Why a submission is not run at all; only too long code is the code's own fault. */
function refusalOf(submission: Submission): SandboxResult | undefined {
  const { code, tests, timeoutMs, memoryMb } = submission;
  if (tests.trim() === '') return sandboxResult('sandbox_error', 'there is no test');
  if (tests.length > MAX_SOURCE_CHARS) return sandboxResult('sandbox_error', 'too long tests');
  if (!(timeoutMs > 0 && timeoutMs <= MAX_TIMEOUT_MS)) {
    return sandboxResult('sandbox_error', `timeoutMs is not between 1 and ${MAX_TIMEOUT_MS}`);
  }
  if (!(memoryMb >= MIN_MEMORY_MB && memoryMb <= MAX_MEMORY_MB)) {
    const limits = `${MIN_MEMORY_MB} and ${MAX_MEMORY_MB}`;
    return sandboxResult('sandbox_error', `memoryMb is not between ${limits}`);
  }
  if (code.length > MAX_SOURCE_CHARS) return sandboxResult('error', 'the code is too long');
  return undefined;
}
