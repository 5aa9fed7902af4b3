import type { Level } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { PEOPLE, PLACES } from '../words.ts';

const GOODS = [
  'salted fish',
  'lamp oil',
  'window glass',
  'sheep wool',
  'barley',
  'roof slates',
  'copper wire',
  'writing paper',
  'dried apples',
  'candles',
];
const SHIPS = [
  'Heron',
  'Patience',
  'Old Margaret',
  'Sirocco',
  'Tern',
  'Good Intent',
  'Kittiwake',
  'Verity',
];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const LENGTHS = { easy: 60, medium: 130, hard: 210 } as const;

export interface Entry {
  readonly number: number;
  readonly month: number;
  readonly day: number;
  readonly port: string;
  readonly ship: string;
  readonly goods: string;
  readonly crates: number;
  readonly clerk: string;
  /** What the entry says at first; a later correction gives `crates`. */
  readonly written: number;
}

export function registerOf(random: Random, level: Level): Entry[] {
  const ports = random.sample(PLACES, 9);
  const clerks = random.sample(PEOPLE, 6);
  const count = LENGTHS[level];
  return Array.from({ length: count }, (_, index) => {
    const crates = random.int(3, 98);
    return {
      number: index + 101,
      month: Math.floor((index * 12) / count),
      day: 1 + (Math.floor((index * 12 * 28) / count) % 28),
      port: random.pick(ports),
      ship: random.pick(SHIPS),
      goods: random.pick(GOODS),
      crates,
      clerk: random.pick(clerks),
      written: random.chance(0.06) ? crates + random.int(1, 9) * 10 : crates,
    };
  });
}

function line(
  { number, month, day, port, ship, goods, written, clerk }: Entry,
  style: number,
): string {
  const date = `${day} ${MONTHS[month]}`;
  return itemAt(
    [
      `No. ${number}, ${date}. The ${ship} from ${port} unloads ${written} crates of ${goods}; entered by ${clerk}.`,
      `No. ${number}, ${date}. ${written} crates of ${goods} arrive on the ${ship}, last port ${port}. Entered by ${clerk}.`,
      `No. ${number}, ${date}. ${clerk} enters ${written} crates of ${goods} for the ${ship} from ${port}.`,
    ],
    style,
  );
}

/** The register as a text: entries, corrections some lines later, and remarks that matter to nobody. */
export function textOf(random: Random, entries: readonly Entry[]): string {
  const due: { readonly after: number; readonly text: string }[] = [];
  const lines = entries.flatMap((entry, index) => {
    if (entry.written !== entry.crates)
      due.push({
        after: index + random.int(3, 20),
        text: `Correction: under No. ${entry.number} read ${entry.crates} crates, not ${entry.written}.`,
      });
    const now = due.filter(({ after }) => after === index).map(({ text }) => text);
    const remark = random.chance(0.1)
      ? [
          random.pick([
            'Fog all day; nothing moves on the quay.',
            'The crane is greased.',
            'The harbour bell is repaired.',
            'A stray dog sleeps in the office.',
          ]),
        ]
      : [];
    return [line(entry, random.int(0, 2)), ...now, ...remark];
  });
  return [
    ...lines,
    ...due.filter(({ after }) => after >= entries.length).map(({ text }) => text),
  ].join('\n');
}

/** The entries read back from the text, corrections included: the second method. */
export function readBack(text: string): Omit<Entry, 'month' | 'day' | 'written'>[] {
  const corrections = new Map(
    [...text.matchAll(/under No\. (\d+) read (\d+) crates/g)].map(([, number, crates]) => [
      Number(number),
      Number(crates),
    ]),
  );
  return text.split('\n').flatMap((row) => {
    const number = Number(/^No\. (\d+)/.exec(row)?.[1]);
    if (Number.isNaN(number)) return [];
    const crates = corrections.get(number) ?? Number(/(\d+) crates/.exec(row)?.[1]);
    const goods = GOODS.find((name) => row.includes(`crates of ${name}`)) ?? '';
    const ship =
      SHIPS.find((name) => row.includes(`the ${name}`) || row.includes(`The ${name}`)) ?? '';
    const port =
      PLACES.find((name) => row.includes(`from ${name}`) || row.includes(`port ${name}`)) ?? '';
    const clerk =
      PEOPLE.find((name) => row.includes(`by ${name}`) || row.includes(`${name} enters`)) ?? '';
    return [{ number, crates, goods, ship, port, clerk }];
  });
}

export type Row = Omit<Entry, 'month' | 'day' | 'written'>;
