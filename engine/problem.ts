/** One thing that is wrong in a file, with the way to put it right. */
export interface Problem {
  /** Path as the user knows it, relative to the workspace. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  /** Counts from 1. */
  readonly column: number;
  readonly severity: 'error' | 'warning';
  /** What is wrong, in the words of the file. */
  readonly message: string;
  /** What to write instead; empty when the message says it all. */
  readonly fix: string;
}

/** The user's mistake: printed without a stack trace. Everything else is a bug. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** What to do about it, on a line of its own. */
  readonly fix: string;

  constructor(message: string, fix = '', options?: ErrorOptions) {
    super(message, options);
    this.fix = fix;
  }
}

/** `file:line:column`, as editors and terminals link it. */
export function formatPosition(problem: Pick<Problem, 'file' | 'line' | 'column'>): string {
  return `${problem.file}:${problem.line}:${problem.column}`;
}

/** Problems in the order of a reader: by file, then line, then column. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line || a.column - b.column,
  );
}
