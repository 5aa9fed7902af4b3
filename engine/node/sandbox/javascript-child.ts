import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { QuickJSSyncVariant, QuickJSWASMModule } from 'quickjs-emscripten-core';
import { readSome, writeAll } from './descriptors.ts';
import { FrameReader, frameOf } from './frames.ts';
import { Interpreter, type Limits } from './javascript-interpreter.ts';
import { stripHost } from './strip-host.ts';

/** What the parent asks; the expected values of a table are not in it. */
export interface JavascriptRequest {
  readonly code: string;
  readonly timeoutMs: number;
  /** A program, or the function and the encoded arguments of each call. */
  readonly tests: string | { readonly call: string; readonly rows: readonly unknown[][] };
}

/** What `newVariant` gives, whose type also allows a module around it. */
type Loader = () => Promise<ConstructorParameters<Interface>[0]>;
type Interface = Awaited<ReturnType<QuickJSSyncVariant['importFFI']>>;

/** The global `WebAssembly`, of which the types here know no values. */
const compiler: { compile(bytes: Uint8Array): Promise<WebAssembly.Module> } = Reflect.get(
  globalThis,
  'WebAssembly',
);

/** `this` of a plain call, encoded. */
const UNDEFINED = { $: 'undefined' };

const [coreFolder = '', variantFolder = ''] = process.argv.slice(2);
const core = await import(pathToFileURL(`${coreFolder}/dist/index.mjs`).href);
const newModule = await moduleMaker();

// The first module loads what the others need.
await newModule();
stripHost();
send('');
await serve();

/** Makes WebAssembly instances that share nothing but the compiled program. */
async function moduleMaker(): Promise<() => Promise<QuickJSWASMModule>> {
  const folder = pathToFileURL(`${variantFolder}/dist/`);
  const wasm = readFileSync(new URL('emscripten-module.wasm', folder));
  const wasmModule = await compiler.compile(wasm);
  const { default: base } = await import(new URL('index.mjs', folder).href);
  const variant: QuickJSSyncVariant = core.newVariant(base, { wasmModule });
  const [loader, Interface] = await Promise.all([
    variant.importModuleLoader(),
    variant.importFFI(),
  ]);
  const load = loader as Loader;
  return async () => {
    const instance = Object.assign(await load(), { type: 'sync' as const });
    return new core.QuickJSWASMModule(instance, new Interface(instance));
  };
}

async function serve(): Promise<void> {
  const reader = new FrameReader();
  const buffer = Buffer.alloc(1 << 16);
  for (let size = readSome(0, buffer); size > 0; size = readSome(0, buffer)) {
    for (const frame of reader.read(Buffer.from(buffer.subarray(0, size)))) {
      send(JSON.stringify(await judged(JSON.parse(frame.toString()))));
    }
  }
}

function send(text: string): void {
  writeAll(1, frameOf(Buffer.from(text)));
}

/** A host exception is the end of a WebAssembly module: the parent then ends this process. */
async function judged(request: JavascriptRequest): Promise<object> {
  const limits: Limits = {
    deadline: Date.now() + request.timeoutMs,
    over: undefined,
    printed: '',
  };
  try {
    const answer = await judge(request, limits);
    return { ...answer, over: limits.over, printed: limits.printed };
  } catch (error) {
    return { fatal: `${error}`, over: limits.over, printed: limits.printed };
  }
}

async function judge({ code, tests }: JavascriptRequest, limits: Limits): Promise<object> {
  if (typeof tests !== 'string') return await judgeTable(code, tests, limits);
  const sides: { code?: Interpreter; tests?: Interpreter } = {};
  const other = (side: 'code' | 'tests') => (text: string) => sides[side]?.answer(text) ?? '';
  sides.tests = new Interpreter(await newModule(), 'tests', limits, other('code'));
  const broken = sides.tests.syntaxError(tests);
  if (broken !== undefined) return { broken: JSON.parse(broken).message };
  sides.code = new Interpreter(await newModule(), 'code', limits, other('tests'));
  const thrown = sides.code.load(code);
  if (thrown !== undefined) return { thrown: JSON.parse(thrown) };
  sides.tests.bind(sides.code.find(identifiersIn(tests)));
  return { verdict: verdictOf(sides.tests, tests) };
}

async function judgeTable(
  code: string,
  { call, rows }: Exclude<JavascriptRequest['tests'], string>,
  limits: Limits,
): Promise<object> {
  const side = new Interpreter(await newModule(), 'code', limits, () => '');
  const thrown = side.load(code);
  if (thrown !== undefined) return { thrown: JSON.parse(thrown) };
  const on = JSON.parse(side.find([call])).value?.[call]?.v;
  if (typeof on !== 'number') return { missing: true };
  return { rows: rows.map((args) => replyTo(side, { what: 'call', on, self: UNDEFINED, args })) };
}

function replyTo(side: Interpreter, question: object): object {
  const reply = JSON.parse(side.answer(JSON.stringify(question)));
  if (reply?.value?.type !== 'promise') return reply;
  return JSON.parse(side.answer(JSON.stringify({ what: 'settle', on: reply.value.v })));
}

/** All words of a program that may be names, in the order they appear. */
function identifiersIn(program: string): string[] {
  return [...new Set(program.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu))];
}

function verdictOf(side: Interpreter, tests: string): object {
  const lines = tests.split('\n').filter((line) => line.trim() !== '' && !/^\s*\/\//.test(line));
  const areAssertions = lines.every((line) => /^\s*(console\.)?assert\b.*\)\s*;?\s*$/.test(line));
  const programs = areAssertions ? lines : [tests];
  const failures = programs.flatMap((program) => failureOf(side, program));
  const total = areAssertions ? programs.length : 0;
  return { kind: null, message: '', ...failures[0], total, passed: total - failures.length };
}

function failureOf(side: Interpreter, program: string): object[] {
  const thrown = side.run(program);
  if (thrown === undefined) return [];
  const { kinds, message, of_submission } = JSON.parse(thrown);
  const place = program.includes('\n') ? '' : `: ${program.trim()}`;
  return [{ kind: kinds[0], message: `${kinds[0]}: ${message}${place}`, of_submission }];
}
