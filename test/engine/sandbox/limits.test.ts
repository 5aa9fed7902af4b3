import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openSandbox } from '../../../engine/node/sandbox/open.ts';
import type { SandboxLanguage, SandboxResult } from '../../../engine/sandbox/sandbox.ts';
import { functionTable } from '../../../engine/sandbox/tests.ts';
import { outcomeOf, run } from './shared.ts';

interface Excess {
  readonly name: string;
  readonly language: SandboxLanguage;
  readonly code: string;
  readonly outcome: RegExp;
}

const TIMEOUT = /^timeout: no result within 1500 ms/;

const EXCESSES: readonly Excess[] = [
  {
    name: 'an endless loop',
    language: 'python',
    code: 'def f():\n    while True: pass',
    outcome: TIMEOUT,
  },
  {
    name: 'an endless loop while it loads',
    language: 'python',
    code: 'while True: pass',
    outcome: TIMEOUT,
  },
  {
    name: 'a loop that catches everything',
    language: 'python',
    code: 'def f():\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass',
    outcome: TIMEOUT,
  },
  {
    name: 'sleep',
    language: 'python',
    code: 'import time\ndef f(): time.sleep(60)',
    outcome: TIMEOUT,
  },
  {
    name: 'a regex bomb',
    language: 'python',
    code: 'import re\ndef f(): return re.match("(a+)+$", "a" * 40 + "b")',
    outcome: TIMEOUT,
  },
  {
    name: 'a huge integer',
    language: 'python',
    code: 'def f(): return str(7 ** 10 ** 8)[:1]',
    outcome: /^(timeout|memory|error): /,
  },
  {
    name: 'a list of gigabytes',
    language: 'python',
    code: 'def f(): return [0] * 10 ** 9',
    outcome: /^memory: MemoryError/,
  },
  {
    name: 'an allocation bomb',
    language: 'python',
    code: 'def f():\n    x = []\n    while True: x.append(bytearray(10 ** 6))',
    outcome: /^memory: MemoryError/,
  },
  {
    name: 'an endless generator',
    language: 'python',
    code: 'import itertools\ndef f(): return list(itertools.count())',
    outcome: /^(memory: MemoryError|timeout)/,
  },
  {
    name: 'deep recursion',
    language: 'python',
    code: 'def f(): return f()',
    outcome: /^error: RecursionError/,
  },
  {
    name: 'recursion without a limit',
    language: 'python',
    code: 'import sys\nsys.setrecursionlimit(10 ** 9)\ndef f(): return f()',
    outcome: /^(error|memory|timeout): /,
  },
  {
    name: 'deeply nested source',
    language: 'python',
    code: `x = ${'['.repeat(5000)}${']'.repeat(5000)}`,
    outcome: /^(error|memory): /,
  },
  {
    name: 'a flood of output',
    language: 'python',
    code: 'def f():\n    while True: print("x" * 10000)',
    outcome: /^output_limit: it printed too much/,
  },
  {
    name: 'a huge value',
    language: 'python',
    code: 'def f(): return "x" * 9_000_000',
    outcome: /^output_limit: a value is too large/,
  },
  {
    name: 'many frames',
    language: 'python',
    code: 'import os\ndef f():\n    while True: os.write(2, b"\\0\\0\\0\\2{}" * 10000)',
    outcome: /^(output_limit|error): /,
  },
  {
    name: 'a cyclic value',
    language: 'python',
    code: 'def f():\n    x = []\n    x.append(x)\n    return x',
    outcome: /^error: ValueError: a value is nested too deeply/,
  },

  {
    name: 'an endless loop',
    language: 'javascript',
    code: 'function f() { while (true); }',
    outcome: TIMEOUT,
  },
  {
    name: 'an endless loop while it loads',
    language: 'javascript',
    code: 'while (true);',
    outcome: TIMEOUT,
  },
  {
    name: 'a loop that catches everything',
    language: 'javascript',
    code: 'function f() { while (true) try { while (true); } catch {} finally { while (true); } }',
    outcome: TIMEOUT,
  },
  {
    name: 'endless promises',
    language: 'javascript',
    code: 'async function f() { while (true) await 0 }',
    outcome: TIMEOUT,
  },
  {
    name: 'a regex bomb',
    language: 'javascript',
    code: 'function f() { return /(a+)+$/.test("a".repeat(40) + "b") }',
    outcome: TIMEOUT,
  },
  {
    name: 'a regex bomb of back references',
    language: 'javascript',
    code: 'function f() { return /(.*)*\\1\\1\\1\\1x/.test("a".repeat(5000)) }',
    outcome: /^(timeout|error|memory): /,
  },
  {
    name: 'a huge integer',
    language: 'javascript',
    code: 'function f() { return String(7n ** (10n ** 8n)).length }',
    outcome: /^(timeout|memory|error): /,
  },
  {
    name: 'an allocation bomb',
    language: 'javascript',
    code: 'function f() { const a = []; while (true) a.push(new Array(1e5).fill(1.5)) }',
    outcome: /^memory: InternalError: out of memory/,
  },
  {
    name: 'a string bomb',
    language: 'javascript',
    code: 'function f() { let s = "x"; while (true) s += s }',
    outcome: /^(memory|error): /,
  },
  {
    name: 'an array buffer of gigabytes',
    language: 'javascript',
    code: 'function f() { return new ArrayBuffer(2 ** 31).byteLength }',
    outcome: /^(memory|error): /,
  },
  {
    name: 'deep recursion',
    language: 'javascript',
    code: 'function f() { return f() + 1 }',
    outcome: /^error: InternalError: stack overflow/,
  },
  {
    name: 'deeply nested source',
    language: 'javascript',
    code: `x = ${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    outcome: /^(error|memory): /,
  },
  {
    name: 'deeply nested JSON',
    language: 'javascript',
    code: 'function f() { return JSON.parse("[".repeat(1e5) + "]".repeat(1e5)) }',
    outcome: /^(error|memory): /,
  },
  {
    name: 'a deeply nested regex',
    language: 'javascript',
    code: 'function f() { return new RegExp("(".repeat(1e5) + ")".repeat(1e5)) }',
    outcome: /^(error|memory): /,
  },
  {
    name: 'a flood of output',
    language: 'javascript',
    code: 'function f() { while (true) console.log("x".repeat(10000)) }',
    outcome: /^output_limit: it printed too much/,
  },
  {
    name: 'a huge value',
    language: 'javascript',
    code: 'function f() { return "x".repeat(9_000_000) }',
    outcome: /^(output_limit|memory): /,
  },
  {
    name: 'a cyclic value',
    language: 'javascript',
    code: 'function f() { const x = []; x.push(x); return x }',
    outcome: /^error: RangeError: a value is nested too deeply/,
  },
];

describe('code that wants too much', () => {
  let memoryBefore = 0;
  let results: Promise<SandboxResult>[];

  before(() => {
    memoryBefore = process.memoryUsage().rss;
    const tests = functionTable('f', [[[], 'nothing']]);
    const limits = { timeoutMs: 1500, memoryMb: 128 };
    results = EXCESSES.map(({ language, code }) => run({ language, code, tests, ...limits }));
  });

  EXCESSES.forEach(({ name, language, outcome }, index) => {
    test(`${language}: ${name}`, async () => {
      const result = await results[index];
      assert.ok(result);
      assert.match(outcomeOf(result), outcome);
    });
  });

  test('the memory of this process grows little', async () => {
    await Promise.all(results);
    // Other tests share the process: only what came with these submissions counts.
    const grown = process.memoryUsage().rss - memoryBefore;
    assert.ok(grown < 500_000_000, `${grown} bytes more`);
  });

  test('no process outlives its sandbox', { skip: process.platform !== 'linux' }, async () => {
    await Promise.all(results);
    const before = children();
    {
      await using sandbox = await openSandbox({ workers: 1, warm: 1 });
      const code = 'while (true);';
      const tests = functionTable('f', [[[], 1]]);
      const limits = { timeoutMs: 200, memoryMb: 64 };
      await sandbox.run({ language: 'javascript', code, tests, ...limits });
    }
    for (let tries = 0; tries < 100 && children().some((pid) => !before.includes(pid)); tries++) {
      await setTimeout(50);
    }
    assert.deepEqual(
      children().filter((pid) => !before.includes(pid)),
      [],
    );
  });
});

/** Processes that this one started and that are not yet gone. */
function children(): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isChild(name));
}

function isChild(pid: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.split(') ')[1]?.split(' ')[1]) === process.pid;
  } catch {
    return false;
  }
}
