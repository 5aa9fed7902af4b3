import {
  agreed,
  type Draft,
  type Family,
  type Generator,
  type Level,
  until,
} from '../generator.ts';
import { format, type Task } from '../parts/segments.ts';
import { itemAt, type Random } from '../random.ts';

/** Shorter than any pattern needs to run long. */
const LONGEST = 14;

function numbers(random: Random, level: Level): Task {
  const [least, most] = ({ easy: [1, 60], medium: [30, 400], hard: [200, 3000] } as const)[level];
  const low = random.int(least, Math.floor(most / 2));
  const high = random.int(low + 12, most);
  const odd = level === 'hard' && random.chance(0.5);
  const all = Array.from({ length: high - low + 1 }, (_, index) => low + index).filter(
    (number) => !odd || number % 2 === 1,
  );
  const edges = [
    low - 1,
    low,
    low + 1,
    high - 1,
    high,
    high + 1,
    low * 10,
    Math.floor(high / 10),
    0,
    9,
    10,
    99,
    100,
    101,
    199,
    200,
    999,
    1000,
  ];
  const more = Array.from({ length: 10 }, () => random.int(0, high * 2));
  const texts = [...edges, ...more].filter((number) => number >= 0).map(String);
  return {
    task: `the ${odd ? 'odd ' : ''}whole numbers from ${low} to ${high}, both included, written without leading zeros or signs`,
    pattern: all.join('|'),
    accepts: (text) =>
      /^[1-9]\d*$/.test(text) &&
      Number(text) >= low &&
      Number(text) <= high &&
      (!odd || Number(text) % 2 === 1),
    texts: [...texts, `0${low}`, `${low}.0`, `-${low}`, '', ` ${high}`],
  };
}

/** Properties of texts of the letters a and b; each with a pattern that has it. */
const PROPERTIES: Readonly<
  Record<Level, readonly (readonly [string, string, (text: string) => boolean])[]>
> = {
  easy: [
    [
      'begin and end with the same letter',
      '([ab])|(a[ab]*a)|(b[ab]*b)',
      (text) => text !== '' && text.at(0) === text.at(-1),
    ],
    ['contain "aba"', '[ab]*aba[ab]*', (text) => text.includes('aba')],
    [
      'have an even length, the empty text included',
      '(?:[ab][ab])*',
      (text) => text.length % 2 === 0,
    ],
    ['have exactly two letters a', 'b*ab*ab*', (text) => text.split('a').length === 3],
    [
      'never have two letters b side by side (the empty text included)',
      '(?:a|ba)*b?',
      (text) => !text.includes('bb'),
    ],
  ],
  medium: [
    [
      'have an even number of letters a (none is even; the empty text included)',
      'b*(?:ab*ab*)*',
      (text) => text.split('a').length % 2 === 1,
    ],
    [
      'have no two equal letters side by side (the empty text included)',
      '(?:ab)*a?|(?:ba)*b?',
      (text) => !/aa|bb/.test(text),
    ],
    [
      'contain "aa" but not "bb"',
      '(?:ba|a)*b?aa(?:ba|a)*b?',
      (text) => text.includes('aa') && !text.includes('bb'),
    ],
    [
      'have the letter a at every odd place, counting from 1 (the empty text included)',
      '(?:a[ab])*a?',
      (text) => [...text].every((char, index) => index % 2 === 1 || char === 'a'),
    ],
    [
      'have a length that leaves the remainder 1 when it is divided by 3',
      '(?:[ab]{3})*[ab]',
      (text) => text.length % 3 === 1,
    ],
  ],
  hard: [
    [
      'have an odd number of letters a and end with b',
      'b*a(?:b*ab*a)*b+',
      (text) => text.split('a').length % 2 === 0 && text.endsWith('b'),
    ],
    [
      'contain neither "aba" nor "bb" (the empty text included)',
      'b?a+b?|b?',
      (text) => !text.includes('aba') && !text.includes('bb'),
    ],
    [
      'have a third letter from the end, and it is b',
      '[ab]*b[ab]{2}',
      (text) => text.at(-3) === 'b',
    ],
    [
      'contain "ab" equally often as "ba" (never counts as equally often; the empty text included)',
      '(?:a(?:[ab]*a)?|b(?:[ab]*b)?)?',
      (text) => text.split('ab').length === text.split('ba').length,
    ],
    [
      'have a number of letters b that can be divided by 3 (none can; the empty text included)',
      'a*(?:ba*ba*ba*)*',
      (text) => (text.split('b').length - 1) % 3 === 0,
    ],
    [
      'contain both "aa" and "bb"',
      '[ab]*(?:aa[ab]*bb|bb[ab]*aa)[ab]*',
      (text) => text.includes('aa') && text.includes('bb'),
    ],
  ],
};

function property(random: Random, level: Level): Task {
  const [said, pattern, has] = random.pick(PROPERTIES[level]);
  const [one, two] = random.sample([...'acdgmnpqrstxyz0123456789'], 2);
  const swap = (text: string) =>
    [...text].map((char) => (char === 'a' ? one : char === 'b' ? two : char)).join('');
  const back = (text: string) =>
    [...text].map((char) => (char === one ? 'a' : char === two ? 'b' : '?')).join('');
  const short = [
    '',
    'a',
    'b',
    'aa',
    'ab',
    'ba',
    'bb',
    'aab',
    'aba',
    'baa',
    'bab',
    'abb',
    'bba',
    'bbb',
    'aaa',
  ];
  const long = Array.from({ length: 22 }, () =>
    Array.from({ length: random.int(4, 11) }, () => random.pick(['a', 'b'])).join(''),
  );
  const quoted = said
    .replaceAll(/letters? ([ab])\b/g, (phrase, char: string) => phrase.slice(0, -1) + swap(char))
    .replaceAll(/"([ab]+)"/g, (_, text: string) => `"${swap(text)}"`)
    .replace(/(with|is) b$/, (_, word: string) => `${word} ${two}`);
  return {
    task: `the texts that consist of no other characters than "${one}" and "${two}" and ${quoted}`,
    pattern: pattern.replaceAll(/[ab]/g, swap),
    accepts: (text) => !back(text).includes('?') && has(back(text)),
    texts: [...short, ...long].map(swap).concat('?', `${one}-${two}`),
  };
}

function drafted({ task, pattern, accepts, texts }: Task): Draft | null {
  const tried = [...new Set(texts)].filter((text) => text.length <= LONGEST);
  const whole = new RegExp(`^(?:${pattern})$`, 'u');
  const [yes, no] = [
    tried.filter((text) => whole.test(text)),
    tried.filter((text) => !whole.test(text)),
  ];
  agreed(task, yes, tried.filter(accepts));
  if (yes.length < 3 || no.length < 5) return null;
  return { fields: { task, yes, no }, expected: itemAt([pattern], 0) };
}

const MAKERS = { format, numbers, property };

export const generator: Generator = {
  id: 'regex-writing',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(
    ([name, make]): Family => ({
      name,
      levels: ['easy', 'medium', 'hard'],
      each: 14,
      make: (random, level) => until(() => drafted(make(random, level))),
    }),
  ),
};
