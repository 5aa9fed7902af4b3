import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesMatching, resolvePath } from '../../../engine/exchange/import/source.ts';
import { UserError } from '../../../engine/problem.ts';
import { file, importFiles, noteWords } from './helpers.ts';

test('no reference leads out of the files handed in', async () => {
  assert.equal(resolvePath('../x', 'a/b'), 'x');
  assert.equal(resolvePath('../../x', 'a/b'), null);
  assert.equal(resolvePath('/etc/passwd', 'a/b'), 'a/etc/passwd');
  assert.equal(resolvePath('..\\..\\x', 'a/b'), null);
  const imported = await importFiles([
    file('c/promptfooconfig.json', {
      prompts: ['file:///etc/passwd', 'file://../../../etc/passwd', 'exec: cat /etc/passwd'],
      providers: ['exec:rm -rf /'],
      tests: ['file:///etc/hosts', 'https://example.org/x.csv', 'huggingface://datasets/a/b'],
      defaultTest: 'file://../../../etc/passwd',
    }),
  ]);
  assert.deepEqual(imported.benchmarks, []);
  const words = noteWords(imported);
  assert.equal(words.filter((word) => word === 'dropped prompt').length, 3);
  assert.equal(words.filter((word) => word === 'dropped tests').length, 3);
  assert.ok(words.includes('dropped defaultTest'));
  assert.ok(words.includes('dropped provider'));
});

test('hostile files end in notes or clear errors, in bounded time', async (t) => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'
      .split('')
      .map(
        (name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]},`.repeat(10).slice(0, -1)}]`,
      ),
    'prompts: *i',
    'tests: []',
  ].join('\n');
  const product = {
    prompts: ['{{a}}'],
    tests: [
      {
        vars: Object.fromEntries(
          'abcdefgh'
            .split('')
            .map((name) => [name, Array.from({ length: 50 }, (_, index) => index)]),
        ),
      },
    ],
  };
  const cycle = [
    file('a.yaml', 'include: b.yaml\ntask: t\ndoc_to_text: x'),
    file('b.yaml', 'include: a.yaml\ndataset_path: y'),
  ];
  const cases: readonly (readonly [string, ReturnType<typeof file>[], string])[] = [
    ['deep JSON', [file('promptfooconfig.json', `{"prompts":["x"],"tests":${deep}}`)], 'promptfoo'],
    ['aliases that explode', [file('promptfooconfig.yaml', bomb)], 'promptfoo'],
    ['a product of lists', [file('promptfooconfig.json', product)], 'promptfoo'],
    ['includes in a circle', cycle, 'lm-eval'],
    [
      'an unknown tag',
      [file('promptfooconfig.yaml', 'prompts: [!!python/object/apply:os.system [ls]]')],
      'promptfoo',
    ],
    ['a broken table', [file('t.csv', '"a,b\n1,2\n"x')], 'table'],
    [
      'bytes that are no text',
      [{ path: 't.jsonl', bytes: new Uint8Array([0xff, 0xfe, 0x00, 0x80]) }],
      'table',
    ],
    [
      '__proto__',
      [
        file(
          'promptfooconfig.json',
          '{"prompts":["{{__proto__.x}}"],"tests":[{"vars":{"__proto__":{"x":1}},"assert":[{"type":"constructor"},{"type":"__proto__","value":1}]}]}',
        ),
      ],
      'promptfoo',
    ],
    [
      'a parquet bomb',
      [{ path: 't.parquet', bytes: new TextEncoder().encode('PAR1xxxxxxxxPAR1') }],
      'table',
    ],
  ];
  for (const [name, files, format] of cases) {
    await t.test(name, async () => {
      const started = performance.now();
      const imported = await importFiles(files, format);
      assert.deepEqual(imported.benchmarks, []);
      assert.ok(imported.notes.length > 0, 'something is said');
      assert.ok(performance.now() - started < 10_000);
    });
  }
});

test('too many or too large files are refused', async () => {
  const many = Array.from({ length: 501 }, (_, index) => file(`${index}.csv`, 'a'));
  await assert.rejects(importFiles(many, 'table'), UserError);
  const large = [{ path: 'x.csv', bytes: new Uint8Array(129_000_000) }];
  await assert.rejects(importFiles(large, 'table'), UserError);
  await assert.rejects(importFiles([file('x.bin', 'x')]), /no known format/);
});

test('stars in paths match files of one folder, two stars any', () => {
  const files = ['a/x.txt', 'a/b/y.txt', 'z.txt', 'a/x.md'].map((path) => file(path, ''));
  const paths = (reference: string) =>
    filesMatching(files, reference, 'config.yaml').map(({ path }) => path);
  assert.deepEqual(paths('a/*.txt'), ['a/x.txt']);
  assert.deepEqual(paths('**/*.txt'), ['a/x.txt', 'a/b/y.txt', 'z.txt']);
  assert.deepEqual(paths('z.txt'), ['z.txt']);
});
