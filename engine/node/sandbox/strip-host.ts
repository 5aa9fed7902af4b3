import { registerHooks } from 'node:module';

/** Members of `process` that reach out of it; none is needed once the interpreter runs. */
const PROCESS_MEMBERS = [
  'abort',
  'binding',
  '_linkedBinding',
  'chdir',
  'constrainedMemory',
  'dlopen',
  'execArgv',
  'execve',
  'getBuiltinModule',
  'initgroups',
  'kill',
  '_kill',
  '_debugProcess',
  '_debugEnd',
  'loadEnvFile',
  'mainModule',
  'openStdin',
  'permission',
  'report',
  'setegid',
  'seteuid',
  'setgid',
  'setgroups',
  'setuid',
  'umask',
];

const GLOBALS = [
  'BroadcastChannel',
  'EventSource',
  'MessageChannel',
  'WebSocket',
  'Worker',
  'fetch',
  'global',
  'module',
  'navigator',
  'process',
  'queueMicrotask',
  'require',
  'setImmediate',
  'setInterval',
  'setTimeout',
];

/**
 * Takes from the process what it could reach the machine with: code that broke out of the
 * interpreter finds no process to signal and no function to fetch with.
 */
export function stripHost(): void {
  const host: Record<string, unknown> = Object.assign(process);
  for (const name of PROCESS_MEMBERS) remove(host, name);
  for (const name of GLOBALS) remove(globalThis, name);
}

function remove(owner: object, name: string): void {
  if (!Reflect.deleteProperty(owner, name)) Reflect.set(owner, name, undefined);
}

/** From here on no module can be loaded, the built-in ones neither. */
export function denyImports(): void {
  registerHooks({
    resolve(specifier) {
      throw new Error(`no module can be loaded: ${specifier}`);
    },
  });
}
