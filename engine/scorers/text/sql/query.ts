import { type Clause, checked, clausesOf, selectClauses } from './clauses.ts';
import { columnsIn } from './columns.ts';
import { isSign, isWord, type SqlGroup, type SqlNode, splitCommas } from './tree.ts';

/** Names that statements use, lower case. */
export interface Names {
  readonly tables: Set<string>;
  readonly columns: Set<string>;
}

/** What the parts of a statement see of those round them. */
export interface Scope extends Names {
  /** Names of common table expressions, which are no tables. */
  readonly local: ReadonlySet<string>;
}

const SET_OPERATIONS = ['UNION', 'INTERSECT', 'EXCEPT', 'MINUS'];
const JOINS = ['JOIN', 'STRAIGHT_JOIN'];
const JOIN_KINDS = [
  'INNER',
  'LEFT',
  'RIGHT',
  'FULL',
  'OUTER',
  'CROSS',
  'NATURAL',
  'LATERAL',
  'ONLY',
];

/** Whether nodes begin a query. */
export function isQuery(nodes: readonly SqlNode[]): boolean {
  const [first] = nodes;
  if (first?.kind === 'group') return isQuery(first.nodes);
  return isWord(first, 'SELECT', 'WITH', 'VALUES');
}

/** Reads a query, its unions and subqueries; what is wrong with it, or `null`. */
export function queryProblem(nodes: readonly SqlNode[], scope: Scope): string | null {
  if (isWord(nodes[0], 'WITH')) return withProblem(nodes, scope, queryProblem);
  for (const part of splitSetOperations(nodes)) {
    const [first] = part;
    const isAlone = first?.kind === 'group' && !isWord(part[1], 'SELECT');
    const problem = isAlone
      ? groupProblem(first, part.slice(1), scope)
      : selectProblem(part, scope);
    if (problem !== null) return problem;
  }
  return null;
}

/** Reads `WITH a AS (…), b AS (…)` and, by `rest`, the statement after it. */
export function withProblem(
  nodes: readonly SqlNode[],
  scope: Scope,
  rest: (nodes: readonly SqlNode[], scope: Scope) => string | null,
): string | null {
  const start = nodes.findIndex(
    (node, index) => index > 0 && isWord(node, 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'VALUES'),
  );
  if (start < 0) return 'no query follows WITH';
  const tables = splitCommas(nodes.slice(isWord(nodes[1], 'RECURSIVE') ? 2 : 1, start));
  const local = new Set([...scope.local, ...tables.map((table) => nameOf(table[0]))]);
  const inner = { ...scope, local };
  for (const table of tables) {
    const body = table.at(-1);
    const isComplete = table.some((node) => isWord(node, 'AS')) && body?.kind === 'group';
    if (!isComplete) return 'WITH needs a name, AS and a query in brackets';
    const problem = isQuery(body.nodes) ? queryProblem(body.nodes, inner) : 'WITH holds no query';
    if (problem !== null) return problem;
  }
  return rest(nodes.slice(start), inner);
}

/** Reads the queries inside of any nodes. */
export function nestedProblem(nodes: readonly SqlNode[], scope: Scope): string | null {
  for (const node of nodes) {
    if (node.kind !== 'group') continue;
    const problem = isQuery(node.nodes)
      ? queryProblem(node.nodes, scope)
      : nestedProblem(node.nodes, scope);
    if (problem !== null) return problem;
  }
  return null;
}

/** Reads table names between commas and joins, and the queries and conditions among them. */
export function tablesProblem(nodes: readonly SqlNode[], scope: Scope): string | null {
  for (const item of splitCommas(nodes)) {
    for (const source of splitJoins(item)) {
      const problem = sourceProblem(source, scope);
      if (problem !== null) return problem;
    }
  }
  return null;
}

/** The last part of a dotted name, lower case; empty where there is none. */
export function nameOf(node: SqlNode | undefined): string {
  return node?.kind === 'word' || node?.kind === 'name' ? node.text.toLowerCase() : '';
}

