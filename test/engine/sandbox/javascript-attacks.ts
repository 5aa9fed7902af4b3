import type { Attack } from './attack.ts';

const UNDEFINED = /^error: (ReferenceError|TypeError)/;
const NO_MODULE = /^error: (ReferenceError|Error|SyntaxError)/;

function attack(name: string, body: string, outcome: RegExp = UNDEFINED): Attack {
  return { name, code: `async function attack() { ${body} }`, outcome };
}

/** A module's code runs before its functions. */
function moduleAttack(name: string, line: string, body: string): Attack {
  return { name, code: `${line}\nexport function attack() { ${body} }`, outcome: NO_MODULE };
}

export const JAVASCRIPT_ATTACKS: readonly Attack[] = [
  attack('process', 'return process.env.SANDBOX_BAIT'),
  attack('globalThis.process', 'return globalThis.process.env.SANDBOX_BAIT'),
  attack('process.binding', "return process.binding('fs')"),
  attack('process.kill', 'process.kill(@PARENT, 9)'),
  attack('require fs', "return require('fs').readFileSync('@FILE', 'utf8')"),
  attack('require child_process', "return String(require('child_process').execSync('cat @FILE'))"),
  attack('require node:sqlite', "new (require('node:sqlite').DatabaseSync)('@OUT')"),
  attack('module.require', "return module.require('fs').readFileSync('@FILE', 'utf8')"),
  attack(
    'module.constructor._load',
    "return module.constructor._load('fs').readFileSync('@FILE', 'utf8')",
  ),
  attack(
    'dynamic import',
    "const fs = await import('node:fs'); return fs.readFileSync('@FILE', 'utf8')",
    NO_MODULE,
  ),
  attack('dynamic import of a file', "return (await import('@FILE')).default", NO_MODULE),
  attack(
    'dynamic import of data',
    "return (await import('data:text/javascript,export default 1')).default",
    NO_MODULE,
  ),
  moduleAttack(
    'static import',
    "import fs from 'node:fs';",
    "return fs.readFileSync('@FILE', 'utf8')",
  ),
  moduleAttack('import std', "import * as std from 'std';", "return std.loadFile('@FILE')"),
  moduleAttack('import os', "import * as os from 'os';", "return os.exec(['cat', '@FILE'])"),
  attack('import.meta', "return eval('import.meta.url')", /^error: SyntaxError/),
  attack('std', "return std.loadFile('@FILE')"),
  attack('the environment of the parent', "return std.loadFile('/proc/@HOST/environ')"),
  attack('os.exec', "return os.exec(['cat', '@FILE'])"),
  attack('scriptArgs', 'return scriptArgs[0]'),
  attack('load', "return load('@FILE')"),
  attack('Deno and Bun', "return (globalThis.Deno ?? globalThis.Bun).readTextFileSync('@FILE')"),
  attack('eval', "return eval('process.env.SANDBOX_BAIT')"),
  attack('Function', "return Function('return process')().env.SANDBOX_BAIT"),
  attack(
    'AsyncFunction',
    "return (await (async () => {}).constructor('return process')()).env.SANDBOX_BAIT",
  ),
  attack(
    'GeneratorFunction',
    "return (function* () {}).constructor('yield process')().next().value.env.SANDBOX_BAIT",
  ),
  attack(
    'constructor chain',
    "return [].constructor.constructor('return process')().env.SANDBOX_BAIT",
  ),
  attack(
    'constructor chain of console',
    "return console.log.constructor('return process')().env.SANDBOX_BAIT",
  ),
  attack(
    'constructor chain of a host function',
    "return Math.random.constructor('return this.process')().env.SANDBOX_BAIT",
  ),
  attack(
    'constructor chain of a host error',
    "try { null.x } catch (e) { return e.constructor.constructor('return process')().env.SANDBOX_BAIT }",
  ),
  attack(
    'stack frames of the host',
    "Error.prepareStackTrace = (_, frames) => frames; const frame = new Error('x').stack[0]; return frame.getThis().process.env.SANDBOX_BAIT",
  ),
  attack(
    'caller of the caller',
    'return attack.caller.caller.arguments[0].process.env.SANDBOX_BAIT',
  ),
  attack('WebAssembly', 'return String(new WebAssembly.Memory({ initial: 1 }))'),
  attack(
    'SharedArrayBuffer and Atomics',
    'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1e9)',
    /^error: (ReferenceError|TypeError)/,
  ),
  attack('fetch', "return await (await fetch('http://127.0.0.1:@PORT')).text()"),
  attack('XMLHttpRequest', 'return String(new XMLHttpRequest())'),
  attack('WebSocket', "return String(new WebSocket('ws://127.0.0.1:@PORT'))"),
  attack('Worker', "return String(new Worker('data:,0'))"),
  attack('setTimeout', "return setTimeout('process', 0)"),
  attack('structuredClone of the host', 'return structuredClone(globalThis).process'),
  attack('importScripts', "importScripts('@FILE')"),
  attack('navigator', 'return navigator.userAgent'),
  attack('the guest of the harness', 'return send(JSON.stringify({ op: "verdict" }))'),
  attack(
    'a global of the harness',
    "for (const name of Object.getOwnPropertyNames(globalThis)) { const value = globalThis[name]; if (value?.newFunction ?? value?.evalCode) return 'open sesame' } throw new TypeError('nothing')",
  ),
];
