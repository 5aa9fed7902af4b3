import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  confirmed,
  decimal,
  exact,
  fraction,
  fractionText,
  minus,
  over,
  plus,
} from '../../scripts/generate/fraction.ts';
import { agreed, type Generator, generatedCases, until } from '../../scripts/generate/generator.ts';
import { seeded } from '../../scripts/generate/random.ts';

const COIN: Generator = {
  id: 'coin',
  file: 'cases.jsonl',
  families: [
    {
      name: 'toss',
      levels: ['easy', 'hard'],
      each: 2,
      make: (random) => ({ fields: { n: random.int(1, 4) }, expected: 'x' }),
    },
  ],
};

describe('making cases', () => {
  test('a seed gives the same choices again, another seed others', () => {
    const draw = (seed: string) => {
      const random = seeded(seed);
      return Array.from({ length: 20 }, () => random.int(0, 1_000_000));
    };
    assert.deepEqual(draw('a'), draw('a'));
    assert.notDeepEqual(draw('a'), draw('b'));
  });

  test('random numbers stay within their bounds and reach both', () => {
    const random = seeded('bounds');
    const drawn = new Set(Array.from({ length: 200 }, () => random.int(3, 6)));
    assert.deepEqual([...drawn].sort(), [3, 4, 5, 6]);
    assert.equal(new Set(random.sample([1, 2, 3, 4], 4)).size, 4);
  });

  test('no question is asked twice, and too few questions are an error', () => {
    const cases = generatedCases(COIN);
    assert.equal(new Set(cases.map(({ n }) => n)).size, 4);
    assert.deepEqual(cases[0]?.id, 'toss-easy-1');
    const [family] = COIN.families;
    assert.ok(family);
    assert.throws(
      () => generatedCases({ ...COIN, families: [{ ...family, each: 3 }] }),
      /toss: no new hard case/,
    );
  });

  test('methods that disagree are an error', () => {
    assert.equal(agreed('sum', 4, 4), 4);
    assert.throws(() => agreed('sum', 4, 5), /sum: one method gives 4, the other 5/);
    assert.throws(() => confirmed('half', fraction(1, 2), 0.51), /1\/2 is not 0.51/);
    assert.throws(() => until(() => null), /every attempt/);
  });

  test('fractions are exact', () => {
    assert.equal(fractionText(plus(exact(0.1), exact(0.2))), '3/10');
    assert.equal(fractionText(over(fraction(3), fraction(-6))), '-1/2');
    assert.equal(fractionText(minus(fraction(1), fraction(1, 3))), '2/3');
    assert.equal(decimal(fraction(1, 8), 3), 0.125);
    assert.equal(decimal(fraction(1, 8), 2), null);
    assert.throws(() => fraction(1, 0), RangeError);
  });
});
