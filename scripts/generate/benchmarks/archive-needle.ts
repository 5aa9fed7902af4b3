import type { JsonObject } from '../../../engine/json.ts';
import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import { type Entry, type Row, readBack, registerOf, textOf } from '../parts/register.ts';
import { itemAt, type Random } from '../random.ts';

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
