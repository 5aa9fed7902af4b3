import { stripVTControlCharacters, styleText } from 'node:util';

/** Where a command prints: results on `out`, everything else on `log`. */
export interface Terminal {
  /** A line on standard output. */
  out(text: string): void;
  /** A line on standard error: notes, progress, warnings. */
  log(text: string): void;
  /** Replaces the last progress line; only when `live`. */
  progress(text: string): void;
  /** Whether a person watches and lines can be redrawn. */
  readonly live: boolean;
  readonly columns: number;
  readonly style: Style;
}

/** Colours, which are plain text where colours are not wanted. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
  accent(text: string): string;
}

type Format = Parameters<typeof styleText>[0];

function styleFor(stream: NodeJS.WriteStream): Style {
  const format = (kind: Format) => (text: string) =>
    styleText(kind, text, { stream, validateStream: true });
  return {
    bold: format('bold'),
    dim: format('dim'),
    good: format('green'),
    bad: format('red'),
    warn: format('yellow'),
    accent: format('cyan'),
  };
}

/** The process's own terminal. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  // A reader that has seen enough, such as `head`, is no error.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  let drawn = false;
  const erase = () => {
    if (drawn) stderr.write('\r\u001b[K');
    drawn = false;
  };
  return {
    live: stderr.isTTY === true && process.env.CI === undefined,
    columns: stderr.columns ?? 80,
    style: styleFor(stdout),
    out(text) {
      erase();
      stdout.write(`${text}\n`);
    },
    log(text) {
      erase();
      stderr.write(`${text}\n`);
    },
    progress(text) {
      erase();
      stderr.write(text.slice(0, (stderr.columns ?? 80) - 1));
      drawn = true;
    },
  };
}

/** Cells that a text takes on the screen: no control sequences, wide characters count twice. */
export function widthOf(text: string): number {
  const plain = stripVTControlCharacters(text);
  const wide = plain.match(
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/g,
  );
  return [...plain].length + (wide?.length ?? 0);
}

/** Text of a stranger made safe for a terminal: one line, no control characters. */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}
