import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  estimateAbility,
  itemInformation,
  mostInformativeItem,
  passProbability,
  seededRandom,
} from '../../../engine/statistics/index.ts';
import { assertClose } from './close.ts';

// numpy 2: the posterior on 200,001 points over ±9.
test('ability from four answers', () => {
  const answers = [
    { discrimination: 1.2, difficulty: -0.5, passed: true },
    { discrimination: 0.8, difficulty: 0.3, passed: false },
    { discrimination: 1.5, difficulty: 0.1, passed: true },
    { discrimination: 1, difficulty: 1.2, passed: false },
  ];
  const { ability, standard_error } = estimateAbility(answers);
  assertClose(ability, 0.3072877097449928, 1e-8);
  assertClose(standard_error, 0.6971125744609482, 1e-8);
});

test('without answers it is the prior', () => {
  const { ability, standard_error } = estimateAbility([]);
  assert.ok(Math.abs(ability) < 1e-12);
  assertClose(standard_error, 1, 1e-6);
});

test('a case says most where it is passed half of the time', () => {
  const item = { discrimination: 2, difficulty: 0.5 };
  assert.equal(passProbability(0.5, item), 0.5);
  assert.equal(itemInformation(0.5, item), 1);
  assert.ok(itemInformation(0.4, item) < 1 && itemInformation(0.6, item) < 1);
  const items = [-1, 0.1, 2].map((difficulty) => ({ discrimination: 1, difficulty }));
  assert.equal(mostInformativeItem(0, items), 1);
  assert.equal(mostInformativeItem(3, items), 2);
});

test('many answers find the ability, within what they claim to know', () => {
  const random = seededRandom('irt');
  const answers = Array.from({ length: 400 }, () => {
    const item = {
      discrimination: 0.5 + random.fraction() * 1.5,
      difficulty: random.fraction() * 4 - 2,
    };
    return { ...item, passed: random.fraction() < passProbability(0.8, item) };
  });
  const { ability, standard_error } = estimateAbility(answers);
  assert.ok(Math.abs(ability - 0.8) < 3 * standard_error && standard_error < 0.15);
  const all = answers.map((answer) => ({ ...answer, passed: true }));
  assert.ok(estimateAbility(all).ability < 6);
});

test('what is outside the bounds is refused', () => {
  const refused: (() => unknown)[] = [
    () => passProbability(0, { discrimination: 0, difficulty: 0 }),
    () => passProbability(Number.NaN, { discrimination: 1, difficulty: 0 }),
    () => itemInformation(0, { discrimination: 1, difficulty: Number.NaN }),
    () => mostInformativeItem(0, []),
  ];
  for (const compute of refused) assert.throws(compute, RangeError);
});
