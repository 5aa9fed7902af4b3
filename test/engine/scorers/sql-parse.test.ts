import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSql } from '../../../engine/scorers/text/sql/statement.ts';
import { scoreBy } from './helpers.ts';
import statements from './vectors/sql.json' with { type: 'json' };

test(`sql_parse: verdicts of ${statements.source}`, () => {
  for (const [text, isValid] of statements.vectors) {
    const score = scoreBy('sql_parse', {}, String(text));
    assert.equal(score.value, isValid ? 1 : 0, `${text}: ${score.reason}`);
  }
});

/** What other dialects take, and what SQLite lets pass. */
const DIALECTS: readonly (readonly [text: string, value: number])[] = [
  ['SELECT EXTRACT(YEAR FROM d) FROM t', 1],
  ['SELECT a::int FROM t', 1],
  ["SELECT TRIM(BOTH ' ' FROM n) FROM t", 1],
  ['(SELECT a FROM t) UNION (SELECT b FROM u) ORDER BY 1', 1],
  ['SELECT `a` FROM `t`', 1],
  ['INSERT INTO t (a,b) VALUES (1,2,3)', 0],
  ['SELECT a /* x FROM t', 0],
  ['DROP TABLE t', 0],
  ['Sure, here is the query you asked for.', 0],
  ['```sql\nSELECT 1\n```', 1],
  [`SELECT ${'('.repeat(100)}1${')'.repeat(100)}`, 0],
];

test('sql_parse: dialects and prose', () => {
  for (const [text, value] of DIALECTS)
    assert.equal(scoreBy('sql_parse', {}, text).value, value, text);
});

/** Worked out by hand: names lower case, without schema and table. */
const NAMES: readonly (readonly [text: string, tables: string, columns: string])[] = [
  ['SELECT a, b FROM t', 't', 'a,b'],
  ['SELECT * FROM t', 't', ''],
  ['SELECT count(*), max(a) FROM s.t', 't', 'a'],
  ['SELECT x.a AS b FROM t x JOIN u y ON x.id = y.tid ORDER BY b', 't,u', 'id,tid,a'],
  ['SELECT a FROM t LEFT JOIN u USING (id)', 't,u', 'id,a'],
  ['SELECT a total FROM t', 't', 'a'],
  ['SELECT a FROM t, u', 't,u', 'a'],
  ['WITH q AS (SELECT a FROM t) SELECT * FROM q', 't', 'a'],
  ['SELECT a FROM (SELECT b a FROM t) d', 't', 'b,a'],
  ['SELECT a FROM t WHERE b IN (SELECT c FROM u)', 't,u', 'a,b,c'],
  ["SELECT 'a', 1, NULL FROM t", 't', ''],
  ['SELECT CASE WHEN a > 1 THEN b ELSE c END FROM t', 't', 'a,b,c'],
  ['SELECT "Weird Name" FROM "My Table"', 'my table', 'weird name'],
  ['SELECT a FROM t UNION SELECT b FROM u', 't,u', 'a,b'],
  ['INSERT INTO t (a, b) VALUES (1, 2)', 't', 'a,b'],
  ['INSERT INTO t SELECT * FROM u', 't,u', ''],
  ['UPDATE t SET a = b + 1 WHERE c = 2', 't', 'a,b,c'],
  ['DELETE FROM t WHERE a = 1', 't', 'a'],
  ['CREATE TABLE t (a INT, b TEXT, PRIMARY KEY (a))', 't', 'a,b'],
  ['CREATE VIEW v AS SELECT a FROM t', 't', 'a'],
  ['SELECT ROW_NUMBER() OVER (PARTITION BY a ORDER BY b) FROM t', 't', 'a,b'],
];

test('sql_parse: tables and columns', () => {
  for (const [text, tables, columns] of NAMES) {
    const read = readSql(text);
    assert.ok('tables' in read, JSON.stringify(read));
    const found = [read.tables, read.columns].map((names) => names.toSorted().join());
    const wanted = [tables, columns].map((names) => names.split(',').sort().join());
    assert.deepEqual(found, wanted, text);
  }
});

test('sql_parse: what is not allowed is wrong', () => {
  const rules = { statements: ['select'], tables: ['Orders'], columns: ['id', 'total'] };
  const value = (text: string) => scoreBy('sql_parse', rules, text).value;
  assert.equal(value('SELECT id FROM orders'), 1);
  assert.equal(value('SELECT o.total FROM shop.orders o'), 1);
  assert.equal(value('DELETE FROM orders WHERE id = 1'), 0);
  assert.equal(value('SELECT id FROM users'), 0);
  assert.equal(value('SELECT password FROM orders'), 0);
  assert.equal(value('SELECT id FROM orders WHERE total > (SELECT max(x) FROM users)'), 0);
  assert.equal(value('SELECT id FROM orders; DELETE FROM orders'), 0);
  assert.match(scoreBy('sql_parse', rules, 'SELECT a FROM orders').reason, /the column a is not/);
});
