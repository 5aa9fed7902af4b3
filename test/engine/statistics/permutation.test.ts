import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signFlipPermutation } from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

const DIFFERENCES = [0.2, -0.1, 0.35, 0.05, 0.4, -0.15, 0.25, 0.1, 0.3, 0];

// scipy 1.17.1: scipy.stats.permutation_test(permutation_type='samples', n_resamples=inf), which
// tries all signs: 10 and 18 differences.
test('permutation by enumeration and by counting on the grid', () => {
  assertClose(signFlipPermutation(DIFFERENCES, 'seed'), 0.05859375, 1e-12);
  const eighteen = [...DIFFERENCES, ...DIFFERENCES].slice(0, 18);
  assertClose(signFlipPermutation(eighteen, 'seed'), 0.0088348388671875, 1e-9);
});

test('drawn permutations agree with counted ones, and depend on the seed alone', () => {
  const counted = Array.from({ length: 40 }, (_, index) => ((index * 7) % 11) / 20 - 0.2);
  const crooked = counted.map((value, index) => value + Math.sin(index) * 1e-5);
  const exact = signFlipPermutation(counted, 'seed');
  const drawn = signFlipPermutation(crooked, 'seed');
  assert.ok(Math.abs(exact - drawn) < 0.02, `${exact} ${drawn}`);
  assert.equal(drawn, signFlipPermutation([...crooked].reverse(), 'seed'));
  assert.equal(
    drawn,
    signFlipPermutation(
      crooked.map((value) => -value),
      'seed',
    ),
  );
  assert.notEqual(drawn, signFlipPermutation(crooked, 'another seed'));
  assert.ok(signFlipPermutation(crooked.map(Math.abs), 'seed', 999) >= 1 / 1000);
});

test('what is outside the bounds is refused', () => {
  const refused: (() => unknown)[] = [
    () => signFlipPermutation([], 'seed'),
    () => signFlipPermutation([Number.NaN], 'seed'),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
