import {
  confirmed,
  decimal,
  exact,
  type Fraction,
  fraction,
  over,
  plus,
  times,
} from '../fraction.ts';
import { type Draft, type Generator, type Level, until } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { PEOPLE, PLACES } from '../words.ts';

const UNITS = ['glim', 'tarn', 'vell', 'osk', 'pindle', 'quorn', 'drabe', 'fethal', 'mool', 'surn'];

/** Gives up on an answer that would need rounding. */
function asked(question: string, value: Fraction, check: number, places = 2): Draft | null {
  const expected = decimal(confirmed(question, value, check), places);
  return expected === null ? null : { fields: { question }, expected };
}

/** A chain of invented units, some of its links told the other way round. */
function invented(random: Random, level: Level): Draft | null {
  const length = { easy: 2, medium: 3, hard: 5 }[level];
  const units = random.sample(UNITS, length + 1);
  const links = units.slice(1).map((unit, index) => {
    const [left, right] = [random.int(2, 12), random.int(1, 9)];
    return { from: itemAt(units, index), to: unit, left, right, turned: random.chance(0.5) };
  });
  const told = random
    .sample(links, length)
    .map(({ from, to, left, right, turned }) =>
      turned
        ? `${right} ${to} ${right === 1 ? 'is' : 'are'} worth as much as ${left} ${from}.`
        : `${left} ${from} ${left === 1 ? 'equals' : 'equal'} ${right} ${to}.`,
    );
  const amount = random.int(3, 40) * 6;
  const value = links.reduce(
    (sum, { left, right }) => times(sum, fraction(right, left)),
    fraction(amount),
  );
  const check = links.reduceRight((rate, { left, right }) => (rate * right) / left, 1) * amount;
  const [first, last] = [itemAt(units, 0), itemAt(units, length)];
  const spare =
    level === 'easy'
      ? ''
      : ` (A ${random.pick(UNITS.filter((unit) => !units.includes(unit)))} is something else altogether.)`;
  return asked(
    `On an island they measure in units of their own. ${told.join(' ')}${spare} How many ${last} are ${amount} ${first}?`,
    value,
    check,
  );
}

/** A machine's rate, applied to a time that is told in other units. */
function rate(random: Random, level: Level): Draft | null {
  const [items, minutes] = [random.int(3, 40) * 3, random.int(2, 12)];
  const [hours, rest] = [random.int(1, 6), random.int(1, 11) * 5];
  const [thing, verb] = random.pick([
    ['jars', 'fills'],
    ['letters', 'sorts'],
    ['bricks', 'presses'],
    ['labels', 'prints'],
    ['bolts', 'cuts'],
  ] as const);
  const machines = level === 'easy' ? 1 : random.int(2, 7);
  const pause = level === 'hard' ? random.int(2, 9) * 60 + 30 : 0;
  const seconds = hours * 3600 + rest * 60 - pause;
  const value = times(fraction(items, minutes * 60), fraction(seconds), fraction(machines));
  const check = (items / minutes) * (hours * 60 + rest - pause / 60) * machines;
  const many = machines === 1 ? 'It runs' : `${machines} such machines run side by side`;
  const stop = pause === 0 ? '' : ` All of it stands still for ${pause} seconds within that time.`;
  return asked(
    `One machine ${verb} ${items} ${thing} in ${minutes} minutes. ${many} for ${hours} h ${rest} min.${stop} How many ${thing} is that?`,
    value,
    check,
    0,
  );
}

/** A floor in mixed lengths. */
function surface(random: Random, level: Level): Draft | null {
  const [width, length] = [random.int(20, 90) * 10, random.int(20, 90) * 10];
  const tile = random.pick([
    [10, 20],
    [25, 20],
    [40, 25],
    [50, 20],
    [30, 30],
  ] as const);
  const hole =
    level === 'hard'
      ? ([random.int(2, 9) * 10, random.int(2, 9) * 10] as const)
      : ([0, 0] as const);
  const spare = level === 'easy' ? 0 : random.pick([5, 10, 20]);
  const area = width * length - hole[0] * hole[1];
  const value = times(fraction(area, tile[0] * tile[1]), fraction(100 + spare, 100));
  const check =
    (((width / 100) * (length / 100) - (hole[0] / 100) * (hole[1] / 100)) /
      ((tile[0] / 100) * (tile[1] / 100))) *
    (1 + spare / 100);
  const left =
    hole[0] === 0 ? '' : ` A column of ${hole[0]} cm by ${hole[1] * 10} mm stays uncovered.`;
  const extra =
    spare === 0 ? '' : ` ${random.pick(PEOPLE)} orders ${spare} % more tiles than the area needs.`;
  return asked(
    `A floor of ${width / 100} m by ${length} cm is to be covered with tiles of ${tile[0] * 10} mm by ${tile[1]} cm, without joints; a cut tile's rest is used as well.${left}${extra} How many tiles are ${spare === 0 ? 'needed' : 'ordered'}?`,
    value,
    check,
    0,
  );
}

