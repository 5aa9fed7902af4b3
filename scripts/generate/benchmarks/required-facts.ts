import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { PEOPLE, PLACES } from '../words.ts';

interface Fact {
  /** What the reader asked for belongs to it. */
  readonly about: 'money' | 'dates' | 'people';
  readonly said: string;
  /** What a summary cannot do without, word for word. */
  readonly key: string;
}

const DAYS = ['2 March', '14 May', '30 June', '9 August', '21 October', '17 November'];

function facts(random: Random): Fact[] {
  const people = random.sample(PEOPLE, 6);
  const days = random.sample(DAYS, 4);
  const sum = () => String(random.int(11, 98) * 100);
  const work = random.sample(
    [
      'the roof of the school',
      'the ferry',
      'the library',
      'the well',
      'the bus shelter',
      'the clinic',
    ],
    4,
  );
  const [a, b, c] = [sum(), sum(), sum()];
  return [
    { about: 'money', said: `Repairing ${work[0]} will cost ${a} crowns.`, key: a },
    { about: 'money', said: `The fund for ${work[1]} has ${b} crowns left.`, key: b },
    { about: 'money', said: `A donor from abroad gives ${c} crowns for ${work[2]}.`, key: c },
    { about: 'dates', said: `Work on ${work[0]} begins on ${days[0]}.`, key: days[0] ?? '' },
    {
      about: 'dates',
      said: `Offers for ${work[3]} have to be in by ${days[1]}.`,
      key: days[1] ?? '',
    },
    { about: 'dates', said: `The next meeting is on ${days[2]}.`, key: days[2] ?? '' },
    {
      about: 'people',
      said: `${people[0]} takes over the keys of ${work[2]}.`,
      key: people[0] ?? '',
    },
    { about: 'people', said: `${people[1]} was elected treasurer.`, key: people[1] ?? '' },
    { about: 'people', said: `${people[2]} leaves the council.`, key: people[2] ?? '' },
  ];
}

const NOISE = [
  'The room was cold, and somebody closed the window.',
  'Two members asked for shorter meetings.',
  'The coffee machine was praised.',
  'There was a long talk about the colour of the benches, without a result.',
  'The minutes of the last meeting were approved.',
  'A dog barked outside for a while.',
  'Many remembered the flood of their childhood.',
  'Nobody spoke against it.',
];

const READERS = {
  money: 'the auditor, who wants all amounts of money and what they are for',
  dates: 'the printer of the calendar, who wants all days and what happens on them',
  people: 'the editor of the list of members, who wants every change of persons and offices',
} as const;

/** A correction later in the minutes overrides what was said. */
function corrected(random: Random, fact: Fact): { fact: Fact; said: string } {
  const key =
    fact.about === 'money'
      ? String(random.int(11, 98) * 100 + 50)
      : fact.about === 'dates'
        ? '3 December'
        : 'Zbigniew';
  const said = fact.said.replace(fact.key, key);
  return {
    fact: { ...fact, said, key },
    said: `This corrects what stands above. ${said}`,
  };
}

function make(random: Random, level: Level): Draft {
  const all = facts(random);
  const about = random.pick(['money', 'dates', 'people'] as const);
  const wanted = all.filter((fact) => fact.about === about);
  const change = level === 'hard' ? corrected(random, itemAt(wanted, 1)) : null;
  const final = wanted.map((fact, index) => (change !== null && index === 1 ? change.fact : fact));
  const others = random.sample(
    all.filter((fact) => fact.about !== about),
    { easy: 2, medium: 4, hard: 6 }[level],
  );
  const noise = random.sample(NOISE, { easy: 2, medium: 5, hard: 8 }[level]);
  const body = random.sample([...wanted, ...others].map(({ said }) => said).concat(noise), 99);
  const minutes = [
    `Minutes of the council of ${random.pick(PLACES)}.`,
    ...body,
    ...(change === null ? [] : [change.said]),
  ].join(' ');
  const keys = final.map(({ key }) => key);
  // The second method looks each fact up in the finished minutes, the last one that fits.
  const found = final.map(({ said, key }) =>
    minutes.toLowerCase().lastIndexOf(said.toLowerCase()) >= 0 ? key : '',
  );
  const most = { easy: 60, medium: 50, hard: 45 }[level];
  return {
    fields: { minutes, reader: READERS[about], most },
    expected: agreed(
      'facts',
      final.map(({ said }) => said),
      final.map(({ said }, index) => (found[index] === keys[index] ? said : '')),
    ),
    tags: [about],
    score: [
      { type: 'word_count', name: 'short enough', max: most },
      { type: 'includes', name: 'has the keys', match: 'all', values: keys, weight: 2 },
      { type: 'reference_coverage', name: 'states the facts', weight: 2 },
      { type: 'judge', name: 'summary', template: 'summary-quality', context_field: 'minutes' },
    ],
  };
}

export const generator: Generator = {
  id: 'required-facts',
  file: 'cases.jsonl',
  families: [{ name: 'minutes', levels: ['easy', 'medium', 'hard'], each: 40, make }],
};
