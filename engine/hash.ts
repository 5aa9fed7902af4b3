import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './json.ts';

/** SHA-256 of bytes, as 64 lower-case hexadecimal digits. */
export function hashOfBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** SHA-256 of the canonical JSON of `value`, as 64 lower-case hexadecimal digits. */
export function hashOf(value: unknown): string {
  return hashOfBytes(utf8ToBytes(canonicalJson(value)));
}
