import { agreed, type Draft, type Generator, type Level, until } from '../generator.ts';
import { evaluated, recalculated } from '../parts/recalculate.ts';
import { cell, numberIn, type Sheet, sheetOf, shown } from '../parts/sheet.ts';
import { itemAt, type Random } from '../random.ts';
import { PLACES } from '../words.ts';

/** Conditional sums and counts: `SUMIFS`, `COUNTIFS`, `SUMPRODUCT`, `MAXIFS`. */
function conditional(random: Random, level: Level): Draft | null {
  const sheet = sheetOf(random, level);
  const last = sheet.rows.length + 1;
  const range = (column: string) => `${column}2:${column}${last}`;
  const [seller, town] = [
    cell(sheet, random.int(2, last), 'A'),
    cell(sheet, random.int(2, last), 'B'),
  ];
  const least = random.int(5, 25);
  const mine = (wanted: readonly boolean[]) =>
    sheet.rows.filter((_, index) => wanted[index] === true);
  const both = sheet.rows.map((row) => row[0] === seller && Number(row[3]) >= least);
  const inTown = sheet.rows.map((row) => row[1] === town);
  const total = (rows: Sheet['rows'], column: number) =>
    rows.reduce((sum, row) => sum + Number(row[column]), 0);
  const product = (rows: Sheet['rows']) =>
    rows.reduce((sum, row) => sum + Number(row[3]) * Number(row[4]), 0);
  const formulas = {
    easy: [
      [`=SUMIF(${range('B')},"${town}",${range('D')})`, total(mine(inTown), 3)],
      [
        `=COUNTIF(${range('D')},">=${least}")`,
        sheet.rows.filter((row) => Number(row[3]) >= least).length,
      ],
    ],
    medium: [
      [
        `=SUMIFS(${range('D')},${range('A')},"${seller}",${range('D')},">=${least}")`,
        total(mine(both), 3),
      ],
      [`=SUMPRODUCT((${range('B')}="${town}")*${range('D')}*${range('E')})`, product(mine(inTown))],
    ],
    hard: [
      [
        `=SUMPRODUCT((${range('A')}="${seller}")*(${range('D')}>=${least})*${range('D')}*${range('E')})`,
        product(mine(both)),
      ],
      [
        `=SUM(${range('D')})-SUMIFS(${range('D')},${range('B')},"<>${town}",${range('D')},"<${least}")`,
        total(sheet.rows, 3) -
          total(
            sheet.rows.filter((row) => row[1] !== town && Number(row[3]) < least),
            3,
          ),
      ],
      [
        `=MAXIFS(${range('E')},${range('B')},"<>${town}")*COUNTIFS(${range('A')},"${seller}",${range('D')},">=${least}")`,
        Math.max(0, ...sheet.rows.filter((row) => row[1] !== town).map((row) => Number(row[4]))) *
          mine(both).length,
      ],
    ],
  } as const;
  const [formula, value] = random.pick<readonly [string, number]>(formulas[level]);
  return value === 0
    ? null
    : {
        fields: { sheet: shown(sheet), question: `What does ${formula} in a free cell show?` },
        expected: agreed(formula, value, recalculated(formula, shown(sheet))),
      };
}

/** A formula that is written once and filled down, with fixed and moving references. */
function filled(random: Random, level: Level): Draft {
  const sheet = sheetOf(random, level);
  const last = sheet.rows.length + 1;
  const asked = random.int(4, last);
  const rate = random.int(2, 9);
  const column = random.pick(['D', 'E']);
  const values = Array.from({ length: asked - 1 }, (_, index) =>
    numberIn(sheet, index + 2, column),
  );
  const sum = values.reduce((total, value) => total + value, 0);
  const choices = {
    easy: [
      [`=${column}2*$G$1`, numberIn(sheet, asked, column) * rate],
      ['=D2*E2', numberIn(sheet, asked, 'D') * numberIn(sheet, asked, 'E')],
    ],
    medium: [
      [`=SUM(${column}$2:${column}2)`, sum],
      [
        `=${column}2-${column}$2+$G$1`,
        numberIn(sheet, asked, column) - numberIn(sheet, 2, column) + rate,
      ],
    ],
    hard: [
      [`=SUM(${column}$2:${column}2)-$G$1*ROW()`, sum - rate * asked],
      [
        `=MAX(${column}$2:${column}2)-MIN(${column}$2:${column}2)+$G$1`,
        Math.max(...values) - Math.min(...values) + rate,
      ],
      [
        `=COUNTIF(A$2:A2,A2)*$G$1+${column}2`,
        sheet.rows.slice(0, asked - 1).filter((row) => row[0] === cell(sheet, asked, 'A')).length *
          rate +
          numberIn(sheet, asked, column),
      ],
    ],
  } as const;
  const [formula, value] = random.pick<readonly [string, number]>(choices[level]);
  const running = Array.from({ length: asked - 1 }, (_, index) => index + 2).reduce(
    (total, row) => total + numberIn(sheet, row, column),
    0,
  );
  agreed('running sum', sum, running);
  return {
    fields: {
      sheet: shown(sheet),
      question: `G1 holds ${rate}. F2 holds ${formula}; it is filled down to F${last}. What does F${asked} show?`,
    },
    expected: value,
  };
}

