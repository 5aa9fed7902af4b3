import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { before, describe, test } from 'node:test';
import { detectConfinement } from '../../../engine/node/sandbox/confinement.ts';

// What the system's layer holds alone: native programs, as if code had broken out of WebAssembly,
// of Node and of its flags.

const SKIP = process.platform === 'linux' ? false : 'the layers of Linux are not here';
const ENVIRONMENTS = 'cat /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n"';
/** PTRACE_ATTACH; a process that was traced would have to be let go again. */
const TRACE = `
import ctypes, os, sys
pid = int(sys.argv[1])
if ctypes.CDLL(None).ptrace(16, pid, 0, 0) == 0:
    os.waitpid(pid, 0)
    ctypes.CDLL(None).ptrace(17, pid, 0, 0)
    print("traced")
`;

describe('a native program in the layers of the system', { skip: SKIP }, () => {
  let wrappers: readonly string[] = [];
  let ownProc = false;
  before(async () => {
    wrappers = (await detectConfinement()).words;
    ownProc = wrappers.includes('--mount-proc');
  });

  test('finds no environment but its own, which is empty', (t) => {
    if (!ownProc) return t.skip('this machine has no namespaces');
    const free = printed([], ['/bin/sh', '-c', ENVIRONMENTS]);
    assert.match(free, /^PATH=/m, 'without the layers it finds that of this process');
    assert.doesNotMatch(printed(wrappers, ['/bin/sh', '-c', ENVIRONMENTS]), /^PATH=/m);
    const mine = printed(wrappers, ['/bin/cat', '/proc/self/environ']);
    assert.equal(mine, '');
    assert.equal(printed(wrappers, ['/bin/cat', `/proc/${process.pid}/environ`]), '');
  });

  test('can trace no process outside', (t) => {
    const python = pythonPath();
    if (!ownProc || python === undefined) return t.skip('no namespaces, or no Python');
    const victim = spawnSync('/bin/sh', ['-c', 'sleep 60 >/dev/null 2>&1 & echo $!']);
    const pid = victim.stdout.toString().trim();
    try {
      assert.equal(printed(wrappers, [python, '-c', TRACE, pid]), '');
      assert.equal(printed(wrappers, [python, '-c', TRACE, String(process.pid)]), '');
    } finally {
      process.kill(Number(pid));
    }
  });
});

/** What a program prints that is started as the sandbox starts its children. */
function printed(wrappers: readonly string[], command: readonly string[]): string {
  const [program = '', ...words] = [...wrappers, ...command];
  const result = spawnSync(program, words, { env: {}, cwd: '/', timeout: 20_000 });
  assert.equal(result.error, undefined);
  return result.stdout.toString();
}

function pythonPath(): string | undefined {
  try {
    return execFileSync('python3', ['-c', 'import sys; print(sys.executable)']).toString().trim();
  } catch {
    return undefined;
  }
}
