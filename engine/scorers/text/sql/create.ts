import { columnsIn } from './columns.ts';
import { isQuery, nameOf, queryProblem, type Scope, tablesProblem } from './query.ts';
import { isWord, type SqlNode, splitCommas } from './tree.ts';

const CREATED = ['TABLE', 'VIEW', 'INDEX'];

/** Reads what follows CREATE: a table, a view or an index; what is wrong with it, or `null`. */
export function createProblem(nodes: readonly SqlNode[], scope: Scope): string | null {
  const at = nodes.findIndex((node) => isWord(node, ...CREATED));
  if (at < 0) return 'CREATE needs TABLE, VIEW or INDEX';
  const isConditional = isWord(nodes[at + 1], 'IF');
  const named = nodes.slice(at + (isConditional ? 4 : 1));
  if (nameOf(named[0]) === '') return 'CREATE needs a name';
  if (isWord(nodes[at], 'INDEX')) return indexProblem(named, scope);
  const as = named.findIndex((node) => isWord(node, 'AS'));
  if (as >= 0)
    return isQuery(named.slice(as + 1))
      ? queryProblem(named.slice(as + 1), scope)
      : 'AS needs a query';
  const body = named.find((node) => node.kind === 'group');
  if (body?.kind !== 'group' || isWord(nodes[at], 'VIEW'))
    return 'CREATE has no columns and no query';
  addAll([nameOf(named[0])], scope.tables);
  return definitionsProblem(splitCommas(body.nodes), scope);
}

function indexProblem(named: readonly SqlNode[], scope: Scope): string | null {
  const on = named.findIndex((node) => isWord(node, 'ON'));
  const columns = named.slice(on).find((node) => node.kind === 'group');
  if (on < 0 || columns?.kind !== 'group') return 'CREATE INDEX needs ON, a table and columns';
  addAll(columnsIn(columns.nodes, false), scope.columns);
  return tablesProblem(
    [named[on + 1]].filter((node) => node !== undefined),
    scope,
  );
}

const CONSTRAINTS = ['PRIMARY', 'FOREIGN', 'UNIQUE', 'CHECK', 'CONSTRAINT', 'KEY', 'INDEX'];

function definitionsProblem(items: readonly SqlNode[][], scope: Scope): string | null {
  for (const item of items) {
    const name = nameOf(item[0]);
    if (name === '') return 'a column has no name';
    if (!isWord(item[0], ...CONSTRAINTS)) scope.columns.add(name);
  }
  return null;
}

function addAll(names: readonly string[], set: Set<string>): void {
  for (const name of names) set.add(name);
}
