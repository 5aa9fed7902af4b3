/** One thing that is wrong in a file, with the way to put it right. */
export interface Problem {
  /** Path as the user knows it, relative to the workspace. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  /** Counts from 1, in UTF-16 code units as editors do. */
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

/** Adds to a list. `push(...more)` would exhaust the stack with the problems of a hostile file. */
export function addProblems(problems: Problem[], more: readonly Problem[]): void {
  for (const problem of more) problems.push(problem);
}

/** The first `most` problems of each file; how many more there are is said where the next one is. */
export function firstProblems(problems: readonly Problem[], most: number): Problem[] {
  const counts = new Map<string, number>();
  const kept: Problem[] = [];
  const next = new Map<string, Problem>();
  for (const problem of problems) {
    const count = (counts.get(problem.file) ?? 0) + 1;
    counts.set(problem.file, count);
    if (count <= most) kept.push(problem);
    else if (count === most + 1) next.set(problem.file, problem);
  }
  for (const [file, problem] of next) {
    const message = `and ${(counts.get(file) ?? 0) - most} more problems in this file`;
    kept.push({ ...problem, severity: 'error', message, fix: '' });
  }
  return kept;
}
