import type { Context } from '../context.ts';
import { subjectOf } from '../event.ts';
import { type Proposal, proposalOfCommit, proposalOfPull } from '../proposal.ts';

/** What the event is about, for commands that need no authority; a comment has one of its own. */
export async function proposalOfEvent(context: Context): Promise<Proposal> {
  const subject = subjectOf(context.host);
  if (subject.kind === 'commit') return proposalOfCommit(context, subject.sha, subject.before);
  if (subject.kind === 'comment') {
    const pull = await context.github.pull(subject.comment.pull);
    return proposalOfPull(context, pull, context.host.sha);
  }
  // Of a `pull_request` event GITHUB_SHA is the merge with the stranger's commit.
  const trusted = subject.isTrusted ? context.host.sha : subject.pull.baseSha;
  return proposalOfPull(context, subject.pull, trusted);
}
