import type { Level } from '../generator.ts';
import type { Random } from '../random.ts';

/** The numbers of a function. */
export type Settings = Readonly<Record<string, number | boolean>>;

/** A function with numbers in it; a wrong one differs in one of them. */
export interface Spec {
  readonly name: string;
  readonly said: string;
  readonly settings: Settings;
  readonly wrong: readonly Settings[];
  readonly decide: (settings: Settings, args: readonly number[]) => number | boolean;
  readonly inputs: readonly (readonly number[])[];
}

const number = (settings: Settings, key: string) => Number(settings[key]);
const grid = (one: readonly number[], two: readonly number[]) =>
  one.flatMap((a) => two.map((b) => [a, b]));
const around = (...edges: readonly number[]) =>
  [...new Set(edges.flatMap((edge) => [edge - 1, edge, edge + 1]))].filter((value) => value >= 0);

/** What sending costs, in steps. */
export function fee(random: Random, level: Level): Spec {
  const [first, step] = [random.int(2, 9), random.int(3, 12)];
  const settings = {
    first,
    second: first + step,
    low: random.int(3, 6),
    middle: random.int(8, 12),
    high: random.int(15, 30),
    free: random.int(60, 90),
    strict: false,
  };
  const { low, middle, high, second, free } = settings;
  const hard = level === 'hard';
  return {
    name: 'fee',
    said: `fee(weight, total): what sending costs. Up to and including ${first} kg it is ${low}, above that up to and including ${second} kg ${middle}, above that ${high}.${hard ? ` If the total of the order is ${free} or more, sending is free up to and including ${second} kg.` : ` The total does not matter.`}`,
    settings: { ...settings, rebate: hard },
    wrong: [
      { first: first + 1 },
      { first: first - 1 },
      { second: second + 1 },
      { second: second - 1 },
      { low: low + 1 },
      { middle: middle + 1 },
      { high: high + 1 },
      ...(hard
        ? [{ free: free + 1 }, { free: free - 1 }, { strict: true }, { rebate: false }]
        : []),
    ],
    decide: (s, [weight = 0, total = 0]) => {
      const limit = s.strict === true ? number(s, 'first') : number(s, 'second');
      if (s.rebate === true && total >= number(s, 'free') && weight <= limit) return 0;
      return weight <= number(s, 'first')
        ? number(s, 'low')
        : weight <= number(s, 'second')
          ? number(s, 'middle')
          : number(s, 'high');
    },
    inputs: grid(around(first, second), hard ? around(free) : [10]),
  };
}

/** Which numbers are special: an exception to an exception. */
export function special(random: Random, level: Level): Spec {
  const [p, factor, more] = [random.pick([3, 4, 6, 7]), random.int(3, 6), random.int(2, 4)];
  const [q, r] = [p * factor, p * factor * more];
  const settings = {
    p,
    q,
    r,
    start: random.int(20, 60),
    exception: level !== 'easy',
    begin: level === 'hard',
  };
  const tail = level === 'hard' ? ` Numbers below ${settings.start} never are.` : '';
  return {
    name: 'special',
    said: `special(n): whether a whole number n ≥ 0 is special. It is if ${p} divides it${level === 'easy' ? '' : `, but not if ${q} divides it, unless ${r} divides it, too`}.${tail}`,
    settings,
    wrong: [
      { p: p * 2 },
      { p: p + 1 },
      ...(level === 'easy'
        ? [{ p: 1 }]
        : [{ exception: false }, { r: r * 2 }, { q: q * 2 }, { r: q }]),
      ...(level === 'hard'
        ? [{ begin: false }, { start: nextMultiple(settings.start, p) + 1 }]
        : []),
    ],
    decide: (s, [n = 0]) => {
      if (s.begin === true && n < number(s, 'start')) return false;
      if (n % number(s, 'p') !== 0) return false;
      return s.exception !== true || n % number(s, 'q') !== 0 || n % number(s, 'r') === 0;
    },
    inputs: [
      0,
      1,
      p,
      p + 1,
      p * 2,
      q,
      q * 2,
      q * 3,
      r,
      r * 2,
      nextMultiple(settings.start, p),
      nextMultiple(settings.start, p) - p,
      q * 2 + p,
      p * 3,
      p * 5,
    ]
      .filter((n) => n >= 0)
      .map((n) => [n]),
  };
}

