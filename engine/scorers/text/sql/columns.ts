import { isSign, isWord, type SqlNode, splitCommas } from './tree.ts';

/** Words of expressions that are no columns. */
const KEYWORDS = new Set(
  (
    'ALL AND ANY AS ASC BETWEEN BIGINT BOOLEAN BOTH BY CASE CAST CHAR COLLATE CROSS CURRENT CURRENT_DATE ' +
    'CURRENT_TIME CURRENT_TIMESTAMP DATE DAY DECIMAL DEFAULT DESC DISTINCT DOUBLE ELSE END ESCAPE EXISTS EXTRACT ' +
    'FALSE FILTER FIRST FLOAT FOLLOWING FOR FROM FULL GLOB HOUR ILIKE IN INNER INT INTEGER INTERVAL IS LAST LEADING ' +
    'LEFT LIKE MINUTE MONTH NATURAL NEXT NOT NULL NULLS NUMERIC OFFSET ON ONLY OR ORDER OUTER OVER PARTITION PRECEDING ' +
    'PRECISION RANGE REAL REGEXP RIGHT RLIKE ROW ROWS SECOND SELECT SET SIMILAR SOME TEXT THEN TIME TIMESTAMP TO TRAILING ' +
    'TRUE UNBOUNDED UNKNOWN UPDATE USING VALUES VARCHAR WEEK WHEN WITH WITHIN YEAR GROUP'
  ).split(' '),
);

/**
 * The columns that an expression names, lower case, without their tables; queries inside of it are
 * left out. In a select list what follows AS, or a value, is a new name.
 */
export function columnsIn(nodes: readonly SqlNode[], isSelectList: boolean): string[] {
  const items = isSelectList ? splitCommas(nodes).map(withoutAlias) : [nodes];
  return items.flatMap((item) => item.flatMap((node, at) => columnsAt(item, node, at)));
}

function columnsAt(nodes: readonly SqlNode[], node: SqlNode, at: number): string[] {
  if (node.kind === 'group') {
    return isWord(node.nodes[0], 'SELECT', 'WITH') ? [] : columnsIn(node.nodes, false);
  }
  const isName = node.kind === 'name' || (node.kind === 'word' && !KEYWORDS.has(node.key));
  if (!isName && !isSign(nodes[at - 1], '.')) return [];
  if (node.kind !== 'name' && node.kind !== 'word') return [];
  const next = nodes[at + 1];
  const isPart = next?.kind === 'group' || isSign(next, '.') || /^[@:]/.test(node.text);
  const isOther = isWord(nodes[at - 1], 'AS') || isSign(nodes[at - 1], ':', '::');
  return isPart || isOther ? [] : [node.text.toLowerCase()];
}

/** `price * 2 AS total` and `price total` without the new name. */
function withoutAlias(item: readonly SqlNode[]): readonly SqlNode[] {
  const [before, last] = [item.at(-2), item.at(-1)];
  if (last?.kind !== 'word' && last?.kind !== 'name') return item;
  if (isWord(before, 'AS')) return item.slice(0, -2);
  const isKeyword = last.kind === 'word' && KEYWORDS.has(last.key);
  const followsValue =
    before !== undefined &&
    (before.kind === 'group' ||
      before.kind === 'name' ||
      before.kind === 'number' ||
      before.kind === 'string' ||
      (before.kind === 'word' && (!KEYWORDS.has(before.key) || before.key === 'END')));
  return followsValue && !isKeyword ? item.slice(0, -1) : item;
}
