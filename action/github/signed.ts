import type { CommitWay } from '../git/append.ts';
import type { GitHub } from './client.ts';
import { statusOf } from './refusal.ts';

/** Base64 in one request; GitHub fails near 40 MB. */
const MAX_BYTES = 20_000_000;

/**
 * A commit that GitHub makes and signs, put on the branch only while its head is the one we know.
 *
 * @param first makes the branch when there is none
 */
export function signedCommit(github: GitHub, branch: string, first: CommitWay): CommitWay {
  return async (head, files, message) => {
    if (head === undefined) return first(head, files, message);
    const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
    if (bytes > MAX_BYTES)
      throw new RangeError(`${bytes} bytes are too many for a signed commit; at most ${MAX_BYTES}`);
    try {
      return await github.commitFiles({ branch, head, message, files });
    } catch (error) {
      if (statusOf(error) === 422 && /expected branch|head oid|point to/i.test(String(error)))
        return undefined;
      throw error;
    }
  };
}
