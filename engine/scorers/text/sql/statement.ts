import { checked, clausesOf } from './clauses.ts';
import { columnsIn } from './columns.ts';
import { createProblem } from './create.ts';
import {
  isQuery,
  nestedProblem,
  queryProblem,
  type Scope,
  tablesProblem,
  withProblem,
} from './query.ts';
import { sqlTokens } from './tokens.ts';
import { isSign, isWord, type SqlNode, splitCommas, sqlTrees } from './tree.ts';

/** What a statement does. */
export type StatementKind = 'select' | 'insert' | 'update' | 'delete' | 'create';

/** What SQL says, or what is wrong with it. */
export type ReadSql =
  | {
      readonly kinds: readonly StatementKind[];
      /** Names lower case, without schemas. */
      readonly tables: readonly string[];
      /** Names lower case, without tables; `*` is none. */
      readonly columns: readonly string[];
    }
  | { readonly problem: string };

/**
 * Reads SQL as far as all dialects agree: quotes, brackets, the order of clauses, the names of
 * tables and columns. It cannot know types, functions or schemas; running a query tells more.
 */
export function readSql(text: string): ReadSql {
  const read = sqlTokens(text);
  if ('problem' in read) return read;
  const trees = sqlTrees(read.tokens);
  if ('problem' in trees) return trees;
  if (trees.statements.length === 0) return { problem: 'it is empty' };
  const scope: Scope = { tables: new Set(), columns: new Set(), local: new Set() };
  const kinds: StatementKind[] = [];
  for (const nodes of trees.statements) {
    const kind = kindOf(nodes);
    if (kind === null)
      return { problem: 'it begins with none of SELECT, INSERT, UPDATE, DELETE, CREATE' };
    const problem = statementProblem(nodes, scope);
    if (problem !== null) return { problem };
    kinds.push(kind);
  }
  return { kinds, tables: [...scope.tables], columns: [...scope.columns] };
}

function kindOf(nodes: readonly SqlNode[]): StatementKind | null {
  const start = isWord(nodes[0], 'WITH')
    ? nodes.find((node) => isWord(node, 'SELECT', 'INSERT', 'UPDATE', 'DELETE'))
    : nodes[0];
  if (isWord(start, 'INSERT', 'REPLACE')) return 'insert';
  if (isWord(start, 'UPDATE')) return 'update';
  if (isWord(start, 'DELETE')) return 'delete';
  if (isWord(start, 'CREATE')) return 'create';
  return isQuery(nodes) ? 'select' : null;
}

function statementProblem(nodes: readonly SqlNode[], scope: Scope): string | null {
  const [first] = nodes;
  if (isWord(first, 'WITH')) return withProblem(nodes, scope, statementProblem);
  if (isWord(first, 'INSERT', 'REPLACE')) return insertProblem(nodes.slice(1), scope);
  if (isWord(first, 'UPDATE')) return updateProblem(nodes, scope);
  if (isWord(first, 'DELETE')) return deleteProblem(nodes.slice(1), scope);
  if (isWord(first, 'CREATE')) return createProblem(nodes.slice(1), scope);
  return queryProblem(nodes, scope);
}

function insertProblem(nodes: readonly SqlNode[], scope: Scope): string | null {
  const into = nodes.findIndex((node) => isWord(node, 'INTO'));
  if (into < 0) return 'INTO is missing';
  const start = nodes.findIndex(
    (node, at) => at > into && isWord(node, 'VALUES', 'VALUE', 'SELECT', 'WITH', 'DEFAULT', 'SET'),
  );
  if (start < 0) return 'INSERT has no values';
  const target = nodes.slice(into + 1, start);
  const columns = target.find((node) => node.kind === 'group');
  const problem = tablesProblem(
    target.filter((node) => node !== columns),
    scope,
  );
  if (problem !== null) return problem;
  if (columns?.kind === 'group') addAll(columnsIn(columns.nodes, false), scope.columns);
  const source = nodes.slice(start);
  if (isWord(source[0], 'SELECT', 'WITH')) return queryProblem(source, scope);
  return valuesProblem(
    source,
    columns?.kind === 'group' ? splitCommas(columns.nodes).length : null,
    scope,
  );
}

/** Every row in brackets has as many values as there are columns. */
function valuesProblem(
  source: readonly SqlNode[],
  columns: number | null,
  scope: Scope,
): string | null {
  if (!isWord(source[0], 'VALUES', 'VALUE'))
    return source.length > 1 ? null : 'INSERT has no values';
  const end = source.findIndex((node) => isWord(node, 'ON', 'RETURNING'));
  const rows = splitCommas(source.slice(1, end < 0 ? undefined : end));
  const lengths = rows.map(([row]) => (row?.kind === 'group' ? splitCommas(row.nodes).length : 0));
  if (lengths.includes(0)) return 'VALUES needs rows in brackets';
  const wanted = columns ?? lengths[0];
  if (lengths.some((length) => length !== wanted)) return 'a row has another number of values';
  return nestedProblem(source, scope);
}

function updateProblem(nodes: readonly SqlNode[], scope: Scope): string | null {
  const state = checked(clausesOf(nodes, ['UPDATE', 'SET', 'FROM', 'WHERE', 'RETURNING']));
  if ('problem' in state) return state.problem;
  const clause = (name: string) => state.clauses.find((found) => found.name === name)?.nodes;
  const [target, set] = [clause('UPDATE'), clause('SET')];
  if (target === undefined || set === undefined) return 'SET is missing';
  if (splitCommas(set).some((item) => !item.some((node) => isSign(node, '='))))
    return 'SET assigns nothing';
  addAll(columnsIn([...set, ...(clause('WHERE') ?? [])], false), scope.columns);
  return (
    tablesProblem(target, scope) ??
    tablesIfAny(clause('FROM'), scope) ??
    nestedProblem([...set, ...(clause('WHERE') ?? [])], scope)
  );
}

function deleteProblem(nodes: readonly SqlNode[], scope: Scope): string | null {
  if (!isWord(nodes[0], 'FROM')) return 'FROM is missing';
  const state = checked(
    clausesOf(nodes, ['FROM', 'USING', 'WHERE', 'RETURNING', 'LIMIT', 'ORDER BY']),
  );
  if ('problem' in state) return state.problem;
  const where = state.clauses.find(({ name }) => name === 'WHERE')?.nodes ?? [];
  addAll(columnsIn(where, false), scope.columns);
  return tablesIfAny(state.clauses[0]?.nodes, scope) ?? nestedProblem(where, scope);
}

function tablesIfAny(nodes: readonly SqlNode[] | undefined, scope: Scope): string | null {
  return nodes === undefined ? null : tablesProblem(nodes, scope);
}

function addAll(names: readonly string[], set: Set<string>): void {
  for (const name of names) set.add(name);
}
