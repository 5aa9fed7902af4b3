import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const WHO = [
  'THE BAKER',
  'OUR AUNT',
  'A SAILOR',
  'THE MAYOR',
  'MY NEIGHBOUR',
  'THE CELLIST',
  'A STRANGER',
  'THE DENTIST',
];
const DID = ['HIDES', 'PAINTS', 'SELLS', 'BORROWS', 'REPAIRS', 'FORGETS', 'BURIES', 'WEIGHS'];
const WHAT = [
  'NINE LANTERNS',
  'A GREEN PIANO',
  'THE LAST MAP',
  'SIX JARS OF PLUMS',
  'TWO RUSTY KEYS',
  'AN OLD COMPASS',
  'HER QUILT',
  'A JADE FOX',
];
const WHERE = [
  'UNDER THE BRIDGE',
  'BEHIND THE MILL',
  'IN THE ATTIC',
  'NEAR THE WELL',
  'AT THE QUAY',
  'ON THE HILL',
];
const KEYS = ['LEMON', 'GARDEN', 'OTTER', 'VIOLIN', 'WINTER', 'MARBLE', 'CANOE'];

function sentence(random: Random, level: Level): string {
  const short = [random.pick(WHO), random.pick(DID), random.pick(WHAT)];
  return (level === 'easy' ? short : [...short, random.pick(WHERE)]).join(' ');
}

function shifted(letter: string, by: number): string {
  const place = ALPHABET.indexOf(letter);
  return place < 0 ? letter : ALPHABET.charAt((((place + by) % 26) + 26) % 26);
}

/** Whoever encrypts and decrypts with the same key has to get the same text back. */
function asked(question: string, secret: string, plain: string, back: string): Draft {
  return {
    fields: { question: `${question}\n\n${secret}` },
    expected: agreed(question, plain, back),
  };
}

function caesar(random: Random, level: Level): Draft {
  const plain = sentence(random, level);
  const by = random.int(1, 25);
  const secret = [...plain].map((letter) => shifted(letter, by)).join('');
  const back = [...secret].map((letter) => shifted(letter, -by)).join('');
  if (level === 'hard')
    return asked(
      'Each letter was moved on by the same unknown number of places in the alphabet, from Z on to A again. Spaces were kept. The plain text is an English sentence. What is it?',
      secret,
      plain,
      back,
    );
  return asked(
    `Each letter was moved on by ${by} places in the alphabet, from Z on to A again. Spaces were kept. What is the plain text?`,
    secret,
    plain,
    back,
  );
}

function mirror(random: Random, level: Level): Draft {
  const plain = sentence(random, level);
  const flip = (text: string) =>
    [...text]
      .map((letter) => (letter === ' ' ? ' ' : ALPHABET.charAt(25 - ALPHABET.indexOf(letter))))
      .join('');
  const reverse = (text: string) =>
    text
      .split(' ')
      .map((word) => [...word].toReversed().join(''))
      .join(' ');
  if (level === 'easy')
    return asked(
      'A was swapped with Z, B with Y and so on. Spaces were kept. What is the plain text?',
      flip(plain),
      plain,
      flip(flip(plain)),
    );
  return asked(
    'A was swapped with Z, B with Y and so on; then each word was written backwards. Spaces were kept. What is the plain text?',
    reverse(flip(plain)),
    plain,
    flip(reverse(reverse(flip(plain)))),
  );
}

function vigenere(random: Random, level: Level): Draft {
  const plain = sentence(random, level).replaceAll(' ', '');
  const key = random.pick(KEYS);
  const rows = [...plain].map(
    (letter, index) => [letter, ALPHABET.indexOf(key.charAt(index % key.length))] as const,
  );
  const secret = rows.map(([letter, by]) => shifted(letter, by)).join('');
  const back = [...secret]
    .map((letter, index) => shifted(letter, -ALPHABET.indexOf(key.charAt(index % key.length))))
    .join('');
  return asked(
    `This text was encrypted with Vigenère's cipher and the key ${key} (A moves a letter by 0 places, B by 1 and so on). Spaces had been taken out before. What is the plain text, without spaces?`,
    secret,
    plain,
    back,
  );
}

