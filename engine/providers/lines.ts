/** Characters of one line; a longer one is an error. */
export const MAX_LINE_CHARS = 64_000_000;

/**
 * The lines of a text that arrives in pieces, empty ones left out.
 *
 * @throws RangeError when a line is longer than `MAX_LINE_CHARS`
 */
export async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const pieces = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = pieces.pop() ?? '';
    if (rest.length > MAX_LINE_CHARS)
      throw new RangeError(`a line is longer than ${MAX_LINE_CHARS} characters`);
    for (const line of pieces) if (line.trim() !== '') yield line;
  }
  const last = rest + decoder.decode();
  if (last.trim() !== '') yield last;
}
