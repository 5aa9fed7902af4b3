import { cut, oneLine } from './markdown.ts';

/** The runner keeps 4,096 characters of an annotation; less is still read. */
const MAX_CHARS = 1_000;

/** Text of a stranger made safe for an annotation, which GitHub shows as it is: one plain line. */
export function annotationText(text: string): string {
  return cut(oneLine(text), MAX_CHARS);
}
