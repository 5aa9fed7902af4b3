import type { Problem } from '../../engine/problem.ts';
import type { Tree } from '../git/tree.ts';

/** Turns the direction of writing, or shows nothing while a model reads it. */
const HIDDEN = /[\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/u;
const MAX_BYTES = 8_000_000;

/**
 * Warns of text that a reviewer does not see and a model does, one warning a file: who approves a
 * run has to know what is asked.
 */
export async function hiddenText(tree: Tree, benchmarks: readonly string[]): Promise<Problem[]> {
  const found: Problem[] = [];
  for (const { path, size, mode } of tree.entries.values()) {
    const [root, id = ''] = path.split('/');
    if (root !== 'benchmarks' || !benchmarks.includes(id) || mode !== '100644') continue;
    if (size === undefined || size > MAX_BYTES) continue;
    const text = new TextDecoder().decode(await tree.read(path, MAX_BYTES));
    const before = text.slice(0, Math.max(0, text.search(HIDDEN)));
    if (!HIDDEN.test(text)) continue;
    const code = text.slice(before.length).codePointAt(0)?.toString(16).toUpperCase();
    const line = before.split('\n').length;
    const column = before.length - before.lastIndexOf('\n');
    const message = `the character U+${code} is not seen, but a model reads it`;
    found.push({
      file: path,
      line,
      column,
      severity: 'warning',
      message,
      fix: 'remove it unless the case is about it',
    });
  }
  return found;
}