/** A journey whose legs are told in different units. */
function journey(random: Random, level: Level): Draft | null {
  const [from, to] = random.sample(PLACES, 2);
  const legs = Array.from({ length: { easy: 1, medium: 2, hard: 3 }[level] }, () => ({
    metresPerSecond: random.int(2, 20) * 2.5,
    minutes: random.int(2, 24) * 5,
  }));
  const told = legs.map(({ metresPerSecond, minutes }, index) => {
    const speed =
      index % 2 === 0 ? `${metresPerSecond} metres per second` : `${metresPerSecond * 3.6} km/h`;
    return `${minutes} minutes at ${speed}`;
  });
  const metres = legs.reduce(
    (sum, { metresPerSecond, minutes }) =>
      plus(sum, times(exact(metresPerSecond), fraction(minutes * 60))),
    fraction(0),
  );
  const hours = fraction(
    legs.reduce((sum, { minutes }) => sum + minutes, 0),
    60,
  );
  const kilometres = over(metres, fraction(1000));
  const check = legs.reduce(
    (sum, { metresPerSecond, minutes }) => sum + metresPerSecond * 3.6 * (minutes / 60),
    0,
  );
  if (level === 'easy')
    return asked(
      `A train from ${from} to ${to} travels ${told[0]}. How many kilometres is that?`,
      kilometres,
      check,
    );
  return asked(
    `A train from ${from} to ${to} travels ${told.join(', then ')}. What is its average speed over the whole time, in km/h?`,
    over(kilometres, hours),
    check / (legs.reduce((sum, { minutes }) => sum + minutes, 0) / 60),
  );
}

/** Prices for packs of different sizes. */
function prices(random: Random, level: Level): Draft | null {
  const packs = Array.from({ length: { easy: 1, medium: 2, hard: 3 }[level] }, () => ({
    grams: random.int(1, 12) * 125,
    cents: random.int(40, 900),
    wanted: random.int(1, 9) * 250,
  }));
  const names = random.sample(
    ['lentils', 'rice', 'cocoa', 'oats', 'almonds', 'barley', 'raisins'],
    packs.length,
  );
  const told = packs.map(
    ({ grams, cents }, index) =>
      `${grams} g of ${names[index]} cost ${(cents / 100).toFixed(2)} crowns`,
  );
  const wanted = packs.map(({ wanted: grams }, index) => `${grams / 1000} kg of ${names[index]}`);
  const value = packs.reduce(
    (sum, pack) => plus(sum, times(fraction(pack.cents, pack.grams * 100), fraction(pack.wanted))),
    fraction(0),
  );
  const check = packs.reduce(
    (sum, pack) => sum + (pack.cents / 100 / (pack.grams / 1000)) * (pack.wanted / 1000),
    0,
  );
  return asked(
    `At the market ${told.join('; ')}. Any weight is sold at the same price per gram. What does ${random.pick(PEOPLE)} pay in all for ${wanted.join(' and ')}, in crowns?`,
    value,
    check,
  );
}

/** Data and bits; all prefixes are decimal, and the text says so. */
function transfer(random: Random, level: Level): Draft | null {
  const megabytes = random.int(3, 60) * 50;
  const megabits = random.pick([4, 8, 10, 16, 20, 25, 40, 50]);
  const share = level === 'easy' ? 100 : random.pick([25, 50, 80]);
  const done = level === 'hard' ? random.int(1, 9) * 10 : 0;
  const value = over(
    times(fraction(megabytes * 8), fraction(100 - done, 100)),
    times(fraction(megabits), fraction(share, 100)),
  );
  const check = (megabytes * 1e6 * 8 * (1 - done / 100)) / (megabits * 1e6 * (share / 100));
  const load = share === 100 ? '' : ` Other traffic leaves only ${share} % of the line for it.`;
  const already =
    done === 0 ? '' : ` ${done} % of the file arrived yesterday and is not sent again.`;
  return asked(
    `A file of ${megabytes >= 1000 ? `${megabytes / 1000} gigabytes` : `${megabytes} megabytes`} is sent over a line of ${megabits} megabits per second (1 byte is 8 bits; giga is a thousand mega).${load}${already} How many seconds does the transfer take?`,
    value,
    check,
  );
}

const MAKERS = { invented, rate, surface, journey, prices, transfer };

export const generator: Generator = {
  id: 'unit-reasoning',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(([name, make]) => ({
    name,
    levels: ['easy', 'medium', 'hard'],
    each: 7,
    make: (random, level) => until(() => make(random, level)),
  })),
};
