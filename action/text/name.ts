/**
 * Checks a part of a path that we are about to write: lower-case letters, digits, hyphens and
 * single dots. Nothing is replaced, since two names could become one.
 *
 * @throws RangeError when it is anything else.
 */
export function pathPart(text: string): string {
  if (/^[a-z0-9](?:[a-z0-9_-]|\.(?!\.)){0,199}$/i.test(text) && !text.endsWith('.')) return text;
  throw new RangeError(`${JSON.stringify(text.slice(0, 100))} is no name of a file or folder`);
}
