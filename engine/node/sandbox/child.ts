import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import type { Confinement } from './confinement.ts';
import { cpuMsOf } from './cpu.ts';
import { FrameReader, frameOf } from './frames.ts';

/** What a child runs. */
export interface ChildCommand {
  /** Path of the file that Node runs. */
  readonly entry: string;
  readonly words: readonly string[];
  /** Paths it may read, `/*` at the end for all of a folder. */
  readonly readable: readonly string[];
  readonly memoryMb: number;
}

/** Why a child came to its end. */
export type ChildEnd = 'timeout' | 'output_limit' | 'exit' | 'disposed';

/** What a wait for a child that has ended rejects with. */
export class ChildEnded extends Error {
  readonly end: ChildEnd;

  constructor(end: ChildEnd, message: string) {
    super(message);
    this.end = end;
  }
}

/** Bytes that a child may print. */
const MAX_PRINTED_BYTES = 1_000_000;

/** Bytes of all frames of a child: more would only fill this process. */
const MAX_RECEIVED_BYTES = 64_000_000;

/** Bytes that a child may write that is not listened to frame by frame. */
const MAX_OUTPUT_BYTES = 256_000_000;

/** A group of its own: the child cannot signal ours, and its wrappers end with it. */
const SPAWN = { env: {}, cwd: '/', detached: true, windowsHide: true } as const;

const PAGES_PER_MB = 16;

/** Every child alive, so that none outlives an orderly exit. */
const alive = new Set<Child>();
process.on('exit', () => {
  for (const child of alive) child.kill();
});

/** All that a confined process writes until it ends by itself. @throws Error when it fails. */
export async function outputOf(command: ChildCommand, confinement: Confinement): Promise<Buffer> {
  const [program = '', ...words] = commandLine(command, confinement);
  const options = { ...SPAWN, encoding: 'buffer', maxBuffer: MAX_OUTPUT_BYTES } as const;
  try {
    return (await promisify(execFile)(program, words, options)).stdout;
  } catch (error) {
    const printed = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    throw new Error(`a process did not start: ${printed.slice(-300)}`, { cause: error });
  }
}

/** Node with the child's file, in all its wrappers. */
function commandLine(command: ChildCommand, confinement: Confinement): string[] {
  const { words, flags } = confinement;
  const readable = command.readable.map((path) => `--allow-fs-read=${path}`);
  const memory = `--wasm-max-mem-pages=${command.memoryMb * PAGES_PER_MB}`;
  const node = [process.execPath, ...flags, ...readable, memory];
  return [...words, ...node, command.entry, ...command.words];
}

/**
 * A confined process that speaks in frames. It is never asked to end, it is killed. Nothing it
 * sends is believed to be more than bytes.
 */
export class Child {
  readonly memoryMb: number;
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #frames = new FrameReader();
  readonly #received: Buffer[] = [];
  readonly #printed: Buffer[] = [];
  #receivedBytes = 0;
  #printedBytes = 0;
  #waiting: PromiseWithResolvers<Buffer> | undefined;
  #ended: ChildEnded | undefined;
  #cpuMsAtEnd: number | null = null;

  constructor(command: ChildCommand, confinement: Confinement) {
    this.memoryMb = command.memoryMb;
    const [program = '', ...words] = commandLine(command, confinement);
    this.#process = spawn(program, words, { ...SPAWN, stdio: ['pipe', 'pipe', 'pipe'] });
    alive.add(this);
    this.#listen();
  }

  #listen(): void {
    const { stdin, stdout, stderr } = this.#process;
    stdin.on('error', () => {});
    stdout.on('data', (chunk: Buffer) => this.#onFrames(chunk));
    stderr.on('data', (chunk: Buffer) => this.#onPrinted(chunk));
    this.#process.on('error', (error) => this.end('exit', error.message));
    this.#process.on('close', (code, signal) => {
      this.end('exit', `the process ended with ${signal ?? code}: ${lastLine(this.printed)}`);
    });
  }

  get isAlive(): boolean {
    return this.#ended === undefined;
  }

  /** What it printed so far, the beginning if that is much. */
  get printed(): string {
    return Buffer.concat(this.#printed).toString();
  }

  /** Processor milliseconds so far; `null` where the system does not say. */
  cpuMs(): number | null {
    if (this.#ended !== undefined) return this.#cpuMsAtEnd;
    return this.#process.pid === undefined ? null : cpuMsOf(this.#process.pid);
  }

  send(message: unknown): void {
    this.sendBytes(Buffer.from(JSON.stringify(message)));
  }

  /** Passes a message on as it is: parsing would turn `1.0` into `1`. */
  sendBytes(body: Buffer): void {
    if (this.#ended === undefined) this.#process.stdin.write(frameOf(body));
  }

  /** The next frame. @throws ChildEnded */
  receive(): Promise<Buffer> {
    const frame = this.#received.shift();
    if (frame !== undefined) return Promise.resolve(frame);
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    this.#waiting = Promise.withResolvers<Buffer>();
    return this.#waiting.promise;
  }

  /** Kills it and fails whoever waits for it. Only the first reason counts. */
  end(end: ChildEnd, message: string): void {
    this.#cpuMsAtEnd ??= this.cpuMs();
    this.#ended ??= new ChildEnded(end, message);
    this.#waiting?.reject(this.#ended);
    this.#waiting = undefined;
    this.kill();
  }

  kill(): void {
    alive.delete(this);
    const { pid, exitCode, signalCode } = this.#process;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // The group is gone already, or the system has no groups.
      this.#process.kill('SIGKILL');
    }
  }

  #onFrames(chunk: Buffer): void {
    this.#receivedBytes += chunk.length;
    try {
      if (this.#receivedBytes > MAX_RECEIVED_BYTES) throw new RangeError('too much data');
      for (const frame of this.#frames.read(chunk)) this.#onFrame(frame);
    } catch {
      this.end('output_limit', 'a value is too large to leave the sandbox');
    }
  }

  #onFrame(frame: Buffer): void {
    if (this.#waiting === undefined) this.#received.push(frame);
    else this.#waiting.resolve(frame);
    this.#waiting = undefined;
  }

  #onPrinted(chunk: Buffer): void {
    this.#printedBytes += chunk.length;
    if (this.#printedBytes > MAX_PRINTED_BYTES) this.end('output_limit', 'it printed too much');
    else this.#printed.push(chunk);
  }
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