function groupProblem(group: SqlGroup, rest: readonly SqlNode[], scope: Scope): string | null {
  const clauses = clausesOf(rest, ['ORDER BY', 'LIMIT', 'OFFSET', 'FETCH']);
  const state = checked(clauses);
  return 'problem' in state ? state.problem : queryProblem(group.nodes, scope);
}

function selectProblem(nodes: readonly SqlNode[], scope: Scope): string | null {
  if (isWord(nodes[0], 'VALUES')) return nestedProblem(nodes, scope);
  if (!isWord(nodes[0], 'SELECT')) return 'a query begins with SELECT';
  const state = selectClauses(nodes);
  if ('problem' in state) return state.problem;
  const aliases = aliasesOf(state.clauses);
  for (const { name, nodes: content } of state.clauses) {
    const problem = name === 'FROM' ? tablesProblem(content, scope) : nestedProblem(content, scope);
    if (problem !== null) return problem;
    if (name !== 'FROM' && name !== 'INTO') addColumns(content, name === 'SELECT', aliases, scope);
  }
  return null;
}

function addColumns(
  nodes: readonly SqlNode[],
  isList: boolean,
  aliases: ReadonlySet<string>,
  scope: Scope,
): void {
  for (const column of columnsIn(nodes, isList))
    if (!aliases.has(column)) scope.columns.add(column);
}

/** Names that the select list gives its values; later clauses may use them. */
function aliasesOf(clauses: readonly Clause[]): Set<string> {
  const list = clauses.find(({ name }) => name === 'SELECT')?.nodes ?? [];
  const aliases = splitCommas(list).map((item) =>
    isWord(item.at(-2), 'AS') ? nameOf(item.at(-1)) : '',
  );
  return new Set(aliases);
}

function splitSetOperations(nodes: readonly SqlNode[]): SqlNode[][] {
  const parts: SqlNode[][] = [[]];
  nodes.forEach((node, index) => {
    if (isWord(node, ...SET_OPERATIONS)) parts.push([]);
    else if (!(isWord(node, 'ALL', 'DISTINCT') && isWord(nodes[index - 1], ...SET_OPERATIONS))) {
      parts.at(-1)?.push(node);
    }
  });
  return parts;
}

function splitJoins(nodes: readonly SqlNode[]): SqlNode[][] {
  const parts: SqlNode[][] = [[]];
  for (const node of nodes) {
    if (isWord(node, ...JOINS)) parts.push([]);
    else if (!isWord(node, ...JOIN_KINDS)) parts.at(-1)?.push(node);
  }
  return parts;
}

/** A table, a query in brackets or a function, with its alias and the condition of its join. */
function sourceProblem(source: readonly SqlNode[], scope: Scope): string | null {
  const on = source.findIndex((node) => isWord(node, 'ON', 'USING'));
  const [named, condition] = on < 0 ? [source, []] : [source.slice(0, on), source.slice(on + 1)];
  const [first] = named;
  if (first === undefined) return 'a table is missing';
  if (on >= 0 && condition.length === 0) return 'a join has no condition';
  for (const column of columnsIn(condition, false)) scope.columns.add(column);
  if (first.kind === 'group') {
    const problem = isQuery(first.nodes)
      ? queryProblem(first.nodes, scope)
      : tablesProblem(first.nodes, scope);
    return problem ?? nestedProblem(condition, scope);
  }
  if (first.kind !== 'word' && first.kind !== 'name') return `${first.text} is no table`;
  addTable(named, scope);
  return nestedProblem([...named, ...condition], scope);
}

/** Adds `schema.table` by its last part, unless it is local or a function. */
function addTable(nodes: readonly SqlNode[], scope: Scope): void {
  let at = 0;
  while (isSign(nodes[at + 1], '.')) at += 2;
  const name = nameOf(nodes[at]);
  const isFunction = nodes[at + 1]?.kind === 'group';
  if (name !== '' && !isFunction && !(at === 0 && scope.local.has(name))) scope.tables.add(name);
}
