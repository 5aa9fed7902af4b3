import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { errataInWords, errataOf } from '../../site/lib/errata.ts';
import { flagAddress } from '../../site/lib/flag.ts';
import { FIXTURE_BENCHMARKS } from './fixture/benchmarks.ts';

const benchmark = FIXTURE_BENCHMARKS[0] ?? assert.fail();
const [first] = benchmark.cases;
assert.ok(first);
const EVIDENCE = { tally: '2 of 11 passed', page: 'https://example.org/b/x/cases/y/' };

const flag = (testCase = first, repository: string | undefined = 'example/benchmarks') =>
  flagAddress(repository, benchmark, testCase, EVIDENCE);

describe('"this case is wrong"', () => {
  test('opens an issue with the hash of the case and what models answered', () => {
    const address = new URL(flag() ?? '');
    assert.equal(
      address.origin + address.pathname,
      'https://github.com/example/benchmarks/issues/new',
    );
    const body = address.searchParams.get('body') ?? '';
    for (const part of [first.hash, '2 of 11 passed', EVIDENCE.page, benchmark.id])
      assert.ok(body.includes(part), part);
  });

  test('is short enough whatever a case holds, and no text of it acts on the issue', () => {
    for (const testCase of benchmark.cases) {
      const address = new URL(flag(testCase) ?? '');
      assert.ok(address.href.length < 7_000, `${address.href.length} for ${testCase.id}`);
      assert.doesNotMatch(address.searchParams.get('title') ?? '', /[@#<>`]/);
    }
    const hostile = {
      ...first,
      id: '@octocat closes #1',
      variables: { question: '字```'.repeat(3000) },
    };
    const address = new URL(flag(hostile) ?? '');
    assert.ok(address.href.length < 7_000);
    const title = address.searchParams.get('title') ?? '';
    assert.doesNotMatch(title, /[@#]/);
    // The fence is longer than any run of ticks inside it.
    assert.match(address.searchParams.get('body') ?? '', /\n````\n字```/);
  });

  test('is not offered for a repository elsewhere', () => {
    assert.equal(flagAddress(undefined, benchmark, first, EVIDENCE), undefined);
    assert.equal(flag(first, 'https://gitlab.com/a/b'), undefined);
    assert.equal(flag(first, 'https://github.com/a/b?x=1'), undefined);
  });
});

test('errata are told newest first, in words', () => {
  const errata = [
    { case: first.id, wrong: 'No fee', by: 'Ada', date: '2026-11-01', fixed_in: '1.0.1' },
    { case: 'gone', wrong: 'Two answers.', by: 'Bo', date: '2026-11-09' },
  ];
  const entries = errataOf([{ ...benchmark, errata }]);
  assert.deepEqual(
    entries.map(({ erratum, isHere }) => [erratum.case, isHere]),
    [
      ['gone', false],
      [first.id, true],
    ],
  );
  assert.deepEqual(
    entries.map(({ erratum }) => errataInWords(erratum)),
    ['Two answers. Found by Bo. Not put right yet.', 'No fee. Found by Ada. Put right in 1.0.1.'],
  );
});
