import { isMap, isNode, isSeq, parseDocument } from 'yaml';
import { recordsOf } from './delimited.ts';
import { scanJson } from './json-scan.ts';
import { LineIndex } from './lines.ts';
import type { Place } from './row.ts';

/** A file of cases without some of its records; the places are those that a reader gave them. */
type Without = (text: string, isGone: (offset: number) => boolean) => string;

const BY_ENDING: Readonly<Record<string, Without>> = {
  csv: (text, isGone) => withoutDelimited(text, ',', isGone),
  tsv: (text, isGone) => withoutDelimited(text, '\t', isGone),
  json: withoutItems,
  jsonl: withoutLines,
  ndjson: withoutLines,
  yaml: withoutYaml,
  yml: withoutYaml,
};

/** Whether records can be taken out of a file, told by its ending. */
export function canRemove(path: string): boolean {
  return Object.hasOwn(BY_ENDING, endingOf(path));
}

/**
 * Takes records out of the text of a file of cases. Everything else stays as it was, byte by byte;
 * only YAML may be folded otherwise, its comments kept.
 */
export function withoutRecords(path: string, text: string, gone: readonly Place[]): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const body = text.slice(mark.length);
  const index = new LineIndex(body);
  const keys = new Set(gone.map(({ line, column }) => `${line}:${column}`));
  const isGone = (offset: number) => {
    const { line, column } = index.placeAt(offset);
    return keys.has(`${line}:${column}`);
  };
  return mark + (BY_ENDING[endingOf(path)]?.(body, isGone) ?? body);
}

function endingOf(path: string): string {
  return /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

function withoutDelimited(
  text: string,
  delimiter: ',' | '\t',
  isGone: (offset: number) => boolean,
): string {
  const starts = [...recordsOf(text, delimiter, () => undefined)].map(
    (each) => each.starts[0] ?? 0,
  );
  const parts = starts.map((start, index) =>
    index > 0 && isGone(start) ? '' : text.slice(start, starts[index + 1] ?? text.length),
  );
  return parts.join('');
}

function withoutLines(text: string, isGone: (offset: number) => boolean): string {
  const lines = [...text.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)];
  const kept = lines.filter(
    ({ index, 0: line }) => !isGone(index + Math.max(0, line.search(/\S/))),
  );
  return kept.map(([line]) => line).join('');
}

/** Items of a list; what stands between the first two stands between all that are left. */
function withoutItems(text: string, isGone: (offset: number) => boolean): string {
  const { items } = scanJson(text);
  const [first] = items;
  if (first === undefined) return text;
  const end = text.lastIndexOf(']');
  const whole = items.map((start, index) => text.slice(start, items[index + 1] ?? end));
  const bodies = whole.map((item) => item.replace(/\s*,?\s*$/, ''));
  const between = whole[0]?.slice(bodies[0]?.length ?? 0) ?? '';
  const after = whole.at(-1)?.slice(bodies.at(-1)?.length ?? 0) ?? '';
  const kept = bodies.filter((_, index) => !isGone(items[index] ?? 0));
  return `${text.slice(0, first)}${kept.join(items.length > 1 ? between : '')}${after}${text.slice(end)}`;
}

function withoutYaml(text: string, isGone: (offset: number) => boolean): string {
  const document = parseDocument(text);
  const { contents } = document;
  if (!isSeq(contents)) return text;
  contents.items = contents.items.filter(
    (item) => !(isNode(item) && isMap(item) && isGone(item.range?.[0] ?? 0)),
  );
  return document.toString({ lineWidth: 0 });
}
