import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './json.ts';

/** SHA-256 of bytes, as 64 lower-case hexadecimal digits. */
export function hashOfBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** SHA-256 of a text in UTF-8, as 64 lower-case hexadecimal digits. */
export type TextHash = (text: string) => string;

let hashOfText: TextHash = (text) => hashOfBytes(utf8ToBytes(text));

/**
 * Takes the SHA-256 of the platform, which is several times as fast as one in JavaScript; what is
 * the same everywhere stays the same.
 *
 * @throws Error when it is no SHA-256.
 */
export function useNativeHash(native: TextHash): void {
  const probe = 'é\u{1f600} half a pair: \ud83d';
  if (native(probe) !== hashOfBytes(utf8ToBytes(probe))) throw new Error('this is no SHA-256');
  hashOfText = native;
}

/** SHA-256 of the canonical JSON of `value`, as 64 lower-case hexadecimal digits. */
export function hashOf(value: unknown): string {
  return hashOfText(canonicalJson(value));
}
