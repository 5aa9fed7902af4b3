/** Characters of one event; a longer one is an error. */
export const MAX_EVENT_CHARS = 16_000_000;

/**
 * The data of server-sent events, one text an event (HTML Living Standard, "Server-sent events");
 * comments, names and ids are left out, and so is an event that the stream breaks off.
 *
 * @throws RangeError when an event is longer than `MAX_EVENT_CHARS`
 */
export async function* eventsOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines.map((text) => text.replace(/\r$/, ''))) {
      if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
      if (line !== '' || data.length === 0) continue;
      yield data.join('\n');
      data = [];
    }
    if (rest.length + data.reduce((sum, part) => sum + part.length, 0) > MAX_EVENT_CHARS)
      throw new RangeError(`an event is longer than ${MAX_EVENT_CHARS} characters`);
  }
}
