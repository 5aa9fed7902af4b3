import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  benjaminiHochberg,
  compactLetters,
  holm,
  type RankedPair,
  rankRanges,
  seededRandom,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

function drawnPValues(seed: string, count: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.fraction() ** 3);
}

// Holm (1979) worked by hand: 4·0.005, 3·0.01, 2·0.03, then the running maximum.
test('holm', () => {
  const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
  [0.03, 0.06, 0.06, 0.02].forEach((expected, index) => {
    assertClose(adjusted[index] ?? 0, expected, 1e-12);
  });
  assert.deepEqual(holm([]), []);
  assert.deepEqual(holm([0.7, 0.9]), [1, 1]);
});

// scipy 1.17.1: scipy.stats.false_discovery_control([0.01, 0.04, 0.03, 0.005, 0.5]).
test('benjaminiHochberg', () => {
  const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, 0.005, 0.5]);
  [0.025, 0.05, 0.05, 0.025, 0.5].forEach((expected, index) => {
    assertClose(adjusted[index] ?? 0, expected, 1e-12);
  });
});

test('adjusted p-values keep the order, are no smaller, and Holm is the stricter', () => {
  const raw = drawnPValues('holm', 60);
  const [strict, loose] = [holm(raw), benjaminiHochberg(raw)];
  const order = raw.map((_, index) => index).sort((a, b) => (raw[a] ?? 0) - (raw[b] ?? 0));
  order.forEach((index, position) => {
    const previous = order[position - 1] ?? index;
    assert.ok((strict[index] ?? 0) >= (strict[previous] ?? 0));
    assert.ok((loose[index] ?? 0) >= (loose[previous] ?? 0));
    assert.ok((strict[index] ?? 0) >= (loose[index] ?? 0) - 1e-15);
    assert.ok((loose[index] ?? 0) >= (raw[index] ?? 1) - 1e-15 && (strict[index] ?? 2) <= 1);
  });
});

test('the family is the list given: one more test makes the rest weaker', () => {
  const [alone, joined] = [holm([0.02, 0.03]), holm([0.02, 0.03, 0.9])];
  assert.ok((joined[0] ?? 0) > (alone[0] ?? 1));
});

test('p-values outside 0…1 are refused', () => {
  assert.throws(() => holm([0.5, 1.2]), RangeError);
  assert.throws(() => benjaminiHochberg([Number.NaN]), RangeError);
});

function pair(a: string, b: string, difference: number, p_adjusted: number): RankedPair {
  return { a, b, difference, p_adjusted };
}

test('rank ranges: best and worst place, ties and letters', () => {
  const ranges = rankRanges(
    ['ash', 'birch', 'cedar'],
    [
      pair('ash', 'birch', -0.02, 0.6),
      pair('cedar', 'ash', 0.2, 0.001),
      pair('birch', 'cedar', -0.1, 0.08),
    ],
  );
  assert.deepEqual(ranges, [
    { model: 'ash', rank_low: 1, rank_high: 2, tied_with: ['birch'], letters: ['a'] },
    { model: 'birch', rank_low: 1, rank_high: 3, tied_with: ['ash', 'cedar'], letters: ['a', 'b'] },
    { model: 'cedar', rank_low: 2, rank_high: 3, tied_with: ['birch'], letters: ['b'] },
  ]);
});

test('alpha is inclusive, a difference of 0 separates nothing, an untested pair is tied', () => {
  const at = (difference: number, p: number): number | undefined =>
    rankRanges(['ash', 'birch'], [pair('ash', 'birch', difference, p)])[0]?.rank_low;
  assert.equal(at(0.1, 0.05), 2);
  assert.equal(at(0.1, 0.0501), 1);
  assert.equal(at(0, 0.001), 1);
  assert.equal(rankRanges(['ash', 'birch'], [])[1]?.rank_high, 2);
});

test('ranks are sound for any outcome of the tests', () => {
  const random = seededRandom('ranks');
  for (let round = 0; round < 50; round++) {
    const models = Array.from({ length: 8 }, (_, index) => `m${index}`);
    const pairs = models.flatMap((a, i) =>
      models.slice(i + 1).map((b) => pair(a, b, random.fraction() - 0.5, random.fraction() * 0.1)),
    );
    const ranges = rankRanges(models, pairs);
    for (const { model, rank_low, rank_high, tied_with, letters } of ranges) {
      assert.ok(1 <= rank_low && rank_low <= rank_high && rank_high <= 8);
      assert.equal(rank_high - rank_low, tied_with.length);
      for (const other of ranges.filter((range) => range.model !== model)) {
        const shares = other.letters.some((one) => letters.includes(one));
        assert.equal(shares, tied_with.includes(other.model));
      }
    }
  }
});

// Piepho (2004): a chain where neighbours are tied needs one letter for each pair.
test('compact letters of a chain, of one group and of none', () => {
  assert.deepEqual(
    compactLetters(4, (a, b) => Math.abs(a - b) < 2),
    [['a'], ['a', 'b'], ['b', 'c'], ['c']],
  );
  assert.deepEqual(
    compactLetters(3, () => true),
    [['a'], ['a'], ['a']],
  );
  assert.deepEqual(compactLetters(28, () => false).slice(25), [['z'], ['aa'], ['ab']]);
  assert.deepEqual(
    compactLetters(0, () => true),
    [],
  );
});

test('lists that do not fit are refused', () => {
  const models = ['ash', 'birch'];
  const twice = [pair('ash', 'birch', 1, 0.1), pair('birch', 'ash', 1, 0.1)];
  assert.throws(() => rankRanges(['ash', 'ash'], []), RangeError);
  assert.throws(() => rankRanges(models, [pair('ash', 'elm', 1, 0.1)]), RangeError);
  assert.throws(() => rankRanges(models, twice), RangeError);
  assert.throws(() => rankRanges(models, [pair('ash', 'birch', 1, 2)]), RangeError);
  assert.throws(() => rankRanges(models, [], 0), RangeError);
});
