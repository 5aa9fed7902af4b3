import type { GitHub } from './client.ts';

/** Begins every comment of ours; nobody sees it. */
export const MARKER = '<!-- benchmarkhub -->';

/**
 * Writes the one comment of a pull request: ours is found by its marker and by its author, so that
 * a stranger who writes the marker gets nothing, and left alone when it says the same already.
 *
 * @returns the id of the comment
 */
export async function writeSticky(github: GitHub, pull: number, body: string): Promise<number> {
  const text = `${MARKER}\n${body}`;
  const viewer = await github.viewer();
  const ours = (await github.comments(pull)).find(
    (comment) => sameLogin(comment.author, viewer) && comment.body.startsWith(MARKER),
  );
  if (ours === undefined) return github.createComment(pull, text);
  if (ours.body !== text) await github.updateComment(ours.id, text);
  return ours.id;
}

/** GraphQL names an app without the `[bot]` that REST gives it. */
function sameLogin(a: string, b: string): boolean {
  const plain = (login: string) => login.replace(/\[bot\]$/, '').toLowerCase();
  return plain(a) === plain(b);
}
