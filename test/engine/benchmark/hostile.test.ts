import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { BENCHMARK_LIMITS } from '../../../engine/benchmark/limits.ts';
import { parseBenchmark } from '../../../engine/benchmark/parse.ts';
import { diskFolder } from '../../../engine/node/files.ts';
import { parseFiles, SUMS, SUMS_CSV } from './folder.ts';

const MEGABYTES = 5_000_000;
/** Of the processor, as other tests may be busy. Each takes up to four seconds; what is quadratic, minutes. */
const LIMIT_MS = 15_000;

/** Content that makes a careless reader slow, recursive or large, by the file it is written to. */
const HOSTILE: readonly (readonly [what: string, file: string, text: () => string])[] = [
  ['quotes', 'cases.csv', () => `id,question,expected\n${'"'.repeat(MEGABYTES)}`],
  ['odd quotes', 'cases.csv', () => `id,question,expected\n${'a,"b"c"d,\n'.repeat(500_000)}`],
  ['delimiters', 'cases.csv', () => ','.repeat(MEGABYTES)],
  ['surplus fields', 'cases.csv', () => `a,b\n${','.repeat(MEGABYTES)}`],
  ['line ends', 'cases.csv', () => `id,question,expected\n${'\r'.repeat(MEGABYTES)}`],
  ['ragged records', 'cases.csv', () => `id,question,expected\n${'a\n'.repeat(2_500_000)}`],
  ['wrong ids', 'cases.csv', () => `id,question,expected\n${'?,q,e\n'.repeat(190_000)}`],
  ['too many cases', 'cases.csv', () => `question,expected\n${'q,e\n'.repeat(1_000_000)}`],
  ['one long line', 'cases.csv', () => `id,question,expected\na,${'x'.repeat(MEGABYTES)},2\n`],
  ['tabs', 'cases.tsv', () => '\t"\t'.repeat(1_600_000)],
  ['open lists', 'cases.json', () => '['.repeat(MEGABYTES)],
  ['open objects', 'cases.json', () => '[{"a":'.repeat(800_000)],
  ['no objects', 'cases.json', () => `[${'1,'.repeat(2_500_000)}1]`],
  ['empty objects', 'cases.json', () => `[${'{},'.repeat(1_600_000)}{}]`],
  ['escapes', 'cases.json', () => `[{"question":"${'\\n'.repeat(2_500_000)}","expected":1}]`],
  ['backslashes', 'cases.json', () => `["${'\\'.repeat(MEGABYTES)}`],
  ['many keys', 'cases.json', () => `[{${keys(400_000)}"question":1,"expected":1}]`],
  ['same keys', 'cases.json', () => `[{${'"a":1,'.repeat(800_000)}"b":1}]`],
  ['broken lines', 'cases.jsonl', () => '{\n'.repeat(2_500_000)],
  ['deep lines', 'cases.jsonl', () => `${'['.repeat(2_500_000)}\n${']'.repeat(2_500_000)}`],
  ['five megabytes', 'cases.yaml', () => '- {}\n'.repeat(1_000_000)],
  ['closing braces', 'cases.yaml', () => '}'.repeat(BENCHMARK_LIMITS.yamlBytes)],
  ['quotes', 'cases.yaml', () => '"'.repeat(BENCHMARK_LIMITS.yamlBytes)],
  ['open lists', 'cases.yaml', () => '['.repeat(BENCHMARK_LIMITS.yamlBytes)],
  ['indents', 'cases.yaml', () => '- '.repeat(BENCHMARK_LIMITS.yamlBytes / 2)],
  ['many keys', 'cases.yaml', () => `- {${keys(70_000)}"question":1,"expected":1}`],
  ['aliases', 'cases.yaml', () => `- &a { question: q, expected: e }\n${'- *a\n'.repeat(150_000)}`],
  ['anchors', 'cases.yaml', () => anchors(50_000)],
  ['tags', 'cases.yaml', () => '- !x y\n'.repeat(140_000)],
  [
    'wrong keys',
    'benchmark.yaml',
    () => keys(70_000).replaceAll(',', '\n').replaceAll('":', '": '),
  ],
  ['a long key', 'benchmark.yaml', () => `${'title'.repeat(190_000)}: 1\n`],
  ['numbers as cases', 'benchmark.yaml', () => `cases: [${'1,'.repeat(490_000)}1]`],
  [
    'unknown ids',
    'benchmark.yaml',
    () => JSON.stringify({ ...SUMS, gate: { must_pass: words(1000) } }),
  ],
  ['a page of JSON', 'benchmark.yaml', () => '{"a":[1,2,{"b":"c"}],'.repeat(40_000)],
  [
    'closing braces',
    'published.csv',
    () => `model,score,source,date\n${'a,2,b,c\n'.repeat(500_000)}`,
  ],
];