/** The order in which the letters of a fence or of columns are read. */
function fence(random: Random, level: Level): Draft {
  const plain = sentence(random, level).replaceAll(' ', '');
  const rails = level === 'easy' ? 2 : random.int(3, level === 'hard' ? 5 : 4);
  const rail = [...plain].map((_, index) =>
    Math.min(index % (2 * rails - 2), 2 * rails - 2 - (index % (2 * rails - 2))),
  );
  const order = Array.from({ length: rails }, (_, line) =>
    [...rail.keys()].filter((index) => rail[index] === line),
  ).flat();
  const secret = order.map((index) => plain.charAt(index)).join('');
  const back: string[] = [];
  order.forEach((index, place) => {
    back[index] = secret.charAt(place);
  });
  return asked(
    `This text was written in a zigzag down and up over ${rails} rows, beginning at the top, and then read row by row. Spaces had been taken out before. What is the plain text, without spaces?`,
    secret,
    plain,
    back.join(''),
  );
}

function columns(random: Random, level: Level): Draft {
  const width = { easy: 3, medium: 4, hard: 6 }[level];
  const whole = sentence(random, level).replaceAll(' ', '');
  const plain = whole.slice(0, whole.length - (whole.length % width));
  const order = random.sample(
    Array.from({ length: width }, (_, index) => index),
    width,
  );
  const secret = order
    .map((column) => [...plain].filter((_, index) => index % width === column).join(''))
    .join('');
  const height = plain.length / width;
  const back = Array.from({ length: plain.length }, (_, index) =>
    secret.charAt(order.indexOf(index % width) * height + Math.floor(index / width)),
  ).join('');
  return asked(
    `This text was written row by row into a grid of ${width} columns, all full; then the columns were read from top to bottom in the order ${order.map((column) => column + 1).join(', ')}. Spaces had been taken out before, and the end may have been cut off to fill the grid. What is the plain text, without spaces?`,
    secret,
    plain,
    back,
  );
}

/** The other direction: to encrypt. */
function encrypt(random: Random, level: Level): Draft {
  const plain = random.pick(WHAT).replaceAll(' ', '') + (level === 'hard' ? random.pick(DID) : '');
  const key = random.pick(KEYS);
  const by = random.int(2, 24);
  const secret =
    level === 'easy'
      ? [...plain].map((letter) => shifted(letter, by)).join('')
      : [...plain]
          .map((letter, index) => shifted(letter, ALPHABET.indexOf(key.charAt(index % key.length))))
          .join('');
  const back =
    level === 'easy'
      ? [...secret].map((letter) => shifted(letter, 26 - by)).join('')
      : [...secret]
          .map((letter, index) =>
            shifted(letter, 26 - ALPHABET.indexOf(key.charAt(index % key.length))),
          )
          .join('');
  agreed('encrypt', plain, back);
  const how =
    level === 'easy'
      ? `by moving each letter on by ${by} places in the alphabet, from Z on to A again`
      : `with Vigenère's cipher and the key ${key} (A moves a letter by 0 places, B by 1 and so on)`;
  return {
    fields: { question: `Encrypt this text ${how}. What is the result?\n\n${plain}` },
    expected: secret,
  };
}

/** Pairs of numbers in a square of letters without J. */
function square(random: Random, level: Level): Draft {
  const plain = sentence(random, level)
    .replaceAll('J', 'I')
    .replaceAll(' ', '')
    .slice(0, level === 'easy' ? 12 : 24);
  const key = level === 'hard' ? random.pick(KEYS) : '';
  const letters = [...new Set(`${key}${ALPHABET}`.replaceAll('J', ''))];
  const secret = [...plain]
    .map(
      (letter) =>
        `${Math.floor(letters.indexOf(letter) / 5) + 1}${(letters.indexOf(letter) % 5) + 1}`,
    )
    .join(' ');
  const back = secret
    .split(' ')
    .map((pair) => itemAt(letters, (Number(pair[0]) - 1) * 5 + Number(pair[1]) - 1))
    .join('');
  const order =
    key === ''
      ? 'the alphabet without J'
      : `the letters of ${key}, each once, and then the rest of the alphabet without J`;
  return asked(
    `A square of five by five holds ${order}, row by row. Each letter of a text was replaced by the number of its row and that of its column, counted from 1; J had been written as I, and spaces had been taken out. What is the text, without spaces?`,
    secret,
    plain,
    back,
  );
}

const MAKERS = { caesar, mirror, vigenere, fence, columns, encrypt, square };

export const generator: Generator = {
  id: 'ciphers',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(([name, make]) => ({
    name,
    levels: ['easy', 'medium', 'hard'],
    each: 6,
    make,
  })),
};
