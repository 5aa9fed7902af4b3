import { hash } from 'node:crypto';
import { useNativeHash } from '../hash.ts';

/** Hashes with Node's own SHA-256 from here on. */
export function hashNatively(): void {
  useNativeHash((text) => hash('sha256', text));
}
