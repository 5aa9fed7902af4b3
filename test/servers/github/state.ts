/** What a token may do; everything may be read. */
export type Scope = 'contents' | 'issues' | 'checks';

export interface Token {
  readonly login: string;
  readonly write: readonly Scope[];
}

export interface StoredComment {
  readonly id: number;
  readonly issue: number;
  readonly author: string;
  body: string;
  /** How often it was written. */
  edits: number;
}

export interface StoredCheck {
  readonly id: number;
  readonly head_sha: string;
  readonly conclusion: string;
  readonly title: string;
  readonly summary: string;
  readonly annotations: { path: string; start_line: number; message: string }[];
}

export interface StoredPull {
  readonly number: number;
  readonly author: string;
  headSha: string;
  baseSha: string;
  state: 'open' | 'closed';
}

/** A fault that the next requests to a path meet. */
export interface ApiFault {
  readonly path: RegExp;
  readonly status: number;
  times: number;
  /** What the body says. */
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One repository as GitHub keeps it, without the objects of git. */
export interface GitHubState {
  readonly tokens: Map<string, Token>;
  /** `admin`, `write`, `read`; others have none. */
  readonly permissions: Map<string, string>;
  readonly pulls: Map<number, StoredPull>;
  readonly comments: StoredComment[];
  readonly checks: StoredCheck[];
  readonly reactions: { comment: number; content: string }[];
  readonly requests: string[];
  readonly faults: ApiFault[];
  /** What a request or an answer had that GitHub's description does not allow. */
  readonly violations: string[];
  nextId: number;
}

export function emptyState(): GitHubState {
  return {
    tokens: new Map(),
    permissions: new Map(),
    pulls: new Map(),
    comments: [],
    checks: [],
    reactions: [],
    requests: [],
    faults: [],
    violations: [],
    nextId: 1000,
  };
}
