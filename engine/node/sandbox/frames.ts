/** Longest frame that is read, in bytes. */
export const MAX_FRAME_BYTES = 8_000_000;

const HEADER_BYTES = 4;

/** A message as it goes over a pipe: its length in four bytes, then its JSON. */
export function frameOf(body: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(body.length);
  return Buffer.concat([header, body]);
}

/** Cuts a stream of bytes into frames. What it reads may be written by an enemy. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #size = 0;

  /**
   * The frames that are complete with this chunk.
   * @throws RangeError when a frame says that it is longer than `MAX_FRAME_BYTES`.
   */
  *read(chunk: Buffer): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    for (let length = this.#nextLength(); length !== undefined; length = this.#nextLength()) {
      yield this.#take(HEADER_BYTES + length).subarray(HEADER_BYTES);
    }
  }

  /** Length of the next frame once all of it is here. */
  #nextLength(): number | undefined {
    if (this.#size < HEADER_BYTES) return undefined;
    if ((this.#chunks[0]?.length ?? 0) < HEADER_BYTES) this.#join();
    const length = this.#chunks[0]?.readUInt32BE() ?? 0;
    if (length > MAX_FRAME_BYTES) throw new RangeError('a frame is too long');
    return this.#size >= HEADER_BYTES + length ? length : undefined;
  }

  #take(bytes: number): Buffer {
    const whole = this.#join();
    this.#chunks = [whole.subarray(bytes)];
    this.#size -= bytes;
    return whole.subarray(0, bytes);
  }

  #join(): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && this.#chunks.length === 1) return first;
    const whole = Buffer.concat(this.#chunks);
    this.#chunks = [whole];
    return whole;
  }
}
