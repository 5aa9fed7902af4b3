import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { openExecutor } from '../../../engine/node/sandbox/executor.ts';
import type { QuerySubmission } from '../../../engine/sandbox/execution.ts';
import type { SandboxResult, SandboxStatus } from '../../../engine/sandbox/sandbox.ts';

const executor = await openExecutor();
after(() => executor[Symbol.asyncDispose]());

const SETUP = `
  CREATE TABLE people (id INTEGER, name VARCHAR, age INTEGER, paid DECIMAL(9, 2), born DATE);
  INSERT INTO people VALUES
    (1, 'Ada', 36, 10.10, '1815-12-10'), (2, 'Alan', 41, 20.20, '1912-06-23'),
    (3, 'Grace', 85, NULL, '1906-12-09'), (4, 'Ada', 36, 10.10, '1815-12-10');`;

function judge(
  query: string,
  expected = 'SELECT 1',
  more: Partial<QuerySubmission> = {},
): Promise<SandboxResult> {
  return executor.run({
    language: 'sql',
    setup: SETUP,
    expected,
    query,
    ordered: false,
    named: false,
    tolerance: 1e-6,
    timeoutMs: 20_000,
    memoryMb: 128,
    ...more,
  });
}

interface Comparison {
  readonly expected: string;
  readonly query: string;
  readonly status: SandboxStatus;
  readonly rule?: Partial<QuerySubmission>;
}

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  'another order of rows': {
    expected: 'SELECT name FROM people ORDER BY id',
    query: 'SELECT name FROM people ORDER BY id DESC',
    status: 'passed',
  },
  'another order of rows, where the order counts': {
    expected: 'SELECT name FROM people ORDER BY id',
    query: 'SELECT name FROM people ORDER BY id DESC',
    status: 'failed',
    rule: { ordered: true },
  },
  'duplicates count': {
    expected: 'SELECT name FROM people',
    query: 'SELECT DISTINCT name FROM people',
    status: 'failed',
  },
  'the same number of rows, one of them twice': {
    expected: 'SELECT * FROM (VALUES (1), (1), (2))',
    query: 'SELECT * FROM (VALUES (1), (2), (2))',
    status: 'failed',
  },
  'other column names': {
    expected: 'SELECT name AS who FROM people',
    query: 'SELECT name FROM people',
    status: 'passed',
  },
  'other column names, where they count': {
    expected: 'SELECT name AS who FROM people',
    query: 'SELECT name FROM people',
    status: 'failed',
    rule: { named: true },
  },
  'numbers of another type': {
    expected: 'SELECT sum(paid) FROM people',
    query: 'SELECT sum(paid::DOUBLE) FROM people',
    status: 'passed',
  },
  'numbers further apart than the tolerance': {
    expected: 'SELECT 1.0',
    query: 'SELECT 1.001',
    status: 'failed',
  },
  'numbers within a wider tolerance, unordered': {
    expected: 'SELECT * FROM (VALUES (1.0), (2.0))',
    query: 'SELECT * FROM (VALUES (2.001), (1.001))',
    status: 'passed',
    rule: { tolerance: 0.01 },
  },
  'a text of digits is no number': {
    expected: 'SELECT 5',
    query: "SELECT '5'",
    status: 'failed',
  },
  'NULL is not zero': {
    expected: 'SELECT paid FROM people WHERE id = 3',
    query: 'SELECT 0.00',
    status: 'failed',
  },
  'a day is its midnight': {
    expected: 'SELECT born FROM people',
    query: 'SELECT born::TIMESTAMP FROM people',
    status: 'passed',
  },
  'numbers too long for JSON': {
    expected: 'SELECT 123456789012345678901234567890',
    query: 'SELECT 123456789012345678901234567891',
    status: 'failed',
    rule: { tolerance: 0 },
  },
  'no rows are an answer': {
    expected: 'SELECT * FROM people WHERE id > 9',
    query: 'SELECT * FROM people WHERE false',
    status: 'passed',
  },
  'an expected query that does not run is nobody’s zero': {
    expected: 'SELECT * FROM nowhere',
    query: 'SELECT 1',
    status: 'sandbox_error',
  },
};

describe('side by side', { concurrency: 3 }, () => {
  for (const [name, { expected, query, status, rule }] of Object.entries(COMPARISONS)) {
    test(`compares rows: ${name}`, async () => {
      const result = await judge(query, expected, rule);
      assert.equal(result.status, status, result.message);
    });
  }
});

