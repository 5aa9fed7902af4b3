import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenSandbox } from '../../../engine/node/sandbox/open.ts';
import type { SandboxLanguage, SandboxResult } from '../../../engine/sandbox/sandbox.ts';
import { functionTable } from '../../../engine/sandbox/tests.ts';

/** What an attack returns when it got what it came for. */
export const SECRET = 'open sesame';

/** Code that tries to get out. Its function `attack()` returns `SECRET` when it succeeded. */
export interface Attack {
  readonly name: string;
  /** `@FILE`, `@OUT`, `@PORT`, `@PARENT` and `@HOST` are replaced by what is there to be reached. */
  readonly code: string;
  /** How it ends; matched against `status: message`. */
  readonly outcome: RegExp;
}

/** Things of this machine that an attack may try to reach. */
export interface Prey extends Disposable {
  fill(code: string): string;
  /** What has been reached, in words; empty when all is well. */
  reached(): string[];
}

/** A file to read, a file to write, a server, a process and an environment variable. */
export async function layBait(): Promise<Prey> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'benchmarkhub-bait-')));
  const file = join(folder, 'secret.txt');
  const out = join(folder, 'written');
  writeFileSync(file, SECRET);
  let connections = 0;
  const server = createServer((_, response) => response.end(SECRET));
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  const victim = spawn('sleep', ['600'], { stdio: 'ignore' });
  victim.unref();
  process.env.SANDBOX_BAIT = SECRET;
  return {
    fill: (code) =>
      code
        .replaceAll('@FILE', file)
        .replaceAll('@OUT', out)
        .replaceAll('@PORT', String(port))
        .replaceAll('@HOST', String(process.pid))
        .replaceAll('@PARENT', String(victim.pid)),
    reached: () => [
      ...(connections > 0 ? ['the server'] : []),
      ...(existsSync(out) ? ['the disk'] : []),
      ...(victim.signalCode === null ? [] : ['another process']),
    ],
    [Symbol.dispose]: () => {
      delete process.env.SANDBOX_BAIT;
      server.close();
      victim.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `passed` would mean that the attack got through. */
export function launch(
  sandbox: OpenSandbox,
  language: SandboxLanguage,
  code: string,
  prey: Prey,
): Promise<SandboxResult> {
  return sandbox.run({
    language,
    code: prey.fill(code),
    tests: functionTable('attack', [[[], SECRET]]),
    timeoutMs: 20_000,
    memoryMb: 128,
  });
}
