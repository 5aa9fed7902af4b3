import { readSync, writeSync } from 'node:fs';

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** Reads at least a byte, waiting for it; 0 at the end. */
export function readSome(descriptor: number, buffer: Uint8Array): number {
  return untilReady(() => readSync(descriptor, buffer));
}

/** Writes all of it, waiting while the pipe is full. */
export function writeAll(descriptor: number, bytes: Uint8Array): number {
  let written = 0;
  while (written < bytes.length) {
    written += untilReady(() => writeSync(descriptor, bytes, written));
  }
  return written;
}

/** Node may have made a pipe non-blocking, where a system call says `EAGAIN` instead of waiting. */
function untilReady(call: () => number): number {
  while (true) {
    try {
      return call();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(sleeper, 0, 0, 1);
    }
  }
}
