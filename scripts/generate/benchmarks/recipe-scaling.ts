import { decimal, exact, type Fraction, fraction, numberOf, over, times } from '../fraction.ts';
import {
  agreed,
  type Draft,
  type Family,
  type Generator,
  type Level,
  until,
} from '../generator.ts';
import { DISHES } from '../parts/dishes.ts';
import { itemAt, type Random } from '../random.ts';
import { listed } from '../words.ts';

/** Grams and millilitres of a spoon or cup, as the question tells them. */
const MEASURES = { cup: 240, tablespoon: 15, teaspoon: 5 } as const;

function numbered(what: string, value: Fraction, other: number, places = 2): string | null {
  const found = decimal(value, places);
  if (found === null) return null;
  if (Math.abs(found - other) > 1e-9 * Math.max(1, other))
    throw new Error(`${what}: ${found} is not ${other}`);
  return String(found);
}

/** An amount for other guests, some of whom eat more or less, in another measure. */
function portions(random: Random, level: Level): Draft {
  return until(() => {
    const dish = random.pick(DISHES);
    const [part, unit, each] = random.pick(dish.parts);
    const [from, adults, children] = [
      random.pick([3, 4, 5, 6, 8]),
      random.int(5, 17),
      level === 'easy' ? 0 : random.int(2, 9),
    ];
    const share = random.pick([
      [1, 2],
      [2, 3],
      [3, 4],
    ] as const);
    const spare = level === 'hard' ? random.pick([10, 20, 25]) : 0;
    const measure = random.pick(Object.keys(MEASURES) as (keyof typeof MEASURES)[]);
    const size = level === 'easy' ? 1 : MEASURES[measure];
    const eaters = adults + (children * share[0]) / share[1];
    const value = over(
      times(
        fraction(each * (adults * share[1] + children * share[0]), share[1]),
        fraction(100 + spare, 100),
      ),
      fraction(size),
    );
    const expected = numbered(
      dish.name,
      value,
      (((each * from) / from) * eaters * (1 + spare / 100)) / size,
    );
    if (expected === null) return null;
    const rows = dish.parts.map(([name, kind, amount]) => `${amount * from} ${kind} ${name}`);
    const question = [
      `A recipe for ${dish.name} serves ${from}: ${listed(rows)}.`,
      `It is cooked for ${adults} adults${children > 0 ? ` and ${children} children; a child eats ${share[0]}/${share[1]} of an adult's portion, and the recipe counts adults` : ''}.`,
      spare > 0 ? `The cook makes ${spare} % more than will be eaten.` : '',
      level === 'easy'
        ? `How many ${unit} of ${part} are needed?`
        : `A ${measure} holds ${size} ${unit}. How many ${measure}s of ${part} are needed?`,
    ];
    return { fields: { question: question.filter(Boolean).join(' ') }, expected };
  });
}

/** Whole portions that a store allows: the scarcest part decides. */
function store(random: Random, level: Level): Draft {
  const dish = random.pick(DISHES);
  const from = random.pick([2, 4, 6, 10]);
  const kept = dish.parts.map(([name, unit, each]) => ({
    name,
    unit,
    each,
    has: random.int(40, 400) * 5,
  }));
  const swap = level === 'hard' ? random.int(2, 4) * 10 : 0;
  const lost = level === 'easy' ? 0 : random.pick([10, 20]);
  const first = itemAt(kept, 0);
  const usable = (has: number, name: string) =>
    name === first.name ? (has * (100 - lost)) / 100 + swap : has;
  const one = Math.min(
    ...kept.map(({ each, has, name }) => Math.floor(usable(has, name) / each + 1e-9)),
  );
  let other = 0;
  while (kept.every(({ each, has, name }) => each * (other + 1) <= usable(has, name) + 1e-9))
    other += 1;
  const question = [
    `${dish.name.charAt(0).toUpperCase()}${dish.name.slice(1)} for ${from}: ${listed(dish.parts.map(([name, unit, each]) => `${each * from} ${unit} ${name}`))}.`,
    `In the store there are ${listed(kept.map(({ name, unit, has }) => (has >= 1000 ? `${has / 1000} ${unit === 'g' ? 'kg' : 'l'} of ${name}` : `${has} ${unit} of ${name}`)))}.`,
    lost > 0 ? `${lost} % of the ${first.name} are spoilt.` : '',
    swap > 0 ? `A neighbour gives another ${swap} ${first.unit} of good ${first.name}.` : '',
    'How many whole portions can be made?',
  ];
  return {
    fields: { question: question.filter(Boolean).join(' ') },
    expected: String(agreed(dish.name, one, other)),
  };
}

