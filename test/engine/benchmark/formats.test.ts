import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zstdCompressSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { TestCase } from '../../../engine/benchmark/benchmark.ts';
import { benchmarkOf, type Files, parseFiles, SUMS } from './folder.ts';

/** The same cases in every format. All values are text, since CSV has nothing else. */
const ROWS = [
  {
    id: 'a',
    question: 'Which?',
    choices: ['x, y', 'z'],
    expected: 'A',
    weight: 2,
    tags: ['s', 't'],
  },
  { id: 'ü-2', question: '"Two"\nlines', choices: ['1', '2'], expected: '2', weight: 1, tags: [] },
  {
    id: 'c',
    question: ' spaces ',
    choices: ['p', 'q', 'r'],
    expected: 'C',
    weight: 1,
    tags: ['s'],
  },
];

const FLAT = ROWS.map((row) => ({
  ...row,
  choices: JSON.stringify(row.choices),
  weight: String(row.weight),
  tags: row.tags.join('|'),
}));

const YAML = { ...SUMS, prompt: '{{question}}\n{{choices}}', score: ['choice'] };

const FORMATS: Readonly<Record<string, Files>> = {
  csv: { 'cases.csv': delimited(',') },
  'csv with a mark and CRLF': { 'cases.csv': `\uFEFF${delimited(',', '\r\n')}` },
  tsv: { 'cases.tsv': delimited('\t') },
  json: { 'cases.json': ROWS },
  jsonl: { 'cases.jsonl': ROWS.map((row) => JSON.stringify(row)).join('\n') },
  yaml: { 'cases.yaml': JSON.stringify(ROWS) },
  'parquet, Snappy': { 'cases.parquet': parquet('SNAPPY') },
  'parquet, Zstandard': { 'cases.parquet': parquet('ZSTD') },
  'parquet, uncompressed': { 'cases.parquet': parquet('UNCOMPRESSED') },
  'two files': {
    'first.json': ROWS.slice(0, 1),
    'sub folder/second.jsonl': ROWS.slice(1)
      .map((row) => JSON.stringify(row))
      .join('\n'),
  },
};

test('the same cases are the same in every format', async () => {
  const inline = await benchmarkOf({ 'benchmark.yaml': { ...YAML, cases: ROWS } });
  for (const [format, files] of Object.entries(FORMATS)) {
    const cases = Object.keys(files);
    const benchmark = await benchmarkOf({ 'benchmark.yaml': { ...YAML, cases }, ...files });
    assert.deepEqual(benchmark.cases.map(content), inline.cases.map(content), format);
    assert.equal(benchmark.fingerprint, inline.fingerprint, format);
  }
  assert.deepEqual(inline.cases[0]?.choices, ['x, y', 'z']);
  assert.deepEqual(inline.cases[0]?.variables.choices, ['x, y', 'z']);
});

// What differs, and has to: JSON knows numbers, absent fields and null, where CSV knows text.
test('a number in JSON is another case than the same digits in CSV, with the same id and prompt', async () => {
  const [number, text] = await Promise.all(
    [1, '1'].map((expected) =>
      benchmarkOf({
        'benchmark.yaml': { ...SUMS, cases: 'cases.json', score: ['number'] },
        'cases.json': [{ id: 'a', question: 'q', expected }],
      }),
    ),
  );
  assert.notEqual(number?.cases[0]?.hash, text?.cases[0]?.hash);
  assert.equal(number?.cases[0]?.id, text?.cases[0]?.id);
});

test('an id that is not written comes from the content, wherever the case stands', async () => {
  const rows = ['p', 'q'].map((question) => ({ question, expected: 'x' }));
  const parse = (cases: unknown) => benchmarkOf({ 'benchmark.yaml': { ...SUMS, cases } });
  const [one, other] = [await parse(rows), await parse(rows.toReversed())];
  assert.match(one.cases[0]?.id ?? '', /^c-[0-9a-f]{12}$/);
  assert.equal(one.cases[0]?.id, other.cases[1]?.id);
  assert.equal(one.fingerprint, other.fingerprint);
});

