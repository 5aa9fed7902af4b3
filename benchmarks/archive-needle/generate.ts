import type { JsonObject } from '../../engine/json.ts';
import {
  agreed,
  type Draft,
  type Generator,
  type Level,
} from '../../scripts/generate/generator.ts';
import { itemAt, type Random } from '../../scripts/generate/random.ts';
import { PEOPLE, PLACES } from '../../scripts/generate/words.ts';

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

interface Entry {
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

function registerOf(random: Random, level: Level): Entry[] {
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
function textOf(random: Random, entries: readonly Entry[]): string {
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
function readBack(text: string): Omit<Entry, 'month' | 'day' | 'written'>[] {
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

type Row = Omit<Entry, 'month' | 'day' | 'written'>;

interface Asked {
  readonly name: string;
  readonly question: string;
  answer(rows: readonly Row[]): string;
}

const sum = (rows: readonly Row[]) => rows.reduce((total, { crates }) => total + crates, 0);

function questions(random: Random, entries: readonly Entry[]): Asked[] {
  const some = random.sample(entries, 8);
  const [a, b, c, d, e, f, g, h] = some.map((entry) => entry) as [
    Entry,
    Entry,
    Entry,
    Entry,
    Entry,
    Entry,
    Entry,
    Entry,
  ];
  const corrected = entries.filter(({ written, crates }) => written !== crates);
  const fixed = corrected.length > 0 ? random.pick(corrected) : a;
  return [
    {
      name: 'needle',
      question: `Who entered No. ${a.number}?`,
      answer: (rows) => rows.find(({ number }) => number === a.number)?.clerk ?? '',
    },
    {
      name: 'needle',
      question: `From which port did the ship of No. ${b.number} come?`,
      answer: (rows) => rows.find(({ number }) => number === b.number)?.port ?? '',
    },
    {
      name: 'needle',
      question: `Which goods stand under No. ${c.number}?`,
      answer: (rows) => rows.find(({ number }) => number === c.number)?.goods ?? '',
    },
    {
      name: 'correction',
      question: `How many crates really belong to No. ${fixed.number}?`,
      answer: (rows) => String(rows.find(({ number }) => number === fixed.number)?.crates),
    },
    {
      name: 'count',
      question: `How many entries name the ship ${d.ship} together with the port ${d.port}?`,
      answer: (rows) =>
        String(rows.filter(({ ship, port }) => ship === d.ship && port === d.port).length),
    },
    {
      name: 'count',
      question: `How many entries of ${e.goods} were made by ${e.clerk}?`,
      answer: (rows) =>
        String(rows.filter(({ goods, clerk }) => goods === e.goods && clerk === e.clerk).length),
    },
    {
      name: 'sum',
      question: `How many crates of ${f.goods} came on the ${f.ship} in all?`,
      answer: (rows) =>
        String(sum(rows.filter(({ goods, ship }) => goods === f.goods && ship === f.ship))),
    },
    {
      name: 'sum',
      question: `How many crates came from ${g.port} with goods other than ${g.goods}, on the ${g.ship}?`,
      answer: (rows) =>
        String(
          sum(
            rows.filter(
              ({ goods, ship, port }) => goods !== g.goods && ship === g.ship && port === g.port,
            ),
          ),
        ),
    },
    {
      name: 'first',
      question: `What is the number of the first entry with ${h.goods} from ${h.port}?`,
      answer: (rows) =>
        String(rows.find(({ goods, port }) => goods === h.goods && port === h.port)?.number),
    },
    {
      name: 'last',
      question: `What is the number of the last entry that ${a.clerk} made for the ${a.ship}?`,
      answer: (rows) =>
        String(rows.findLast(({ clerk, ship }) => clerk === a.clerk && ship === a.ship)?.number),
    },
    {
      name: 'largest',
      question: `How many crates does the largest delivery of ${b.goods} have?`,
      answer: (rows) =>
        String(
          Math.max(...rows.filter(({ goods }) => goods === b.goods).map(({ crates }) => crates)),
        ),
    },
    {
      name: 'next',
      question: `Which goods stand in the entry with the next higher number after the first entry of ${c.clerk} for the ${c.ship}?`,
      answer: (rows) =>
        itemAt(
          rows,
          Math.min(
            rows.length - 1,
            rows.findIndex(({ clerk, ship }) => clerk === c.clerk && ship === c.ship) + 1,
          ),
        ).goods,
    },
    {
      name: 'distinct',
      question: `From how many different ports does the ${d.ship} bring ${d.goods}?`,
      answer: (rows) =>
        String(
          new Set(
            rows
              .filter(({ goods, ship }) => goods === d.goods && ship === d.ship)
              .map(({ port }) => port),
          ).size,
        ),
    },
  ];
}

function make(random: Random, level: Level): Draft[] {
  const entries = registerOf(random, level);
  const text = textOf(random, entries);
  const back = readBack(text);
  return questions(random, entries).map(({ name, question, answer }) => ({
    fields: { text, question },
    expected: agreed(question, answer(entries), answer(back)),
    tags: [name],
  }));
}

/** YAML, in which each register is written once and the other cases of its cluster refer to it. */
function render(cases: readonly JsonObject[]): string {
  const seen = new Set<string>();
  return cases
    .map((fields) => {
      const rows = Object.entries(fields).map(([name, value]) => {
        if (name !== 'text') return `${name}: ${JSON.stringify(value)}`;
        const anchor = String(fields.cluster);
        const isNew = !seen.has(anchor);
        seen.add(anchor);
        return isNew
          ? `text: &${anchor} |-\n${String(value)
              .split('\n')
              .map((row) => `    ${row}`)
              .join('\n')}`
          : `text: *${anchor}`;
      });
      return `- ${rows.join('\n  ')}\n`;
    })
    .join('');
}

export const generator: Generator = {
  id: 'archive-needle',
  file: 'cases.yaml',
  families: [{ name: 'register', levels: ['easy', 'medium', 'hard'], each: 4, make }],
  render,
};
