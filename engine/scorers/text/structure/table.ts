import Papa from 'papaparse';

/** Names of delimiters; a benchmark cannot write a tab so that one sees it. */
export type DelimiterName = 'auto' | 'comma' | 'semicolon' | 'tab' | 'pipe';

/** A table as read, or what is wrong with it. */
export type Table =
  | { readonly rows: readonly (readonly string[])[] }
  | { readonly problem: string };

/** Larger tables are not read. */
const MAX_ROWS = 20_000;
const MAX_CHARS = 400_000;
const DELIMITERS: Readonly<Record<Exclude<DelimiterName, 'auto'>, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
};

/** Reads delimited text (RFC 4180), cells trimmed, blank lines left out. */
export function readTable(text: string, delimiter: DelimiterName): Table {
  const bare = text.replace(/^\uFEFF/, '');
  if (bare.length > MAX_CHARS) return { problem: `it is longer than ${MAX_CHARS} characters` };
  const mark = delimiter === 'auto' ? likelyDelimiter(bare) : DELIMITERS[delimiter];
  const rows: string[][] = [];
  let problem: string | null = null;
  Papa.parse(bare, {
    delimiter: mark,
    step: ({ data, errors }, parser) => {
      const cells = data.map((cell) => cell.trim());
      if (cells.some((cell) => cell !== '')) rows.push(cells);
      problem = errors[0]?.message ?? (rows.length > MAX_ROWS ? 'it has too many rows' : null);
      if (problem !== null) parser.abort();
    },
  });
  return problem === null ? { rows } : { problem };
}

/** The one that the first line has most of. */
function likelyDelimiter(text: string): string {
  const line = text.trimStart().split('\n', 1)[0] ?? '';
  const counts = Object.values(DELIMITERS).map((mark) => ({
    mark,
    count: line.split(mark).length,
  }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}
