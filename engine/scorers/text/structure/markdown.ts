import { fencesOf } from './fences.ts';

/** What Markdown can hold. */
export type MarkdownPart =
  | 'heading'
  | 'list'
  | 'ordered_list'
  | 'task_list'
  | 'table'
  | 'code'
  | 'quote'
  | 'link'
  | 'image';

/** What a Markdown text holds. */
export interface MarkdownContent {
  /** Texts of the headings in order, without marks. */
  readonly headings: readonly string[];
  /** Languages of the fenced code, lower case. */
  readonly languages: readonly string[];
  readonly parts: ReadonlySet<MarkdownPart>;
}

const ATX = /^ {0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$/;
const UNDERLINE = /^ {0,3}(?:=+|-{2,})\s*$/;
const DELIMITERS = /^[\s|:-]*-[\s|:-]*$/;
const LINE_PARTS: readonly (readonly [MarkdownPart, RegExp])[] = [
  ['list', /^\s{0,12}[-*+]\s+\S/],
  ['ordered_list', /^\s{0,12}\d{1,9}[.)]\s+\S/],
  ['task_list', /^\s{0,12}[-*+]\s+\[[ xX]\]\s/],
  ['quote', /^ {0,3}>/],
  ['image', /!\[[^\]\n]{0,200}\]\([^)\n]{1,500}\)/],
  ['link', /(?<!!)\[[^\]\n]{1,200}\]\([^)\n]{1,500}\)|<https?:\/\/[^>\s]{1,500}>/],
];
/** Longer lines are prose; what they hold is looked for in their beginning. */
const MAX_LINE = 2_000;
/** Characters after these are not looked at. */
const MAX_CHARS = 300_000;

/** What a text holds of CommonMark and GitHub's tables and task lists; nothing inside code counts. */
export function markdownContent(whole: string): MarkdownContent {
  const text = whole.slice(0, MAX_CHARS);
  const fences = fencesOf(text);
  const lines = linesOutsideOf(text);
  const headings = lines.flatMap((line, index) => headingAt(line, lines[index + 1]) ?? []);
  const parts = new Set<MarkdownPart>();
  if (headings.length > 0) parts.add('heading');
  if (fences.length > 0) parts.add('code');
  lines.forEach((line, index) => {
    if (isTableHead(line, lines[index + 1])) parts.add('table');
    for (const [part, shape] of LINE_PARTS)
      if (!parts.has(part) && shape.test(line)) parts.add(part);
  });
  return { headings, languages: fences.map(({ language }) => language), parts };
}

/** Lines that are not inside of a fence. */
function linesOutsideOf(text: string): string[] {
  let fence = '';
  return text.split('\n').flatMap((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (fence === '' && mark === '') return [line.slice(0, MAX_LINE)];
    if (fence === '') fence = mark;
    else if (mark.startsWith(fence)) fence = '';
    return [];
  });
}

function headingAt(line: string, next: string | undefined): string[] | null {
  const atx = ATX.exec(line)?.[1];
  if (atx !== undefined) return [plain(atx)];
  const isSetext = next !== undefined && UNDERLINE.test(next) && /^ {0,3}[^\s>#|-]/.test(line);
  return isSetext ? [plain(line)] : null;
}

function plain(heading: string): string {
  return heading.replaceAll(/[*_`]/g, '').trim();
}

function isTableHead(line: string, next: string | undefined): boolean {
  return line.includes('|') && next?.includes('|') === true && DELIMITERS.test(next);
}
