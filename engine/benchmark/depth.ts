import type { CST } from 'yaml';
import { BENCHMARK_LIMITS } from './limits.ts';

/**
 * Where a parsed token of YAML nests too deep, before anything recursive looks at it: hostile
 * nesting would exhaust the stack.
 */
export function tooDeepAt(root: CST.Token): number | undefined {
  const open: { token: CST.Token; depth: number }[] = [{ token: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > BENCHMARK_LIMITS.depth) return token.offset;
    for (const child of childrenOf(token))
      open.push({ token: child, depth: 'items' in child ? depth + 1 : depth });
  }
  return undefined;
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) =>
    [key, value].filter((child) => child !== null && child !== undefined),
  );
}
