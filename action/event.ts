import { z } from 'zod';
import { UserError } from '../engine/problem.ts';
import type { Host } from './host.ts';

/** The pull request an event is about. */
export interface PullEvent {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string;
}

/** A comment that may hold a command. */
export interface CommentEvent {
  readonly id: number;
  readonly body: string;
  readonly author: string;
  readonly authorType: string;
  /** Number of the pull request it stands below. */
  readonly pull: number;
}

/** What happened, as far as the Action is concerned. */
export type Subject =
  | { readonly kind: 'pull'; readonly pull: PullEvent; readonly isTrusted: boolean }
  | { readonly kind: 'comment'; readonly comment: CommentEvent }
  | { readonly kind: 'commit'; readonly sha: string; readonly before: string | undefined };

const sha = z.string().regex(/^[0-9a-f]{40}$/);

const pullSchema = z.object({
  pull_request: z.object({
    number: z.int().min(1),
    head: z.object({ sha }),
    base: z.object({ sha }),
  }),
});

const commentSchema = z.object({
  action: z.string(),
  issue: z.object({ number: z.int().min(1), pull_request: z.object({}).optional() }),
  comment: z.object({
    id: z.int(),
    body: z.string().max(70_000),
    user: z.object({ login: z.string(), type: z.string() }),
  }),
});

const pushSchema = z.object({ before: sha.exactOptional() });

/**
 * Reads the event. Only what is named here is taken from it, and it decides nothing that the API
 * could say better: who may do what, and which commit is the head, is asked there.
 *
 * @throws UserError for an event that has nothing to do with benchmarks.
 */
export function subjectOf({ eventName, event, sha: commit }: Host): Subject {
  if (eventName === 'pull_request' || eventName === 'pull_request_target') {
    const { number, head, base } = checked(pullSchema, event, eventName).pull_request;
    const pull = { number, headSha: head.sha, baseSha: base.sha };
    return { kind: 'pull', pull, isTrusted: eventName === 'pull_request_target' };
  }
  if (eventName === 'issue_comment') return commentSubject(event);
  const { before } = pushSchema.safeParse(event).data ?? {};
  return { kind: 'commit', sha: commit, before: /^0+$/.test(before ?? '0') ? undefined : before };
}

function commentSubject(event: unknown): Subject {
  const { action, issue, comment } = checked(commentSchema, event, 'issue_comment');
  if (action !== 'created' || issue.pull_request === undefined)
    throw new UserError(
      'only a new comment on a pull request can hold a command',
      "give the job: if: github.event.action == 'created' && github.event.issue.pull_request",
    );
  const { id, body, user } = comment;
  return {
    kind: 'comment',
    comment: { id, body, author: user.login, authorType: user.type, pull: issue.number },
  };
}

function checked<Value>(schema: z.ZodType<Value>, event: unknown, name: string): Value {
  const parsed = schema.safeParse(event);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new UserError(`the payload of the event ${name} has no usable ${where}`);
}