/** Each would give the expected row if it got through, and so pass. */
const ATTACKS: Readonly<Record<string, string>> = {
  'reads a file as CSV': "SELECT count(*) > 0 FROM read_csv('/etc/passwd', header = false)",
  'reads a file as text': "SELECT length(content) > 0 FROM read_text('/etc/passwd')",
  'reads a file as bytes': "SELECT count(*) > 0 FROM read_blob('/etc/passwd')",
  'reads a file as JSON': "SELECT count(*) > 0 FROM read_json('/etc/passwd')",
  'reads a file by its name': "SELECT count(*) > 0 FROM '/etc/passwd'",
  'reads Parquet': "SELECT count(*) > 0 FROM '/tmp/x.parquet'",
  'sniffs a file': "SELECT count(*) > 0 FROM sniff_csv('/etc/passwd')",
  'lists a folder': "SELECT count(*) > 0 FROM glob('/etc/*')",
  'reads the environment': "SELECT getenv('PATH') IS NOT NULL",
  'reads the environment of a process': "SELECT content <> '' FROM read_text('/proc/self/environ')",
  'reads over the network': "SELECT count(*) > 0 FROM read_csv('http://127.0.0.1:1/x.csv')",
  'reads secrets': 'SELECT count(*) > 0 FROM duckdb_secrets()',
  'writes a file': "COPY people TO '/tmp/benchmarkhub-sql-attack.csv'",
  'writes a file, in a query': "COPY (SELECT true) TO '/tmp/benchmarkhub-sql-attack.csv'",
  'writes a database': "EXPORT DATABASE '/tmp/benchmarkhub-sql-attack'",
  'imports a database': "IMPORT DATABASE '/tmp'",
  'attaches a file': "ATTACH '/tmp/benchmarkhub-sql-attack.db'",
  'attaches memory': "ATTACH ':memory:' AS other",
  'installs an extension': 'INSTALL httpfs',
  'loads an extension': 'LOAD httpfs',
  'loads a file as an extension': "LOAD '/tmp/evil.duckdb_extension'",
  'unlocks the configuration': 'SET lock_configuration = false',
  'turns access on': 'SET enable_external_access = true',
  'raises its memory': "SET memory_limit = '64GB'",
  'resets its memory': 'RESET memory_limit',
  'sets a pragma': "PRAGMA temp_directory = '/tmp'",
  'profiles into a file': "PRAGMA profiling_output = '/tmp/benchmarkhub-sql-attack.json'",
  'creates a table': 'CREATE TABLE mine AS SELECT true',
  'creates a macro': 'CREATE MACRO sum(x) AS 0',
  'creates a secret': "CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')",
  inserts: "INSERT INTO people VALUES (9, 'x', 1, 1, NULL) RETURNING true",
  updates: 'UPDATE people SET age = 1 RETURNING true',
  deletes: 'DELETE FROM people RETURNING true',
  'drops a table': 'DROP TABLE people',
  'begins a transaction': 'BEGIN',
  'calls a procedure': 'CALL pragma_version()',
  'prepares a statement': 'PREPARE p AS SELECT true',
  'two statements': 'SELECT true; SELECT true',
  'a second statement after a comment': 'SELECT true; -- no\nDROP TABLE people',
  explains: 'EXPLAIN ANALYZE SELECT true',
  'nothing at all': '  -- nothing',
};

describe('side by side', { concurrency: 3 }, () => {
  for (const [name, query] of Object.entries(ATTACKS)) {
    test(`SQL that ${name} does not get through`, async () => {
      const result = await judge(query, 'SELECT true');
      assert.ok(['error', 'failed'].includes(result.status), `${result.status}: ${result.message}`);
    });
  }
});

test('no attack left a file behind', () => {
  for (const end of ['.csv', '.db', '.json', '']) {
    assert.equal(existsSync(`/tmp/benchmarkhub-sql-attack${end}`), false);
  }
});

const EXCESSES: Readonly<Record<string, string>> = {
  'an endless recursion':
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n',
  'a cross join of millions of rows':
    'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3',
  'a list that doubles': "SELECT length(repeat('x', 2000000000) || repeat('y', 2000000000))",
  'an aggregate of everything': 'SELECT list(a.range) FROM range(1000000000) a',
  'too many rows': 'SELECT * FROM range(100000000)',
  'a value that is too long': "SELECT repeat('x', 50000000)",
  'a query that is nested deeply': `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`,
};

describe('side by side', { concurrency: 3 }, () => {
  for (const [name, query] of Object.entries(EXCESSES)) {
    test(`SQL ends within its limits: ${name}`, async () => {
      const result = await judge(query, 'SELECT 1', { timeoutMs: 1500, memoryMb: 64 });
      const ends: SandboxStatus[] = ['timeout', 'memory', 'error', 'output_limit'];
      assert.ok(ends.includes(result.status), `${result.status}: ${result.message}`);
    });
  }
});

test('after all of that a query still runs', async () => {
  assert.equal((await judge('SELECT count(*) FROM people', 'SELECT 4')).status, 'passed');
});