/** Lookups, exact and approximate. */
function lookup(random: Random, level: Level): Draft {
  const names = random.sample(PLACES, { easy: 5, medium: 7, hard: 9 }[level]);
  const steps = names.map((_, index) => index * 10 + random.int(0, 6));
  const fees = names.map(() => random.int(10, 99));
  const sheet: Sheet = {
    header: ['From', 'Town', 'Fee', 'Extra'],
    rows: names.map((name, index) => [steps[index] ?? 0, name, fees[index] ?? 0, random.int(1, 9)]),
  };
  const last = names.length + 1;
  const place = random.int(1, names.length - 1);
  const key = (steps[place] ?? 0) + random.int(1, 3);
  const found = steps.filter((step) => step <= key).length - 1;
  agreed(
    'lookup',
    found,
    steps.findLastIndex((step) => step <= key),
  );
  const [fee, extra] = [fees[found] ?? 0, Number(itemAt(sheet.rows, found)[3])];
  const match = itemAt(fees, place);
  const formulas = {
    easy: [`=INDEX(C2:C${last},MATCH("${names[place]}",B2:B${last},0))`, match],
    medium: [`=VLOOKUP(${key},A2:C${last},3,TRUE)`, fee],
    hard: [
      `=VLOOKUP(${key},A2:D${last},3,TRUE)+INDEX(D2:D${last},MATCH(${key},A2:A${last},1))*MATCH("${names[place]}",B2:B${last},0)`,
      fee + extra * (place + 1),
    ],
  } as const;
  const [formula, value] = formulas[level];
  return {
    fields: { sheet: shown(sheet), question: `What does ${formula} show?` },
    expected: value,
  };
}

/** A chain of cells that refer to each other. */
function chain(random: Random, level: Level): Draft {
  const length = { easy: 3, medium: 5, hard: 8 }[level];
  const cells: { name: string; text: string; value: number }[] = [];
  const names = random.sample(
    ['A', 'B', 'C', 'D'].flatMap((column) => [1, 2, 3, 4].map((line) => `${column}${line}`)),
    length,
  );
  for (const name of names) {
    const [one, two] = random.sample(cells, 2);
    const value = random.int(2, 20);
    if (one === undefined || two === undefined) cells.push({ name, text: String(value), value });
    else {
      const options = [
        { text: `=${one.name}+${two.name}`, value: one.value + two.value },
        { text: `=${one.name}-${two.name}*${value}`, value: one.value - two.value * value },
        {
          text: `=IF(${one.name}>${two.name},${one.name}-${value},${two.name}+${value})`,
          value: one.value > two.value ? one.value - value : two.value + value,
        },
        { text: `=MOD(ABS(${one.name}),${value})`, value: Math.abs(one.value) % value },
        {
          text: `=MAX(${one.name},${two.name})-${value}`,
          value: Math.max(one.value, two.value) - value,
        },
        { text: `=-${value}+${one.name}`, value: one.value - value },
      ];
      cells.push({ name, ...random.pick(options) });
    }
  }
  const last = itemAt(cells, length - 1);
  agreed(
    'chain',
    last.value,
    evaluated(last.name, new Map(cells.map(({ name, text }) => [name, text]))),
  );
  const written = random.sample(cells, length).map(({ name, text }) => `${name}: ${text}`);
  return {
    fields: { sheet: written.join('\n'), question: `What does ${last.name} show?` },
    expected: last.value,
  };
}

const MAKERS = { conditional, filled, lookup, chain };

export const generator: Generator = {
  id: 'spreadsheet-formulas',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(([name, make]) => ({
    name,
    levels: ['easy', 'medium', 'hard'],
    each: 10,
    make: (random, level) => until(() => make(random, level)),
  })),
};