const nextMultiple = (from: number, of: number) => Math.ceil(from / of) * of;

/** The wage of a day. */
export function pay(random: Random, level: Level): Spec {
  const [normal, rate, extra] = [random.int(6, 9), random.int(10, 30), random.int(5, 14)];
  const settings = {
    normal,
    rate,
    extra,
    most: normal + random.int(3, 6),
    sunday: random.int(15, 40),
    capped: level !== 'easy',
    feast: level === 'hard',
  };
  const { most, sunday } = settings;
  return {
    name: 'pay',
    said: `pay(hours, day): the wage of a day in crowns for whole hours; day is 1 for Monday to 7 for Sunday. The first ${normal} hours bring ${rate} each, further hours ${rate + extra} each.${level === 'easy' ? ' The day does not matter.' : ` Hours beyond ${most} are not paid.`}${level === 'hard' ? ` On Sundays ${sunday} are added once if at least one hour was worked.` : level === 'medium' ? ' The day does not matter.' : ''}`,
    settings,
    wrong: [
      { normal: normal + 1 },
      { normal: normal - 1 },
      { rate: rate + 1 },
      { extra: extra + 1 },
      { extra: 0 },
      ...(level === 'easy' ? [] : [{ most: most + 1 }, { most: most - 1 }, { capped: false }]),
      ...(level === 'hard'
        ? [{ feast: false }, { sunday: sunday + 1 }, { lazy: true }, { saturday: true }]
        : []),
    ],
    decide: (s, [hours = 0, day = 1]) => {
      const paid = s.capped === true ? Math.min(hours, number(s, 'most')) : hours;
      const base =
        paid * number(s, 'rate') + Math.max(0, paid - number(s, 'normal')) * number(s, 'extra');
      const isFeast = s.feast === true && (day === 7 || (s.saturday === true && day === 6));
      return base + (isFeast && (hours > 0 || s.lazy === true) ? number(s, 'sunday') : 0);
    },
    inputs: grid([0, ...around(normal, most)], level === 'hard' ? [3, 6, 7] : [3]),
  };
}

/** A grade with a bonus. */
export function grade(random: Random, level: Level): Spec {
  const [pass, good] = [random.int(40, 55), random.int(70, 85)];
  const settings = {
    pass,
    good,
    bonus: random.int(3, 9),
    top: 100,
    cap: level !== 'easy',
    rescue: level === 'hard',
    near: pass - random.int(2, 5),
  };
  const { bonus, near } = settings;
  return {
    name: 'grade',
    said: `grade(points, bonus): 2 for ${good} points or more, 1 for ${pass} or more, else 0; points are 0 to 100. If bonus is 1, ${bonus} points are added first${level === 'easy' ? '' : `, but never beyond what makes a 2: added points can raise a 0 to a 1, and never a 1 to a 2`}.${level === 'hard' ? ` With exactly ${near} points and no bonus the grade is 1 as well.` : ''}`,
    settings,
    wrong: [
      { pass: pass + 1 },
      { pass: pass - 1 },
      { good: good + 1 },
      { good: good - 1 },
      { bonus: bonus + 1 },
      { bonus: bonus - 1 },
      ...(level === 'easy' ? [] : [{ cap: false }]),
      ...(level === 'hard' ? [{ rescue: false }, { near: near + 1 }, { wide: true }] : []),
    ],
    decide: (s, [points = 0, extra = 0]) => {
      const raised = points + (extra === 1 ? number(s, 'bonus') : 0);
      const isGood = (s.cap === true ? points : raised) >= number(s, 'good');
      if (isGood) return 2;
      if (raised >= number(s, 'pass')) return 1;
      const isNear = s.wide === true ? points >= number(s, 'near') : points === number(s, 'near');
      return s.rescue === true && extra !== 1 && isNear ? 1 : 0;
    },
    inputs: grid(around(pass, good, pass - bonus, good - bonus, near), [0, 1]).filter(
      ([points = 0]) => points <= 100,
    ),
  };
}