/** Dough in proportion to the area of the tin, and to its height where that changes too. */
function tins(random: Random, level: Level): Draft {
  return until(() => {
    const cake = random.pick([
      'basbousa',
      'bibingka',
      'lamington sponge',
      'pastel de elote',
      'plum cake',
      'revani',
    ]);
    const side = () => random.pick([12, 15, 16, 18, 20, 24, 25, 30]);
    const [a, b, c, d] = [side(), side(), side(), side()];
    const [low, high] = level === 'hard' ? [random.pick([2, 4]), random.pick([3, 5, 6])] : [1, 1];
    const grams = random.int(6, 30) * 20;
    const round = level === 'medium';
    const ratio = round ? fraction(c * c, a * a) : fraction(c * d, a * b);
    const value = times(fraction(grams), ratio, fraction(high, low));
    const area = (one: number, two: number) => (round ? (Math.PI * one * one) / 4 : one * two);
    const expected = numbered(cake, value, (grams / (area(a, b) * low)) * area(c, d) * high, 1);
    if (expected === null || a * b === c * d || (round && a === c)) return null;
    const tin = (one: number, two: number) =>
      round ? `round tin of ${one} cm across` : `tin of ${one} cm by ${two} cm`;
    const height =
      low === 1 && high === 1
        ? 'with the cake equally high'
        : `with the cake ${high} cm high instead of ${low} cm`;
    const question = `The batter for ${cake} in a ${tin(a, b)} takes ${grams} g of semolina and 35 minutes at 180 °C. It is to be baked in a ${tin(c, d)}, ${height}. How many grams of semolina does it take?`;
    return { fields: { question }, expected };
  });
}

/** Bakers' percentages: everything is told as a share of the flour. */
function dough(random: Random, level: Level): Draft {
  return until(() => {
    const bread = random.pick([
      'lavash',
      'rye bread',
      'msemen',
      'pão francês',
      'naan',
      'mantou dough',
      'ciabatta',
    ]);
    const [water, salt, yeast] = [
      random.int(54, 82),
      random.pick([1.5, 2, 2.5]),
      random.pick([0.5, 1, 1.5]),
    ];
    const pieces = random.int(6, 24);
    const each = random.int(8, 40) * 10;
    const starter = level === 'hard' ? random.pick([20, 30, 40]) : 0;
    const loss = level === 'easy' ? 0 : random.pick([10, 20]);
    const shares = [exact(100), exact(water), exact(salt), exact(yeast)];
    const sum = shares.reduce((total, share) => total + numberOf(share), 0);
    const mass = over(fraction(pieces * each * 100), fraction(100 - loss));
    const flour = over(times(mass, fraction(100)), exact(sum));
    // The starter is half flour, half water, and takes its part of both.
    const fresh = times(flour, fraction(200 - starter, 200));
    const plain = ((pieces * each) / (1 - loss / 100) / (sum / 100)) * (1 - starter / 200);
    const expected = numbered(bread, fresh, plain, 1);
    if (expected === null) return null;
    const question = [
      `A baker makes ${pieces} pieces of ${bread} of ${each} g each${loss > 0 ? `, weighed after baking, which takes ${loss} % of the dough's mass` : ' of dough'}.`,
      `In percent of the flour the dough has ${water} water, ${salt} salt and ${yeast} yeast.`,
      starter > 0
        ? `A starter of equal masses of flour and water is used; it weighs ${starter} % of the whole flour, and what is in it counts towards flour and water.`
        : '',
      starter > 0
        ? 'How many grams of flour are added besides the starter?'
        : 'How many grams of flour are needed?',
    ];
    return { fields: { question: question.filter(Boolean).join(' ') }, expected };
  });
}

const MAKERS = { portions, store, tins, dough };

export const generator: Generator = {
  id: 'recipe-scaling',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(
    ([name, make]): Family => ({ name, levels: ['easy', 'medium', 'hard'], each: 10, make }),
  ),
};
