import { fraction, minus, numberOf, over, plus, times } from '../fraction.ts';
import { type Draft, type Generator, type Level, until } from '../generator.ts';
import { choose, draft, fractional, outcomes, share } from '../parts/counting.ts';
import { itemAt, type Random } from '../random.ts';
import { counted, listed, PEOPLE } from '../words.ts';

/** Sums of dice with odd numbers of sides: counted out, and by adding one die at a time. */
function dice(random: Random, level: Level): Draft {
  const sizes = Array.from({ length: { easy: 2, medium: 2, hard: 3 }[level] }, () =>
    level === 'easy' ? 6 : random.pick([4, 5, 7, 8, 10]),
  );
  const sides = sizes.map((size) => Array.from({ length: size }, (_, index) => index + 1));
  const low = random.int(sizes.length + 1, sizes.reduce((sum, size) => sum + size, 0) - 2);
  const [words, wanted] = random.pick([
    [`exactly ${low}`, (sum: number) => sum === low],
    [`at least ${low}`, (sum: number) => sum >= low],
    [`a multiple of 3`, (sum: number) => sum % 3 === 0],
  ] as const);
  const counts = sizes.reduce(
    (ways, size) => {
      const next = new Map<number, number>();
      for (const [sum, count] of ways)
        for (let pips = 1; pips <= size; pips += 1)
          next.set(sum + pips, (next.get(sum + pips) ?? 0) + count);
      return next;
    },
    new Map([[0, 1]]),
  );
  const ways = [...counts].reduce((total, [sum, count]) => total + (wanted(sum) ? count : 0), 0);
  const one = share(outcomes(sides), (row) => wanted(row.reduce((sum, value) => sum + value, 0)));
  return draft(
    `${random.pick(PEOPLE)} rolls fair dice with ${listed(sizes.map(String))} sides (numbered from 1), one of each. What is the probability that the sum is ${words}?`,
    one,
    fraction(
      ways,
      sizes.reduce((product, size) => product * size, 1),
    ),
  );
}

/** Marbles without putting back: hypergeometric, and counted out. */
function marbles(random: Random, level: Level): Draft {
  const [red, blue] = [random.int(2, 6), random.int(2, 6)];
  const green = level === 'easy' ? 0 : random.int(1, 4);
  const taken = level === 'hard' ? 3 : 2;
  const wanted = random.int(0, Math.min(taken, red));
  const all = red + blue + green;
  const order = Array.from({ length: all }, (_, index) => (index < red ? 1 : 0));
  const places = outcomes(
    Array.from({ length: taken }, () => order.map((_, index) => index)),
  ).filter((row) => new Set(row).size === taken);
  const one = share(places, (row) => row.filter((place) => order[place] === 1).length === wanted);
  const other = over(
    times(choose(red, wanted), choose(all - red, taken - wanted)),
    choose(all, taken),
  );
  const contents = [
    counted(red, 'red marble'),
    `${blue} blue`,
    ...(green > 0 ? [`${green} green`] : []),
  ];
  return draft(
    `A bag holds ${listed(contents)}${green > 0 ? ' ones' : ' ones'}. ${random.pick(PEOPLE)} takes ${taken} without looking and without putting any back. What is the probability that ${wanted === 0 ? 'none of them is red' : `exactly ${wanted} of them ${wanted === 1 ? 'is' : 'are'} red`}?`,
    one,
    other,
  );
}

/** Bayes' rule with whole numbers of people. */
function test(random: Random, level: Level): Draft {
  const ill = random.int(1, 20);
  const [hit, alarm] = [random.int(12, 19) * 5, random.int(1, 6) * 5];
  const twice = level === 'hard';
  const factor = (percent: number) => (twice ? percent * percent : percent * 100);
  const positive = fraction(ill * factor(hit));
  const one = over(positive, plus(positive, fraction((100 - ill) * factor(alarm))));
  const people = 1_000_000;
  const sick = (people * ill) / 100;
  const well = people - sick;
  const times_ = (count: number, percent: number) =>
    twice ? (count * percent * percent) / 10_000 : (count * percent) / 100;
  const other = fraction(
    Math.round(times_(sick, hit)),
    Math.round(times_(sick, hit) + times_(well, alarm)),
  );
  if (level === 'easy')
    return draft(
      `${ill} % of the parts from a press are cracked. A scanner rings for ${hit} % of the cracked parts and for ${alarm} % of the sound ones. What share of all parts makes it ring, as a fraction?`,
      plus(fraction(ill * hit, 10_000), fraction((100 - ill) * alarm, 10_000)),
      fraction(times_(sick, hit) + times_(well, alarm), people),
    );
  return draft(
    `${ill} % of the parts from a press are cracked. A scanner rings for ${hit} % of the cracked parts and for ${alarm} % of the sound ones${twice ? '; two passes of the same part are independent of each other' : ''}. ${twice ? 'It rings in both passes of a part.' : 'It rings for a part.'} What is the probability that this part is cracked?`,
    one,
    other,
  );
}

