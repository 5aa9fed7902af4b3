import type { CommentEvent } from './event.ts';
import type { GitHub, Pull } from './github/client.ts';
import { statusOf } from './github/refusal.ts';
import { parseSlashCommand, type SlashCommand } from './slash-command.ts';
import { codeSpan } from './text/markdown.ts';

/** Whether a comment starts a run. */
export type Authorisation =
  | { readonly kind: 'granted'; readonly command: SlashCommand; readonly pull: Pull }
  /** Nothing is answered: no command, or nobody who may give one. */
  | { readonly kind: 'ignored'; readonly reason: string }
  /** A maintainer is told what to write instead; Markdown. */
  | { readonly kind: 'refused'; readonly reason: string };

const MAY_SPEND: ReadonlySet<string> = new Set(['admin', 'maintain', 'write']);

/**
 * Decides on a comment. Who may spend is what the API for collaborators says, never the
 * association in the payload; the commit is the head of the pull request as the API knows it now,
 * and the maintainer must have typed its beginning, so that it is the one they looked at.
 * Whoever may not give commands gets a thumb down and no words.
 */
export async function authorise(comment: CommentEvent, github: GitHub): Promise<Authorisation> {
  const parsed = parseSlashCommand(comment.body);
  if (parsed.kind === 'none') return { kind: 'ignored', reason: 'the comment is no command' };
  if (comment.authorType !== 'User')
    return { kind: 'ignored', reason: 'bots cannot give commands' };
  if (!MAY_SPEND.has(await permissionOf(comment.author, github))) {
    await github.react(comment.id, '-1').catch(() => undefined);
    return { kind: 'ignored', reason: 'the author of the comment may not write to the repository' };
  }
  if (parsed.kind === 'wrong') return { kind: 'refused', reason: `${parsed.reason}.` };
  const pull = await github.pull(comment.pull);
  const refused = refusalOf(pull, parsed.command);
  if (refused !== undefined) return { kind: 'refused', reason: refused };
  await github.react(comment.id, 'rocket').catch(() => undefined);
  return { kind: 'granted', command: parsed.command, pull };
}

async function permissionOf(login: string, github: GitHub): Promise<string> {
  try {
    return await github.permission(login);
  } catch (error) {
    if (statusOf(error) === 404) return 'none';
    throw error;
  }
}

function refusalOf(pull: Pull, { sha, models }: SlashCommand): string | undefined {
  if (pull.state !== 'open') return 'the pull request is not open.';
  if (pull.headSha.startsWith(sha)) return undefined;
  const again = ['/benchmark', pull.headSha.slice(0, 12), ...models].join(' ');
  return `the head of this pull request is not ${codeSpan(sha)}. Look at what has changed since, then comment ${codeSpan(again)}.`;
}
