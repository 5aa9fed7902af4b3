import { readFileSync } from 'node:fs';
import type {
  QuickJSContext,
  QuickJSHandle,
  QuickJSRuntime,
  QuickJSWASMModule,
} from 'quickjs-emscripten-core';

/** What a submission has used up; its code and its tests share one. */
export interface Limits {
  /** `Date.now()` at which both are interrupted. */
  readonly deadline: number;
  /** What ended it, if anything did: the code cannot take it back. */
  over: 'timeout' | 'output_limit' | undefined;
  printed: string;
}

/** Characters that code may print. */
const MAX_PRINTED_CHARS = 1_000_000;

/** Below the stack of the WebAssembly module, whose overflow would end it. */
const MAX_STACK_BYTES = 256 * 1024;

const GUEST = readFileSync(new URL('./javascript-guest.js', import.meta.url), 'utf8');
const ASSERT = readFileSync(new URL('./javascript-assert.js', import.meta.url), 'utf8');

/** One side of a submission: an interpreter of its own, in WebAssembly memory of its own. */
export class Interpreter {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #guest: QuickJSHandle;

  /** @param send carries a question to the other side and brings its answer back */
  constructor(
    module: QuickJSWASMModule,
    role: 'code' | 'tests',
    limits: Limits,
    send: (text: string) => string,
  ) {
    this.#runtime = module.newRuntime({ maxStackSizeBytes: MAX_STACK_BYTES });
    this.#runtime.setInterruptHandler(() => isOver(limits));
    this.#context = this.#runtime.newContext();
    this.#guest = this.#call(this.#eval(GUEST), [
      this.#context.newString(role),
      this.#function('send', send),
      this.#function('print', (text) => print(limits, text)),
    ]);
    if (role === 'tests') this.#call(this.#eval(ASSERT), [this.#guest]);
    else this.#eval('globalThis.module = { exports: {} }; globalThis.exports = module.exports');
  }

  /** Runs a program. @returns the reply that says what it threw, or `undefined` */
  load(code: string): string | undefined {
    const isModule = /^\s*(export|import)\b/m.test(code);
    const type = isModule ? 'module' : 'global';
    const result = this.#context.evalCode(code, 'submission.js', { type });
    if (result.error) return this.#raised(result.error);
    this.#runtime.executePendingJobs();
    if (isModule) this.#context.setProp(this.#context.global, '__namespace', result.value);
    return undefined;
  }

  /** What the program defines under these names, as a reply. */
  find(names: readonly string[]): string {
    const namespace = this.#context.getProp(this.#context.global, '__namespace');
    return this.#ask('find', [this.#eval(JSON.stringify(names)), namespace]);
  }

  bind(found: string): void {
    this.#ask('bind', [this.#context.newString(found)]);
  }

  /** Answers a question of the other side, after whatever was left to do. */
  answer(question: string): string {
    this.#runtime.executePendingJobs();
    return this.#ask('answer', [this.#context.newString(question)]);
  }

  /** The reply that says why a program does not parse, or `undefined`. */
  syntaxError(program: string): string | undefined {
    const result = this.#context.evalCode(asyncFunction(program), 'tests.js');
    return result.error ? this.#raised(result.error) : undefined;
  }

  /** Runs a program that may `await`. @returns the reply that says what it threw, or `undefined` */
  run(program: string): string | undefined {
    const result = this.#context.evalCode(`${asyncFunction(program)}()`, 'tests.js');
    if (result.error) return this.#raised(result.error);
    this.#runtime.executePendingJobs();
    const state = this.#context.getPromiseState(result.value);
    if (state.type === 'rejected') return this.#raised(state.error);
    return state.type === 'fulfilled' ? undefined : NEVER_SETTLES;
  }

  #eval(code: string): QuickJSHandle {
    return this.#context.unwrapResult(this.#context.evalCode(code, 'sandbox.js'));
  }

  #call(callee: QuickJSHandle, args: QuickJSHandle[]): QuickJSHandle {
    const result = this.#context.callFunction(callee, this.#context.undefined, ...args);
    return this.#context.unwrapResult(result);
  }

  /** Calls a member of the guest; if that fails (memory, interruption), says so as a reply. */
  #ask(member: 'find' | 'bind' | 'answer', args: QuickJSHandle[]): string {
    const callee = this.#context.getProp(this.#guest, member);
    const result = this.#context.callFunction(callee, this.#context.undefined, ...args);
    return result.error ? this.#raised(result.error) : this.#context.getString(result.value);
  }

  #raised(error: QuickJSHandle): string {
    const name = this.#text(error, 'name');
    const message = this.#text(error, 'message');
    const place = placeIn(this.#text(error, 'stack'));
    const of_submission = this.#text(error, 'ofSubmission') === 'true';
    const kinds = [name === 'undefined' ? 'Error' : name];
    return JSON.stringify({ op: 'raise', kinds, message: `${message}${place}`, of_submission });
  }

  #text(object: QuickJSHandle, property: string): string {
    return this.#context.getString(this.#context.getProp(object, property)).slice(0, 2000);
  }

  #function(name: string, call: (text: string) => string): QuickJSHandle {
    return this.#context.newFunction(name, (text) =>
      this.#context.newString(call(this.#context.getString(text))),
    );
  }
}

const NEVER_SETTLES = JSON.stringify({
  op: 'raise',
  kinds: ['Error'],
  message: 'the tests wait for something that never happens',
});

/** Where in its own program it was thrown; the tests begin on the second line of theirs. */
function placeIn(stack: string): string {
  const [, file, line] = /\b(submission|tests)\.js:(\d+)/.exec(stack) ?? [];
  if (line === undefined) return '';
  return file === 'tests' ? ` (line ${Number(line) - 1} of the tests)` : ` (line ${line})`;
}

function asyncFunction(program: string): string {
  return `(async () => {\n${program}\n})`;
}

function isOver(limits: Limits): boolean {
  if (Date.now() > limits.deadline) limits.over ??= 'timeout';
  return limits.over !== undefined;
}

function print(limits: Limits, text: string): string {
  if (limits.printed.length + text.length > MAX_PRINTED_CHARS) limits.over ??= 'output_limit';
  else limits.printed += `${text}\n`;
  return '';
}
