import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomFromState, seededRandom, seededShuffle } from '../../../engine/statistics/index.ts';

// Test vector of the Rust crate rand_xoshiro (xoshiro128starstar.rs), made with the C code of
// Blackman and Vigna, https://prng.di.unimi.it/xoshiro128starstar.c.
test('xoshiro128** from the state 1, 2, 3, 4', () => {
  const random = randomFromState([1, 2, 3, 4]);
  assert.deepEqual(
    Array.from({ length: 10 }, random.bits),
    [
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ],
  );
});

test('a seed determines the stream, and seeds that differ give other streams', () => {
  const take = (seed: string): number[] => Array.from({ length: 5 }, seededRandom(seed).bits);
  assert.deepEqual(take('6f1e'), take('6f1e'));
  const firsts = Array.from({ length: 2000 }, (_, index) => take(`seed ${index}`)[0]);
  assert.equal(new Set(firsts).size, 2000);
  assert.equal(take('').length, 5);
});

// Kept results name their seed: a change of these numbers changes what was published.
test('streams stay the same for ever', () => {
  assert.deepEqual(
    Array.from({ length: 3 }, seededRandom('benchmark').bits),
    [3944338707, 1054616194, 308714982],
  );
  assert.deepEqual(seededShuffle([1, 2, 3, 4, 5, 6, 7, 8], 'abc'), [1, 4, 5, 6, 7, 2, 8, 3]);
});

test('fractions and limited numbers are uniform and inside their bounds', () => {
  const random = seededRandom('uniform');
  const counts = [0, 0, 0, 0, 0, 0, 0];
  let total = 0;
  for (let draw = 0; draw < 70_000; draw++) {
    const [face, fraction] = [random.below(7), random.fraction()];
    assert.ok(fraction >= 0 && fraction < 1);
    counts[face] = (counts[face] ?? 0) + 1;
    total += fraction;
  }
  for (const count of counts) assert.ok(Math.abs(count - 10_000) < 500, `${counts}`);
  assert.ok(Math.abs(total / 70_000 - 0.5) < 0.01);
});

test('a shuffle keeps every value, leaves its list alone and has no favourite order', () => {
  const values = ['a', 'b', 'c'];
  const orders = new Map<string, number>();
  for (let seed = 0; seed < 6000; seed++) {
    const order = seededShuffle(values, `${seed}`).join('');
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  assert.deepEqual(values, ['a', 'b', 'c']);
  assert.equal(orders.size, 6);
  for (const count of orders.values()) assert.ok(Math.abs(count - 1000) < 150);
  assert.deepEqual(seededShuffle([], 'x'), []);
});

test('what is outside the bounds is refused', () => {
  assert.throws(() => randomFromState([0, 0, 0, 0]), RangeError);
  assert.throws(() => seededRandom('x').below(0), RangeError);
  assert.throws(() => seededRandom('x').below(1.5), RangeError);
});
