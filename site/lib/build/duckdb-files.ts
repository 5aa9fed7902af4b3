import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compressed = promisify(gzip);

/**
 * A file of the console's database out of its package; `<name>.gz.bin` is compressed here: 8 MB
 * instead of 34 on hosts that compress no WebAssembly, and small enough for those with a limit.
 */
export async function duckdbFile(name: string): Promise<Uint8Array> {
  const resolve = createRequire(join(process.cwd(), 'package.json')).resolve;
  const bytes = await readFile(
    resolve(`@duckdb/duckdb-wasm/dist/${name.replace(/\.gz\.bin$/, '')}`),
  );
  return name.endsWith('.gz.bin') ? compressed(bytes, { level: 6 }) : bytes;
}
