import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { PEOPLE, PLACES } from '../words.ts';

const UNKNOWN = 'not stated';
const KINDS = [
  'bridge',
  'lighthouse',
  'observatory',
  'windmill',
  'theatre',
  'aqueduct',
  'railway station',
  'greenhouse',
];
const STONES = ['basalt', 'granite', 'brick', 'sandstone', 'larch wood', 'cast iron'];

/** What a text may say of a building, and how one asks for it. */
const FACTS = {
  year: {
    say: (name: string, value: string) => `${name} was opened in ${value}.`,
    ask: (name: string) => `In which year was ${name} opened?`,
  },
  architect: {
    say: (name: string, value: string) => `${value} drew the plans of ${name}.`,
    ask: (name: string) => `Who drew the plans of ${name}?`,
  },
  material: {
    say: (name: string, value: string) => `${name} is built of ${value}.`,
    ask: (name: string) => `Of what is ${name} built?`,
  },
  height: {
    say: (name: string, value: string) => `${name} is ${value} metres high.`,
    ask: (name: string) => `How many metres high is ${name}?`,
  },
  cost: {
    say: (name: string, value: string) => `Building ${name} cost ${value} crowns.`,
    ask: (name: string) => `How many crowns did building ${name} cost?`,
  },
  keeper: {
    say: (name: string, value: string) => `Today ${value} looks after ${name}.`,
    ask: (name: string) => `Who looks after ${name} today?`,
  },
  visitors: {
    say: (name: string, value: string) => `${value} people visited ${name} last year.`,
    ask: (name: string) => `How many people visited ${name} last year?`,
  },
} as const;
type Fact = keyof typeof FACTS;
const ALL = Object.keys(FACTS) as Fact[];

/** Sentences near to a fact that is missing and yet do not tell it. */
const NEAR: Readonly<Record<Fact, (name: string, other: string) => string>> = {
  year: (name) =>
    `A plaque on ${name} shows the year in which its roof was last repaired, but moss covers the digits.`,
  architect: (name, other) =>
    `${other} wrote a book about ${name}, and a street beside it bears the architect's name.`,
  material: (name) => `The railing of ${name} is of brass.`,
  height: (name) => `${name} can be seen from a distance of 19 km.`,
  cost: (name) => `Repairs of ${name} cost 4,200 crowns, much less than building it had cost.`,
  keeper: (name, other) => `Until ten years ago ${other} looked after ${name}.`,
  visitors: (name) => `In the year before last 8,310 people visited ${name}.`,
};

interface Building {
  readonly name: string;
  readonly facts: Readonly<Partial<Record<Fact, string>>>;
}

function buildingOf(
  random: Random,
  name: string,
  known: readonly Fact[],
  people: readonly string[],
): Building {
  const values: Record<Fact, string> = {
    year: String(random.int(1790, 1969)),
    architect: itemAt(people, 0),
    material: random.pick(STONES),
    height: String(random.int(7, 88)),
    cost: `${random.int(11, 98)},${random.int(1, 9)}00`,
    keeper: itemAt(people, 1),
    visitors: `${random.int(2, 9)},${random.int(100, 999)}`,
  };
  return { name, facts: Object.fromEntries(known.map((fact) => [fact, values[fact]])) };
}

/** A text on some buildings, with questions that it answers and one that it seems to answer. */
function make(random: Random, level: Level): Draft[] {
  const count = { easy: 2, medium: 2, hard: 3 }[level];
  const [kinds, places, people] = [
    random.sample(KINDS, count),
    random.sample(PLACES, count),
    random.sample(PEOPLE, count * 2 + 2),
  ];
  const buildings = kinds.map((kind, index) =>
    buildingOf(
      random,
      `the ${kind} of ${itemAt(places, index)}`,
      random.sample(ALL, { easy: 3, medium: 4, hard: 5 }[level]),
      people.slice(index * 2, index * 2 + 2),
    ),
  );
  const target = itemAt(buildings, 0);
  const missing = random.pick(ALL.filter((fact) => target.facts[fact] === undefined));
  const twin = itemAt(buildings, 1);
  // The twin tells what the target leaves open, so that the wrong building tempts.
  const told = buildings.map((building) =>
    building === twin
      ? {
          ...building,
          facts: {
            ...building.facts,
            [missing]:
              building.facts[missing] ??
              buildingOf(random, twin.name, [missing], people.slice(2, 4)).facts[missing] ??
              '',
          },
        }
      : building,
  );
  const spoken = told.flatMap(({ name, facts }) =>
    ALL.flatMap((fact) => (facts[fact] === undefined ? [] : [FACTS[fact].say(name, facts[fact])])),
  );
  const near = level === 'easy' ? [] : [NEAR[missing](target.name, itemAt(people, count * 2))];
  const text = random
    .sample([...spoken, ...near], spoken.length + 1)
    .map((sentence) => sentence.charAt(0).toUpperCase() + sentence.slice(1))
    .join(' ');
  const known = random.sample(
    ALL.filter((fact) => target.facts[fact] !== undefined),
    1,
  );
  const other = random.pick(ALL.filter((fact) => told[1]?.facts[fact] !== undefined));
  const ask = (building: Building, fact: Fact): Draft => {
    const expected = agreed(
      text,
      building.facts[fact] ?? UNKNOWN,
      readBack(text, building.name, fact),
    );
    return {
      fields: { text, question: FACTS[fact].ask(building.name) },
      expected,
      tags: [expected === UNKNOWN ? 'unanswerable' : 'answerable'],
    };
  };
  return [
    ask(target, missing),
    ...known.map((fact) => ask(target, fact)),
    ask(itemAt(told, 1), other),
  ];
}

/** The fact as the finished text tells it: the second method. */
function readBack(text: string, name: string, fact: Fact): string {
  const pattern = FACTS[fact]
    .say(name, '(VALUE)')
    .replaceAll('.', '\\.')
    .replace('VALUE', '[A-Z]?[a-z0-9,]+(?: [a-z]+)?');
  const sentence = pattern.charAt(0) === 't' ? `[Tt]${pattern.slice(1)}` : pattern;
  return (
    new RegExp(`(?:^|[.] )${sentence}`)
      .exec(text)?.[1]
      ?.replace(/^[A-Z](?=[a-z]+ [a-z])/, (letter) => letter.toLowerCase()) ?? UNKNOWN
  );
}

export const generator: Generator = {
  id: 'missing-information',
  file: 'cases.jsonl',
  families: [{ name: 'building', levels: ['easy', 'medium', 'hard'], each: 14, make }],
};