/** What is only large. */
const HARMLESS: ReadonlySet<string> = new Set([
  'cases.csv of one long line',
  'cases.json of escapes',
  'cases.json of many keys',
  'cases.yaml of many keys',
]);

for (const [what, file, text] of HOSTILE) {
  test(`a hostile ${file} of ${what} is done in time`, async () => {
    const cases = file.startsWith('cases.') ? file : 'cases.csv';
    const published = file === 'published.csv' ? { published: file } : {};
    const files = {
      'benchmark.yaml': { ...SUMS, cases, ...published },
      'cases.csv': SUMS_CSV,
      [file]: text(),
    };
    const before = process.cpuUsage();
    const { benchmark, problems } = await parseFiles(files);
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1000;
    assert.ok(ms < LIMIT_MS, `${Math.round(ms)} ms`);
    // Never compared by `equal`: the report of what differs would be larger than the file.
    assert.equal(benchmark !== undefined, HARMLESS.has(`${file} of ${what}`));
    if (benchmark !== undefined) return;
    assert.ok(problems.length >= 1 && problems.length <= 3 * (BENCHMARK_LIMITS.problems + 1));
    for (const { message, line, column } of problems) {
      assert.ok(message.length < 500, message.slice(0, 200));
      assert.ok(line >= 1 && column >= 1);
    }
  });
}

test('the problems of a file beyond the first 200 are counted', async () => {
  const csv = `id,question,expected\n${'?,q,e\n'.repeat(1_000)}`;
  const { problems } = await parseFiles({ 'benchmark.yaml': SUMS, 'cases.csv': csv });
  assert.equal(problems.length, BENCHMARK_LIMITS.problems + 1);
  assert.match(problems.at(-1)?.message ?? '', /^and \d+ more problems in this file$/);
});

test('a link to a file outside the folder is not followed, nor is a linked folder', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'benchmarkhub-'));
  t.after(() => rm(root, { recursive: true }));
  const folder = join(root, 'benchmarks', 'sums');
  await mkdir(folder, { recursive: true });
  await mkdir(join(root, 'outside'));
  await writeFile(join(root, 'outside', 'cases.csv'), SUMS_CSV);
  await symlink(join(root, 'outside', 'cases.csv'), join(folder, 'cases.csv'));
  await symlink(join(root, 'outside'), join(folder, 'linked'));
  for (const cases of ['cases.csv', 'linked/cases.csv']) {
    await writeFile(join(folder, 'benchmark.yaml'), JSON.stringify({ ...SUMS, cases }));
    const { benchmark, problems } = await parseBenchmark(diskFolder(root, 'benchmarks/sums'));
    assert.equal(benchmark, undefined);
    assert.deepEqual(
      problems.map(({ file, message }) => [file, message]),
      [['benchmarks/sums/benchmark.yaml', `there is no file benchmarks/sums/${cases}`]],
    );
  }
});

test('files whose names end like a property of every object are no format', async () => {
  for (const ending of ['constructor', '__proto__', 'valueOf']) {
    const cases = `cases.${ending}`;
    const { problems } = await parseFiles({ 'benchmark.yaml': { ...SUMS, cases }, [cases]: 'x' });
    assert.match(problems[0]?.message ?? '', /cannot read cases/);
  }
});

test('a column named like a property of every object is a column', async () => {
  const yaml = {
    ...SUMS,
    prompt: '{{constructor}}',
    cases: 'cases.json',
    columns: { expected: 'toString' },
  };
  const rows: Record<string, unknown>[] = [
    { id: 'a', constructor: 'q', toString: 'e' },
    { id: 'b', constructor: 'q' },
  ];
  const { problems } = await parseFiles({ 'benchmark.yaml': yaml, 'cases.json': rows });
  assert.deepEqual(
    problems.map(({ message }) => message),
    ['the case "b" has no expected value, which the scorer "equals" compares with'],
  );
});

function keys(count: number): string {
  return Array.from({ length: count }, (_, index) => `"k${index}":1,`).join('');
}

function words(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `case-${index}`.repeat(10));
}

function anchors(count: number): string {
  return Array.from({ length: count }, (_, index) => `- &a${index} x\n- *a${index}\n`).join('');
}
