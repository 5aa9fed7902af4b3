import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCsv, readTsv } from '../../../engine/benchmark/rows/csv.ts';
import { toCsv } from '../../../engine/exchange/csv.ts';
import { randomText, seeded } from './generate.ts';

test('what is written as CSV is read back, but for the guard against formulas', () => {
  const random = seeded(6);
  for (let round = 0; round < 2_000; round++) {
    const columns = ['one', 'two, "2"', 'drei\n3'].slice(0, 1 + Math.floor(random() * 3));
    const rows = Array.from({ length: 3 }, () =>
      Object.fromEntries(columns.map((name) => [name, `x${randomText(random)}`])),
    );
    const { rows: read, problems } = readCsv(toCsv(columns, rows), 'a.csv');
    assert.deepEqual(problems, []);
    assert.deepEqual(
      read.map(({ fields }) => fields),
      rows,
    );
  }
});

test('records and fields are found where they stand, whatever ends the lines', () => {
  const random = seeded(7);
  for (let round = 0; round < 500; round++) {
    const rows = Array.from({ length: 4 }, () => ({
      a: `x${randomText(random)}`,
      b: `y${randomText(random)}`,
    }));
    const text = toCsv(['a', 'b'], rows);
    const lines = text.split(/\r\n|\n|\r/);
    for (const { fields, placeOf } of readCsv(text, 'a.csv').rows) {
      for (const name of ['a', 'b']) {
        const { line, column } = placeOf(name);
        const there = (lines[line - 1] ?? '').slice(column - 1).replace(/^"/, '');
        const first = String(fields[name]).split(/[\r\n"]/)[0] ?? '';
        assert.ok(there.startsWith(first), `${JSON.stringify(text)} ${line}:${column}`);
      }
    }
  }
});

test('text that a spreadsheet would run gets an apostrophe, numbers do not', () => {
  const texts = [
    '=1+1',
    '+1',
    '-1',
    '@SUM',
    '\t=1',
    '=1\n+2',
    ' =1',
    '\n=1',
    '＝1',
    'a=1',
    '',
    "'=1",
  ];
  const { rows } = readCsv(
    toCsv(
      ['a', 'b'],
      texts.map((a) => ({ a, b: 1 })),
    ),
    'a.csv',
  );
  assert.deepEqual(
    rows.map(({ fields }) => fields.a),
    texts.map((text) => (/^(\s*[=+\-@＝]|[\t\n])/.test(text) ? `'${text}` : text)),
  );
  assert.equal(
    toCsv(['n', 'o', 'd', 'e'], [{ n: -1, o: { a: [1] }, d: new Date(0), e: null }]),
    'n,o,d,e\n-1,"{""a"":[1]}",1970-01-01T00:00:00.000Z,',
  );
});

test('an empty field alone in its row is not lost as a blank line', () => {
  assert.equal(toCsv(['a'], [{ a: '' }, { a: 'x' }]), 'a\n""\nx');
});

test('quotes mean something only where a field begins', () => {
  const { rows, problems } = readCsv('a,b\n5" pipe,say ""hi""\n"x""y",""\n', 'a.csv');
  assert.deepEqual(problems, []);
  assert.deepEqual(
    rows.map(({ fields }) => fields),
    [
      { a: '5" pipe', b: 'say ""hi""' },
      { a: 'x"y', b: '' },
    ],
  );
  assert.deepEqual(readTsv('a\tb\n1, 2\t"3\t4"', 'a.tsv').rows[0]?.fields, {
    a: '1, 2',
    b: '3\t4',
  });
});
