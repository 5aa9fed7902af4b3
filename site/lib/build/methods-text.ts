import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The text of the page on methods; the package itself is the current folder of a build. */
export function methodsText(): Promise<string> {
  return readFile(join(process.cwd(), 'site', 'content', 'methods.md'), 'utf8');
}
