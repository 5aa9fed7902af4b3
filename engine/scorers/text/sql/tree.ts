import type { SqlToken } from './tokens.ts';

/** A token, or what stands between a pair of brackets. */
export type SqlNode = SqlToken | SqlGroup;

/** What stands between brackets. */
export interface SqlGroup {
  readonly kind: 'group';
  readonly nodes: readonly SqlNode[];
}

/** Statements as trees, or what is wrong with their brackets. */
export type SqlTrees =
  | { readonly statements: readonly (readonly SqlNode[])[] }
  | { readonly problem: string };

const MAX_DEPTH = 60;
const MAX_STATEMENTS = 50;

/** Puts brackets together and cuts at semicolons. */
export function sqlTrees(tokens: readonly SqlToken[]): SqlTrees {
  const open: SqlNode[][] = [[]];
  const statements: (readonly SqlNode[])[] = [];
  for (const token of tokens) {
    const isSign = token.kind === 'sign';
    if (isSign && token.text === '(') open.push([]);
    else if (isSign && token.text === ')') {
      const nodes = open.pop() ?? [];
      if (open.length === 0) return { problem: 'a bracket is closed that is not open' };
      open.at(-1)?.push({ kind: 'group', nodes });
    } else if (isSign && token.text === ';') {
      if (open.length > 1) return { problem: 'a bracket is not closed' };
      statements.push(open.pop() ?? []);
      open.push([]);
    } else open.at(-1)?.push(token);
    if (open.length > MAX_DEPTH)
      return { problem: `brackets nest deeper than ${MAX_DEPTH} levels` };
  }
  if (open.length > 1) return { problem: 'a bracket is not closed' };
  statements.push(open[0] ?? []);
  const filled = statements.filter((nodes) => nodes.length > 0);
  if (filled.length > MAX_STATEMENTS) return { problem: 'there are too many statements' };
  return { statements: filled };
}

/** Whether a node is one of these keywords. */
export function isWord(node: SqlNode | undefined, ...keys: readonly string[]): boolean {
  return node?.kind === 'word' && keys.includes(node.key);
}

/** Whether a node is one of these signs. */
export function isSign(node: SqlNode | undefined, ...signs: readonly string[]): boolean {
  return node?.kind === 'sign' && signs.includes(node.text);
}

/** Nodes between commas of the same level. */
export function splitCommas(nodes: readonly SqlNode[]): SqlNode[][] {
  const parts: SqlNode[][] = [[]];
  for (const node of nodes) {
    if (isSign(node, ',')) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}
