import { isSign, isWord, type SqlNode, splitCommas } from './tree.ts';

/** A clause of a query: its keyword and what follows. */
export interface Clause {
  readonly name: string;
  readonly nodes: readonly SqlNode[];
}

/** A query cut into clauses, or what is wrong with it. */
export type Clauses = { readonly clauses: readonly Clause[] } | { readonly problem: string };

/** Clauses in the order in which they may follow one another. */
const ORDER = [
  'SELECT',
  'INTO',
  'FROM',
  'WHERE',
  'GROUP BY',
  'HAVING',
  'WINDOW',
  'QUALIFY',
  'ORDER BY',
  'LIMIT',
  'OFFSET',
  'FETCH',
  'FOR',
];
const TWO_WORDS = new Set(['GROUP', 'ORDER']);
const LISTS = new Set(['SELECT', 'FROM', 'GROUP BY', 'ORDER BY', 'SET', 'VALUES', 'RETURNING']);
const OPERATORS = new Set([
  'AND',
  'OR',
  'NOT',
  'IN',
  'LIKE',
  'ILIKE',
  'BETWEEN',
  'IS',
  'ON',
  'AS',
  'BY',
  'JOIN',
]);
const SIGNS = ['=', '<', '>', '<=', '>=', '<>', '!=', '==', '+', '-', '/', '%', '||', '.', '::'];

/** Cuts one SELECT into its clauses, in their order and none of them empty. */
export function selectClauses(nodes: readonly SqlNode[]): Clauses {
  const clauses = clausesOf(nodes, ORDER);
  const places = clauses.map(({ name }) => ORDER.indexOf(name));
  const wrong = places.findIndex((place, index) => index > 0 && place <= (places[index - 1] ?? -1));
  if (wrong > 0)
    return { problem: `${clauses[wrong]?.name} stands after ${clauses[wrong - 1]?.name}` };
  return checked(clauses);
}

/** Cuts nodes at keywords; what stands before the first of them is left out. */
export function clausesOf(nodes: readonly SqlNode[], names: readonly string[]): Clause[] {
  const clauses: { name: string; nodes: SqlNode[] }[] = [];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (node === undefined) break;
    const name = clauseName(nodes, at);
    if (name !== null && names.includes(name)) {
      clauses.push({ name, nodes: [] });
      if (name.includes(' ')) at++;
    } else clauses.at(-1)?.nodes.push(node);
  }
  return clauses;
}

/** Checks that no clause is empty, ends in an operator or has a comma too many. */
export function checked(clauses: readonly Clause[]): Clauses {
  for (const { name, nodes } of clauses) {
    const problem = clauseProblem(name, nodes);
    if (problem !== null) return { problem };
  }
  return { clauses };
}

function clauseName(nodes: readonly SqlNode[], at: number): string | null {
  const node = nodes[at];
  // After a point it is the name of a column, and DISTINCT FROM is an operator.
  if (node?.kind !== 'word' || isSign(nodes[at - 1], '.')) return null;
  if (node.key === 'FROM' && isWord(nodes[at - 1], 'DISTINCT')) return null;
  if (!TWO_WORDS.has(node.key)) return node.key;
  return isWord(nodes[at + 1], 'BY') ? `${node.key} BY` : null;
}

function clauseProblem(name: string, nodes: readonly SqlNode[]): string | null {
  const content = isWord(nodes[0], 'DISTINCT', 'ALL') ? nodes.slice(1) : nodes;
  if (content.length === 0) return `nothing follows ${name}`;
  const parts = LISTS.has(name) ? splitCommas(content) : [content];
  if (parts.some((part) => part.length === 0)) return `${name} has a comma too many`;
  return parts.map((part) => partProblem(name, part)).find((problem) => problem !== null) ?? null;
}

function partProblem(name: string, part: readonly SqlNode[]): string | null {
  const last = part.at(-1);
  const isOpen = isSign(last, ...SIGNS) || (last?.kind === 'word' && OPERATORS.has(last.key));
  if (isOpen && last !== undefined) return `${name} ends in ${textOf(last)}`;
  const place = part.findIndex((node, index) => isTwice(node, part[index + 1]));
  return place < 0 ? null : `two operators in a row in ${name}`;
}

/** Two operators of which the second is no sign of its own: `= =`, `AND OR`. */
function isTwice(node: SqlNode, next: SqlNode | undefined): boolean {
  const isFirst =
    isSign(node, '=', '<', '>', '<=', '>=', '<>', '!=') || isWord(node, 'AND', 'OR', 'WHERE');
  return (
    isFirst &&
    (isSign(next, '=', '<', '>', '<=', '>=', '<>', '!=') || isWord(next, 'AND', 'OR', 'WHERE'))
  );
}

function textOf(node: SqlNode): string {
  return node.kind === 'group' ? 'brackets' : node.text;
}
