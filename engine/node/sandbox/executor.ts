import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Execution, Executor } from '../../sandbox/execution.ts';
import { type SandboxResult, sandboxResult } from '../../sandbox/sandbox.ts';
import type { Environment } from '../keys.ts';

/** An executor that has to be closed. */
export interface OpenExecutor extends Executor, AsyncDisposable {
  /** Executions that run at once. */
  readonly workers: number;
}

/** All that the process between this one and the code gets of the environment. */
const PASSED = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot'];

/** Each execution of Python takes two processes of up to 200 MB. */
const MAX_WORKERS = 8;

/** Opens sandboxes in a process of their own, whose environment holds no secret. */
export async function openExecutor(environment: Environment = process.env): Promise<OpenExecutor> {
  const workers = Math.min(MAX_WORKERS, availableParallelism());
  const host = fork(fileURLToPath(new URL('host.ts', import.meta.url)), [`${workers}`], {
    env: Object.fromEntries(PASSED.flatMap((name) => pairOf(name, environment))),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = listen(host);
  let count = 0;
  const send = (execution: Execution): Promise<SandboxResult> => {
    if (!host.connected) return Promise.resolve(ENDED);
    const id = count++;
    const { promise, resolve } = Promise.withResolvers<SandboxResult>();
    waiting.set(id, resolve);
    host.send({ id, execution });
    return promise;
  };
  return {
    workers,
    run: async (execution) => {
      const result = await send(execution);
      return isStarved(result, execution) ? await send(execution) : result;
    },
    [Symbol.asyncDispose]: () => closed(host),
  };
}

const ENDED = sandboxResult('sandbox_error', 'the process of the sandboxes has ended');

function pairOf(name: string, environment: Environment): [string, string][] {
  const value = environment[name];
  return value === undefined ? [] : [[name, value]];
}

function listen(host: ChildProcess): Map<number, (result: SandboxResult) => void> {
  const waiting = new Map<number, (result: SandboxResult) => void>();
  host.on('message', ({ id, result }: { id: number; result: SandboxResult }) => {
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  const end = () => {
    for (const resolve of waiting.values()) resolve(ENDED);
    waiting.clear();
  };
  host.on('error', end);
  host.on('disconnect', end);
  return waiting;
}

/** A machine with too much to do is not the code's fault: such code gets a second chance. */
function isStarved({ status, cpu_ms }: SandboxResult, { timeoutMs }: Execution): boolean {
  return status === 'timeout' && cpu_ms !== null && cpu_ms < timeoutMs / 2;
}

function closed(host: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (host.exitCode !== null || host.signalCode !== null) return resolve();
    host.on('exit', () => resolve());
    host.disconnect();
  });
}
