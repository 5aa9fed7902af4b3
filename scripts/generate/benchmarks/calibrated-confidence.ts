import { agreed, type Draft, type Family, type Generator, type Level } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';

/** A statement and whether it is true, told in two ways. */
type Claim = readonly [text: string, one: boolean, other: boolean];

function product(random: Random, level: Level): Claim {
  const size = { easy: [11, 99], medium: [101, 999], hard: [10_001, 99_999] } as const;
  const [a, b] = [random.within(size[level]), random.within(size[level])];
  const right = a * b;
  const off = random.pick([0, 0, 10, -10, 100, 90]);
  const claimed = right + off;
  return [`${a} × ${b} = ${claimed}`, off === 0, BigInt(a) * BigInt(b) === BigInt(claimed)];
}

function prime(random: Random, level: Level): Claim {
  const [low, high] = ({ easy: [51, 199], medium: [301, 1999], hard: [20_001, 99_999] } as const)[
    level
  ];
  let number = random.int(low, high) | 1;
  while ([3, 5, 7, 11].some((divisor) => number % divisor === 0 && number !== divisor)) number += 2;
  const divides = Array.from(
    { length: Math.floor(Math.sqrt(number)) - 1 },
    (_, index) => index + 2,
  );
  const byTrial = divides.every((divisor) => number % divisor !== 0);
  return [`${number} is a prime number`, byTrial, isProbablePrime(BigInt(number))];
}

/** Fermat's test for bases whose joint pseudoprimes below 100,000 are Carmichael numbers. */
function isProbablePrime(number: bigint): boolean {
  return [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n].every((base) => {
    if (number % base === 0n) return number === base;
    let [power, square, left] = [1n, base, number - 1n];
    for (; left > 0n; left >>= 1n) {
      if (left & 1n) power = (power * square) % number;
      square = (square * square) % number;
    }
    return power === 1n;
  });
}

const WEEK = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function weekday(random: Random, level: Level): Claim {
  const year = random.within(
    ({ easy: [2031, 2033], medium: [1901, 2099], hard: [1601, 2799] } as const)[level],
  );
  const date = new Date(Date.UTC(year, random.int(0, 11), random.int(1, 28)));
  const day = date.getUTCDay();
  const said = random.chance(0.5) ? day : (day + random.pick([1, 6, 2])) % 7;
  const since = Math.round((date.getTime() - Date.UTC(2000, 0, 1)) / 86_400_000);
  const counted = (((since + 6) % 7) + 7) % 7;
  return [
    `in the Gregorian calendar ${date.toISOString().slice(0, 10)} is a ${itemAt(WEEK, said)}`,
    said === day,
    said === counted,
  ];
}

function fractions(random: Random, level: Level): Claim {
  const top = { easy: 12, medium: 90, hard: 900 }[level];
  const [a, b] = [random.int(3, top), random.int(3, top)];
  const [c, d] =
    level === 'easy'
      ? [random.int(3, top), random.int(3, top)]
      : [a + random.int(1, 7), b + random.int(1, 7)];
  return [
    `${a}/${b} is larger than ${c}/${d}`,
    a * d > b * c,
    BigInt(a) * BigInt(d) > BigInt(b) * BigInt(c),
  ];
}

function digits(random: Random, level: Level): Claim {
  const [base, power] = [
    random.int(3, 19),
    random.within(({ easy: [2, 3], medium: [5, 8], hard: [15, 40] } as const)[level]),
  ];
  const exact = (BigInt(base) ** BigInt(power)).toString();
  const length = exact.length + random.pick([0, 0, 1, -1]);
  return [
    `${base} to the power of ${power} has ${length} digits`,
    exact.length === length,
    Math.floor(power * Math.log10(base) + 1e-12) + 1 === length,
  ];
}

function letters(random: Random, level: Level): Claim {
  const length = { easy: 8, medium: 20, hard: 45 }[level];
  const text = Array.from({ length }, () => random.pick([...'mnnnmmwvv'])).join('');
  const count = [...text].filter((char) => char === 'n').length;
  const said = count + random.pick([0, 0, 1, -1]);
  return [
    `the letter n stands ${said} times in ${text}`,
    said === count,
    text.split('n').length - 1 === said,
  ];
}

const MAKERS = { product, prime, weekday, fractions, digits, letters };

function drafted(claim: Claim): Draft {
  const [statement, one, other] = claim;
  const expected = agreed(statement, one, other) ? 'true' : 'false';
  return { fields: { statement }, expected, tags: [expected] };
}

export const generator: Generator = {
  id: 'calibrated-confidence',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(
    ([name, make]): Family => ({
      name,
      levels: ['easy', 'medium', 'hard'],
      each: 8,
      make: (random, level) => drafted(make(random, level)),
    }),
  ),
};