/** At least one, exactly one: independent trials. */
function trials(random: Random, level: Level): Draft {
  const count = { easy: 2, medium: 3, hard: 4 }[level];
  const chances = Array.from({ length: count }, () => ({
    hit: random.int(1, 4),
    of: random.int(5, 6),
  }));
  const exactlyOne = level !== 'easy' && random.chance(0.5);
  const all = outcomes(chances.map(({ of }) => Array.from({ length: of }, (_, index) => index)));
  const hits = (row: readonly number[]) =>
    row.filter((value, index) => value < itemAt(chances, index).hit).length;
  const one = share(all, (row) => (exactlyOne ? hits(row) === 1 : hits(row) >= 1));
  const miss = chances.map(({ hit, of }) => fraction(of - hit, of));
  const other = exactlyOne
    ? plus(
        ...chances.map(({ hit, of }, mine) =>
          times(fraction(hit, of), ...miss.filter((_, index) => index !== mine)),
        ),
      )
    : minus(fraction(1), times(...miss));
  const names = random.sample(PEOPLE, count);
  return draft(
    `Independently of each other, ${listed(names.map((name, index) => `${name} hits a target with probability ${itemAt(chances, index).hit}/${itemAt(chances, index).of}`))}. Each throws once. What is the probability that ${exactlyOne ? 'exactly one of them' : 'at least one of them'} hits?`,
    one,
    other,
  );
}

/** Expected values of small games. */
function expected(random: Random, level: Level): Draft {
  const size = random.pick([5, 6, 8, 10]);
  const [prize, small, stake] = [random.int(4, 30), random.int(1, 3), random.int(1, 4)];
  const from = random.int(2, size);
  const rolls = level === 'hard' ? 2 : 1;
  const all = outcomes(
    Array.from({ length: rolls }, () => Array.from({ length: size }, (_, index) => index + 1)),
  );
  const pay = (row: readonly number[]) =>
    (Math.max(...row) >= from ? prize : level === 'easy' ? 0 : small) - stake;
  const one = over(fraction(all.reduce((sum, row) => sum + pay(row), 0)), fraction(all.length));
  const lose = Array.from({ length: rolls }, () => fraction(from - 1, size)).reduce(
    (product, factor) => times(product, factor),
    fraction(1),
  );
  const other = minus(
    plus(
      times(minus(fraction(1), lose), fraction(prize)),
      times(lose, fraction(level === 'easy' ? 0 : small)),
    ),
    fraction(stake),
  );
  return draft(
    `In a game one pays ${counted(stake, 'token')} and rolls a fair die with ${size} sides ${rolls === 2 ? 'twice; the higher roll counts' : 'once'}. For ${from} or more one gets ${counted(prize, 'token')}, otherwise ${level === 'easy' ? 'nothing' : counted(small, 'token')}. How many tokens does one win on average, the stake deducted (negative for a loss)? Answer with a fraction.`,
    one,
    other,
  );
}

/** Orders of people, counted out. */
function seats(random: Random, level: Level): Draft {
  const count = random.within(({ easy: [4, 5], medium: [5, 6], hard: [5, 6] } as const)[level]);
  const gap = random.int(1, count - 2);
  const names = random.sample(PEOPLE, count);
  const indexes = Array.from({ length: count }, (_, index) => index);
  const orders = outcomes(indexes.map(() => indexes)).filter((row) => new Set(row).size === count);
  const [a, b, c] = [0, 1, 2];
  const at = (row: readonly number[], person: number) => row.indexOf(person);
  const [words, wanted, formula] = random.pick([
    [
      `${names[a]} and ${names[b]} sit next to each other`,
      (row: readonly number[]) => Math.abs(at(row, a) - at(row, b)) === 1,
      fraction(2, count),
    ],
    [
      `${names[a]} sits somewhere to the left of ${names[b]} and ${names[b]} somewhere to the left of ${names[c]}`,
      (row: readonly number[]) => at(row, a) < at(row, b) && at(row, b) < at(row, c),
      fraction(1, 6),
    ],
    [
      `exactly ${counted(gap, 'other person', 'other people')} ${gap === 1 ? 'sits' : 'sit'} between ${names[a]} and ${names[b]}`,
      (row: readonly number[]) => Math.abs(at(row, a) - at(row, b)) === gap + 1,
      fraction(2 * (count - 1 - gap), count * (count - 1)),
    ],
    [
      `${names[c]} sits at an end and at least ${counted(gap, 'other person', 'other people')} ${gap === 1 ? 'sits' : 'sit'} between ${names[a]} and ${names[b]}`,
      (row: readonly number[]) =>
        [0, count - 1].includes(at(row, c)) && Math.abs(at(row, a) - at(row, b)) > gap,
      fraction(2 * (count - 1 - gap) * (count - 2 - gap), count * (count - 1) * (count - 2)),
    ],
    [
      `neither ${names[a]} nor ${names[b]} sits at an end`,
      (row: readonly number[]) =>
        [a, b].every((person) => ![0, count - 1].includes(at(row, person))),
      fraction((count - 2) * (count - 3), count * (count - 1)),
    ],
    [
      `${names[a]}, ${names[b]} and ${names[c]} sit side by side in any order`,
      (row: readonly number[]) =>
        Math.max(at(row, a), at(row, b), at(row, c)) -
          Math.min(at(row, a), at(row, b), at(row, c)) ===
        2,
      fraction(6, count * (count - 1)),
    ],
    [
      `${names[a]} sits at an end and ${names[b]} does not`,
      (row: readonly number[]) =>
        [0, count - 1].includes(at(row, a)) && ![0, count - 1].includes(at(row, b)),
      fraction(2 * (count - 2), count * (count - 1)),
    ],
  ] as const);
  if (numberOf(formula) > 1) throw new RangeError(words);
  return draft(
    `${listed(names)} take the ${count} seats of a row at random, all orders being equally likely. What is the probability that ${words}?`,
    share(orders, wanted),
    formula,
  );
}

const MAKERS = { dice, marbles, test, trials, expected, seats };

export const generator: Generator = {
  id: 'exact-probability',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(([name, make]) => ({
    name,
    levels: ['easy', 'medium', 'hard'],
    each: 7,
    make: (random, level) => until(() => fractional(make(random, level))),
  })),
};
