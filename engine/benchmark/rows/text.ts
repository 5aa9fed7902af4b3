import type { Problem } from '../../problem.ts';
import { LineIndex } from './lines.ts';
import { errorAt, type RowReader, type TextReader } from './row.ts';

/** The text of a file without its byte-order mark, or where it stops being UTF-8. */
export function textOfBytes(
  bytes: Uint8Array,
  file: string,
): { readonly text: string } | { readonly problem: Problem } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // What cannot be decoded comes out as U+FFFD, which a text hardly ever holds on purpose.
    const text = new TextDecoder('utf-8').decode(bytes);
    const place = new LineIndex(text).placeAt(Math.max(0, text.indexOf('\uFFFD')));
    return { problem: errorAt(file, place, 'this is not UTF-8 text', 'save the file as UTF-8') };
  }
}

/** A reader of text as a reader of bytes. */
export function fromText(read: TextReader): RowReader {
  return (bytes, file) => {
    const decoded = textOfBytes(bytes, file);
    return 'text' in decoded ? read(decoded.text, file) : { rows: [], problems: [decoded.problem] };
  };
}
