import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import { differenceOf } from '../../../engine/benchmark/difference.ts';
import { forksInWords, forksOf, originOf, upstreamOf } from '../../../engine/benchmark/lineage.ts';
import { NEAR_DUPLICATE, nearDuplicates } from '../../../engine/benchmark/near-duplicates.ts';
import { openWorkspace } from '../../../engine/node/workspace.ts';
import { BUILT_IN_MODELS } from '../../../scripts/workspace.ts';
import { benchmarkFiles, command, createWorkspace } from '../../workspace.ts';

const LONG =
  'A farmer keeps twelve grey geese behind the barn and sells five of them at the market';
const CASES = [
  { id: 'a', question: `${LONG} in spring. How many are left?`, expected: '7' },
  { id: 'b', question: 'What is the opposite of hot?', expected: 'cold' },
  { id: 'c', question: 'What is the plural of mouse?', expected: 'mice' },
];

async function opened(files: Readonly<Record<string, unknown>>) {
  const workspace = await createWorkspace(files);
  const { benchmarks, problems } = await openWorkspace(workspace.root, BUILT_IN_MODELS);
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  return {
    ...workspace,
    benchmarks,
    named: (id: string): Benchmark => benchmarks.find((one) => one.id === id) ?? assert.fail(id),
  };
}

const FORK_CASES = [
  { id: 'a', question: CASES[0]?.question, expected: '8' },
  { id: 'b', question: 'What is the opposite of hot?', expected: 'cold' },
  { id: 'd', question: 'What is the past tense of go?', expected: 'went' },
];

describe('a fork', () => {
  test('differs from its original by cases, fields and scorers', async () => {
    await using workspace = await opened({
      ...benchmarkFiles('words', CASES),
      ...benchmarkFiles('mine', FORK_CASES, {
        forked_from: 'words@0000',
        score: [{ type: 'includes' }],
      }),
    });
    const [words, mine] = [workspace.named('words'), workspace.named('mine')];
    const difference = differenceOf(words, mine);
    assert.deepEqual(
      [difference.added, difference.removed, difference.changed, difference.same],
      [['d'], ['c'], [{ id: 'a', fields: ['expected'] }], 1],
    );
    assert.deepEqual(difference.parts, ['cases', 'scorers']);
    assert.match(difference.scorers.added[0] ?? '', /^includes /);
    assert.match(difference.scorers.removed[0] ?? '', /^equals /);
    assert.deepEqual(differenceOf(words, words).parts, []);

    const upstream = upstreamOf(mine, workspace.benchmarks);
    assert.deepEqual([upstream?.benchmark?.id, upstream?.hasMoved], ['words', true]);
    const { forks, addedCases } = forksOf(words, workspace.benchmarks);
    assert.equal(forksInWords(forks.length, addedCases), '1 fork adds 1 case');
    assert.equal(forksInWords(3, 41), '3 forks add 41 cases');
    assert.equal(forksInWords(0, 0), '');
  });

  test('knows its origin, whatever is written there', () => {
    assert.equal(originOf({}), undefined);
    assert.deepEqual(originOf({ forked_from: 'a@b@c' }), { id: 'a@b', fingerprint: 'c' });
    assert.deepEqual(originOf({ forked_from: '@x' }), { id: '@x', fingerprint: '' });
  });

  test('made by the command line has not moved, and differs in nothing', async () => {
    await using workspace = await createWorkspace(benchmarkFiles('words', CASES));
    assert.equal((await command(workspace.root, 'fork', 'words', '--as', 'mine')).code, 0);
    const { out } = await command(workspace.root, 'diff', 'mine', '--json');
    const { a, b, added, removed, changed, same, parts } = JSON.parse(out);
    assert.deepEqual(
      [a, b, added, removed, changed, same, parts],
      ['words', 'mine', [], [], [], 3, []],
    );
    const { benchmarks } = await openWorkspace(workspace.root, BUILT_IN_MODELS);
    const mine = benchmarks.find(({ id }) => id === 'mine') ?? assert.fail();
    assert.equal(upstreamOf(mine, benchmarks)?.hasMoved, false);
    assert.match(
      (await command(workspace.root, 'diff', 'words')).log,
      /was not forked from anything/,
    );
  });
});

describe("the original's errata", () => {
  const errata = [
    { case: 'a', wrong: 'Five were sold.', fixed_in: '1.0.1', by: 'Ada', date: '2026-11-20' },
    { case: 'b', wrong: 'A typing error.', fixed_in: '1.0.1', by: 'Ada', date: '2026-11-21' },
    { case: 'c', wrong: 'Not in the fork.', fixed_in: '1.0.1', by: 'Ada', date: '2026-11-21' },
  ];

  test('are taken over once, and what is still wrong is told with its place', async () => {
    await using workspace = await createWorkspace({
      ...benchmarkFiles('words', CASES),
      'benchmarks/words/errata.yaml': errata,
      ...benchmarkFiles('mine', FORK_CASES, { forked_from: 'words@0000' }),
    });
    const { code, out } = await command(workspace.root, 'fork', '--pull', 'mine');
    assert.equal(code, 0);
    assert.match(
      out,
      /benchmarks\/mine\/cases\.jsonl:1:1 Five were sold\.\n {2}here: "8", in the original: "7"/,
    );
    assert.match(
      out,
      /2 errata taken over into benchmarks\/mine\/errata\.yaml, 1 of them to be put right/,
    );
    const { benchmarks } = await openWorkspace(workspace.root, BUILT_IN_MODELS);
    const mine = benchmarks.find(({ id }) => id === 'mine');
    assert.deepEqual(
      mine?.errata?.map((one) => [one.case, one.fixed_in]),
      [
        ['a', undefined],
        ['b', '1.0.0'],
      ],
    );
    const again = await command(workspace.root, 'fork', '--pull', 'mine', '--json');
    assert.deepEqual(JSON.parse(again.out), { benchmark: 'mine', errata: [], open: 0 });
  });
});

describe('near-duplicates', () => {
  const copied = [{ id: 'x', question: `${LONG} in autumn. How many are left?`, expected: '7' }];

  test('are reported where they stand, and not between a fork and its original', async () => {
    await using workspace = await opened({
      ...benchmarkFiles('words', CASES),
      ...benchmarkFiles('other', copied),
      ...benchmarkFiles('mine', copied, { forked_from: 'other@0000' }),
    });
    const found = nearDuplicates([workspace.named('other')], workspace.benchmarks);
    assert.deepEqual(
      found.map(({ testCase, other, otherCase }) => [testCase.id, other.id, otherCase.id]),
      [['x', 'words', 'a']],
    );
    const similarity = found[0]?.similarity ?? 0;
    assert.ok(similarity >= NEAR_DUPLICATE && similarity < 1, String(similarity));
    const { code, out } = await command(workspace.root, 'validate', 'other', '--against-library');
    assert.equal(code, 0);
    assert.match(
      out,
      /benchmarks\/other\/cases\.jsonl:1:1 warning case "x" is 7\d % the same as case "a" of words \(benchmarks\/words\/cases\.jsonl:1\)/,
    );
    assert.equal((await command(workspace.root, 'validate', 'other')).out, '');
  });

  test('of short cases are chance', async () => {
    await using workspace = await opened({
      ...benchmarkFiles('one', [{ id: 'a', question: 'Hot or cold?', expected: 'hot' }]),
      ...benchmarkFiles('two', [{ id: 'b', question: 'Hot or cold?', expected: 'hot' }]),
    });
    assert.deepEqual(nearDuplicates(workspace.benchmarks, workspace.benchmarks), []);
  });
});
