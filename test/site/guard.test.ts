import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '../../engine/json.ts';
import { differenceFrom, differenceInWords } from '../../site/lib/fingerprint-guard.ts';
import type { FingerprintFacts } from '../../site/lib/measurements.ts';
import { FIXTURE_BENCHMARKS } from './fixture/benchmarks.ts';

const [benchmark] = FIXTURE_BENCHMARKS;
assert.ok(benchmark);
const same: FingerprintFacts = {
  fingerprint: 'before',
  first_run_at: new Date(0),
  last_run_at: new Date(0),
  parameters: [canonicalJson(benchmark.parameters)],
  scorers: ['number'],
  cases: benchmark.cases.map(({ id, hash }) => ({ id, hash })),
  shared_calls: 70,
  same_calls: 70,
};
const words = (facts: Partial<FingerprintFacts>) =>
  differenceInWords(differenceFrom({ ...same, ...facts }, benchmark));

test('equal requests prove an equal prompt, so only the scoring is left', () => {
  assert.equal(
    words({}),
    'the options or versions of its scorers or its reducer must have changed; its results do not say which',
  );
});

test('unlike requests say that it was asked otherwise, but only with the same parameters', () => {
  assert.match(words({ same_calls: 0 }), /^it was asked otherwise: another prompt,/);
  const other = { same_calls: 0, parameters: ['{"max_tokens":32,"temperature":0}'] };
  assert.equal(
    words(other),
    'max tokens was 32 and is 64; whether its prompt, the options or versions of its scorers and its reducer changed too, its results do not say',
  );
  assert.deepEqual(differenceFrom({ ...same, same_calls: 60 }, benchmark).open[0], 'prompt');
});

test('cases are counted by what happened to them', () => {
  const [first, , ...rest] = same.cases;
  assert.ok(first);
  const cases = [{ ...first, hash: 'other' }, ...rest, { id: 'gone', hash: 'x' }];
  assert.match(words({ cases }), /^1 case changed, 1 case added and 1 case removed since; whether/);
});

test('scorers are named where they differ', () => {
  assert.match(
    words({ scorers: ['exact_match'] }),
    /^scored by exact match, now by number; whether its reducer changed too/,
  );
});

test('parameters that are not set, and ones that cannot be read, are no trouble', () => {
  assert.match(
    words({ parameters: ['{"max_tokens":64}'] }),
    /^temperature was not set and is 0; whether/,
  );
  assert.match(words({ parameters: ['{'] }), /max tokens was not set and is 64/);
});
