/** GitHub answers 414 to much longer addresses. */
export const MOST_CHARS = 7_000;

/** `owner/name` of a repository at GitHub. */
export type Repository = `${string}/${string}`;

/** Tells a repository at GitHub, which alone takes contributions from here. */
export function isRepository(text: string | undefined): text is Repository {
  return text !== undefined && /^[\w.-]+\/[\w.-]+$/.test(text);
}

/** A file as GitHub's page for a new one is filled in. */
export interface NewFile {
  /** Path in the repository. */
  readonly filename: string;
  readonly value: string;
  /** Of the commit. */
  readonly message: string;
}

/** GitHub's page for a new file, filled in; `undefined` when its address would be too long. */
export function newFilePage(
  repository: Repository,
  branch: string,
  file: NewFile,
): string | undefined {
  const query = new URLSearchParams({ ...file });
  const address = `https://github.com/${repository}/new/${encodeURIComponent(branch)}?${query}`;
  return address.length <= MOST_CHARS ? address : undefined;
}
