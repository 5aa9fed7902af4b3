/**
 * The reply as the loose variant of IFEval reads it: as it is, without its first line, without its
 * last, without both, and each of these without asterisks.
 */
export function looseVariants(reply: string): string[] {
  const lines = reply.split('\n');
  const part = (start: number, end?: number) => lines.slice(start, end).join('\n').trim();
  const parts = [reply, part(1), part(0, -1), part(1, -1)];
  const variants = [...parts, ...parts.map((text) => text.replaceAll('*', ''))];
  return [...new Set(variants)].filter((text) => text.trim() !== '');
}