test('a string as prompt is one message of the user, to the letter', async () => {
  const prompt = ' {{question}}\n';
  const parse = (written: unknown) =>
    benchmarkOf({ 'benchmark.yaml': { ...SUMS, prompt: written, cases: FLAT } });
  const [short, long] = [await parse(prompt), await parse([{ role: 'user', content: prompt }])];
  assert.equal(short.prompt[0]?.content, prompt);
  assert.equal(short.fingerprint, long.fingerprint);
});

test('columns may go by other names', async () => {
  const columns = { expected: 'answer', id: 'number', choices: 'options', weight: 'share' };
  const renamed = FLAT.map(({ id, expected, choices, weight, ...row }) => ({
    ...row,
    number: id,
    answer: expected,
    options: choices,
    share: weight,
  }));
  const parse = (extra: object, cases: unknown) =>
    benchmarkOf({ 'benchmark.yaml': { ...YAML, ...extra, cases } });
  const [plain, other] = [await parse({}, FLAT), await parse({ columns }, renamed)];
  assert.equal(other.fingerprint, plain.fingerprint);
  const listed = FLAT.map(({ choices: _, ...row }) => ({ ...row, one: 'x', two: 'y', three: '' }));
  const { cases } = await parse({ choices: ['one', 'two', 'three'] }, listed.slice(0, 1));
  assert.deepEqual(cases[0]?.choices, ['x', 'y']);
});

test('Parquet that cannot be read is one problem', async () => {
  const bomb = parquet('ZSTD');
  const files: Readonly<Record<string, Uint8Array>> = {
    empty: new Uint8Array(),
    'no parquet': new Uint8Array(1000).fill(65),
    'cut short': bomb.slice(0, bomb.length - 20),
    'without its head': bomb.slice(50),
    'of zeroes': new Uint8Array(zstdCompressSync(new Uint8Array(1_000_000))),
    'of infinity': written([{ name: 'x', data: [Number.POSITIVE_INFINITY], type: 'DOUBLE' }]),
  };
  for (const [what, bytes] of Object.entries(files)) {
    const { problems } = await parseFiles({
      'benchmark.yaml': { ...SUMS, cases: 'cases.parquet' },
      'cases.parquet': bytes,
    });
    assert.equal(problems.length, 1, what);
    assert.equal(problems[0]?.file, 'benchmarks/sums/cases.parquet');
  }
});

test('every byte of a Parquet file may be wrong without anything being thrown', async () => {
  const whole = parquet('SNAPPY');
  for (let index = 0; index < whole.length; index += 7) {
    const bytes = whole.slice();
    bytes[index] = (bytes[index] ?? 0) ^ 0x55;
    await parseFiles({
      'benchmark.yaml': { ...YAML, cases: 'cases.parquet' },
      'cases.parquet': bytes,
    });
  }
});

function content({ source: _, ...testCase }: TestCase): object {
  return testCase;
}

function delimited(delimiter: string, lineEnd = '\n'): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const names = ['tags', 'id', 'question', 'choices', 'expected', 'weight'] as const;
  const records = FLAT.map((row) => names.map((name) => quoted(row[name])).join(delimiter));
  return [names.join(delimiter), ...records].join(lineEnd);
}

type Columns = Parameters<typeof parquetWriteBuffer>[0]['columnData'];

function parquet(codec: 'SNAPPY' | 'ZSTD' | 'UNCOMPRESSED'): Uint8Array {
  const names = ['id', 'question', 'choices', 'expected', 'weight', 'tags'] as const;
  const columns = names.map((name) => ({ name, data: FLAT.map((row) => row[name]) }));
  return written(columns, codec);
}

function written(
  columnData: Columns,
  codec: 'SNAPPY' | 'ZSTD' | 'UNCOMPRESSED' = 'SNAPPY',
): Uint8Array {
  const compressors = { ZSTD: (bytes: Uint8Array) => new Uint8Array(zstdCompressSync(bytes)) };
  return new Uint8Array(parquetWriteBuffer({ columnData, codec, compressors }));
}
