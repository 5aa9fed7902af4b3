import { inflateSync } from 'fflate';
import { decompress as unzstd } from 'fzstd';

/** Bounds on an archive from a stranger; all inclusive. */
export const ZIP_LIMITS = {
  /** Members of one archive. */
  members: 100_000,
  /** Bytes of one member, unpacked. */
  memberBytes: 64_000_000,
  /** Bytes of all members that are unpacked, together. */
  bytes: 256_000_000,
} as const;

/** A member of an archive, not unpacked yet. */
export interface ZipMember {
  /** Path inside the archive, as written there: never a path to write to. */
  readonly name: string;
  /** Bytes it says it has when unpacked. */
  readonly size: number;
  /** @throws Error when it is damaged, packed in an unknown way, or larger than it says */
  unpack(): Uint8Array;
}

/** Why an archive cannot be read; the message is for its user. */
export class ZipError extends Error {}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
/** A comment after the directory has 65,535 bytes at most. */
const FARTHEST_END = END_BYTES + 65_535;

/**
 * Lists the members of a ZIP archive from its directory. Nothing is unpacked until asked for, and
 * what is unpacked counts against `ZIP_LIMITS.bytes`, so that a "zip bomb" ends in an error.
 *
 * @throws ZipError
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT sections 4.3.7, 4.3.12, 4.3.16
 */
export function readZip(bytes: Uint8Array): readonly ZipMember[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (count > ZIP_LIMITS.members || count === 0xffff)
    throw new ZipError(`it has more than ${Math.min(ZIP_LIMITS.members, 0xfffe)} members`);
  const budget = { left: ZIP_LIMITS.bytes };
  const members: ZipMember[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY)
      throw new ZipError('its directory is damaged');
    const entry = entryAt(view, at);
    members.push({
      name: entry.name,
      size: entry.size,
      unpack: () => unpack(view, entry, budget),
    });
    at = entry.next;
  }
  return members;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
  readonly next: number;
}

function endOf(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last + END_BYTES - FARTHEST_END); at--)
    if (view.getUint32(at, true) === END) return at;
  throw new ZipError('it is no ZIP archive, or cut off');
}

function entryAt(view: DataView, at: number): Entry {
  const length = view.getUint16(at + 28, true);
  const name = at + ENTRY_BYTES;
  if (name + length > view.byteLength) throw new ZipError('its directory is damaged');
  const encoded = new Uint8Array(view.buffer, view.byteOffset + name, length);
  return {
    name: new TextDecoder().decode(encoded),
    method: view.getUint16(at + 10, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
    next: name + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true),
  };
}

function unpack(view: DataView, entry: Entry, budget: { left: number }): Uint8Array {
  const { name, size, packed } = entry;
  if (size > ZIP_LIMITS.memberBytes)
    throw new ZipError(`${name} has more than ${ZIP_LIMITS.memberBytes} bytes`);
  budget.left -= size;
  if (budget.left < 0)
    throw new ZipError(`its members have more than ${ZIP_LIMITS.bytes} bytes together`);
  const start = dataOf(view, entry);
  if (start + packed > view.byteLength) throw new ZipError(`${name} is cut off`);
  const data = new Uint8Array(view.buffer, view.byteOffset + start, packed);
  const content = decompressed(data, entry);
  if (content.length !== size) throw new ZipError(`${name} is not as long as it says`);
  return content;
}

/** Names and extras before the data may differ in length from those of the directory. */
function dataOf(view: DataView, { offset, name }: Entry): number {
  if (offset + LOCAL_BYTES > view.byteLength || view.getUint32(offset, true) !== LOCAL)
    throw new ZipError(`${name} is damaged`);
  const skipped = view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  return offset + LOCAL_BYTES + skipped;
}

/** The buffer has the size that was announced, so that nothing grows beyond it. */
function decompressed(data: Uint8Array, { method, size, name }: Entry): Uint8Array {
  try {
    if (method === 0) return data;
    if (method === 8) return inflateSync(data, { out: new Uint8Array(size) });
    if (method === 93) return unzstd(data, new Uint8Array(size));
  } catch (error) {
    throw new ZipError(`${name} is damaged`, { cause: error });
  }
  throw new ZipError(`${name} is packed by method ${method}, which is not read`);
}
