import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import { type Guest, guestsOf, ROOMS } from '../parts/guests.ts';
import { itemAt, type Random } from '../random.ts';
import { PLACES } from '../words.ts';

/** Sentences about one guest, in an order and wording that vary. */
function sentences(
  random: Random,
  { name, job, home, dish, planned, prize, hour, heardFrom }: Guest,
): string[] {
  const changed =
    planned === null
      ? random.pick([
          `${name} brought the ${dish}.`,
          `The ${dish} on the long table came from ${name}.`,
        ])
      : random.pick([
          `${name} had promised ${planned} but in the end carried the ${dish} through the gate.`,
          `On the list ${name} stood under ${planned}; the oven failed, and so the ${dish} was what ${name} put on the table.`,
        ]);
  return [
    random.pick([
      `${name}, a ${job} from ${home}, arrived at ${hour}:30.`,
      `At ${hour}:30 ${name} walked in, who works as a ${job} in ${home} and lives there too.`,
    ]),
    changed,
    ...(prize === null
      ? []
      : [
          random.pick([
            `${name} won ${prize}.`,
            `Nobody could beat ${name} in ${prize}, which ended with ${name} in first place.`,
          ]),
        ]),
    ...(heardFrom === null
      ? []
      : [
          random.pick([
            `It was ${heardFrom} who had told ${name} about the feast.`,
            `${name} had heard of the feast from ${heardFrom}.`,
          ]),
        ]),
  ];
}

function story(random: Random, guests: readonly Guest[], level: Level): string {
  const place = random.pick(PLACES.filter((name) => guests.every(({ home }) => home !== name)));
  const rooms = random.sample(ROOMS, 2);
  const noise = [
    `The mayor of ${place} had wanted to bring a plum cake but was ill and stayed at home.`,
    `Last year a beekeeper from another valley won everything.`,
    `The rain that had been forecast for ${random.int(10, 15)} o'clock never came.`,
    `A dog ran off with one of the sausages that nobody had put on the list.`,
    `The band played until midnight, ${random.int(3, 9)} songs twice.`,
  ];
  const paragraphs = guests.map((guest) => sentences(random, guest).join(' '));
  const mixed = random.sample(
    [...paragraphs, ...random.sample(noise, { easy: 1, medium: 3, hard: 5 }[level])],
    20,
  );
  return [
    `The summer feast of ${place} moved from ${rooms[0]} to ${rooms[1]} this year.`,
    ...mixed,
  ].join(level === 'hard' ? ' ' : '\n\n');
}

interface Asked {
  readonly question: string;
  readonly answer: string;
  readonly name: string;
}

function questions(random: Random, guests: readonly Guest[], level: Level): Asked[] {
  const changed = guests.filter(({ planned }) => planned !== null);
  const winners = guests.filter(({ prize }) => prize !== null);
  const guest = random.pick(guests);
  const winner = random.pick(winners);
  const told = random.pick(guests.filter(({ heardFrom }) => heardFrom !== null));
  const source = itemAt(
    guests.filter(({ name }) => name === told.heardFrom),
    0,
  );
  const cook = changed.length > 0 ? random.pick(changed) : guest;
  const early = guests.toSorted((one, other) => one.hour - other.hour);
  const direct: Asked[] = [
    { name: 'dish', question: `Which dish did ${cook.name} bring in the end?`, answer: cook.dish },
    { name: 'who', question: `Who won ${winner.prize}?`, answer: winner.name },
    { name: 'home', question: `From which place does the ${guest.job} come?`, answer: guest.home },
  ];
  const hops: Asked[] = [
    {
      name: 'hop',
      question: `What is the job of the person who told ${told.name} about the feast?`,
      answer: source.job,
    },
    {
      name: 'hop',
      question: `Which dish did the winner of ${winner.prize} bring in the end?`,
      answer: winner.dish,
    },
    {
      name: 'order',
      question: `Who of the guests named with a time arrived first?`,
      answer: itemAt(early, 0).name,
    },
    {
      name: 'order',
      question: `Where does the guest live who arrived last of those named with a time?`,
      answer: itemAt(early, early.length - 1).home,
    },
  ];
  const far: Asked[] = [
    {
      name: 'hop',
      question: `Which dish did the person bring who told the ${told.job} about the feast?`,
      answer: source.dish,
    },
    {
      name: 'order',
      question: `What is the job of the guest who arrived second of those named with a time?`,
      answer: itemAt(early, 1).job,
    },
    {
      name: 'count',
      question: `How many guests brought something other than what they had first promised or were listed for? Leave out people who did not come. Answer with the number.`,
      answer: String(changed.length),
    },
  ];
  return random.sample(
    { easy: [...direct, ...hops.slice(2)], medium: [...direct, ...hops], hard: [...hops, ...far] }[
      level
    ],
    4,
  );
}

/** The guests read back from the finished story: answers are computed from both. */
function readBack(text: string, guests: readonly Guest[]): Guest[] {
  const plain = text.replaceAll('\n', ' ');
  return guests.map(({ name }) => {
    const first =
      new RegExp(
        `${name}, a ([a-z ]+) from ([A-Z][a-z]+(?: [A-Z][a-z]+)?), arrived at (\\d+):30|At (\\d+):30 ${name} walked in, who works as a ([a-z ]+) in ([A-Z][a-z]+(?: [A-Z][a-z]+)?) and`,
      ).exec(plain) ?? [];
    const changed = new RegExp(
      `${name} had promised ([a-z ]+) but in the end carried the ([a-z ]+) through|${name} stood under ([a-z ]+); the oven failed, and so the ([a-z ]+) was`,
    ).exec(plain);
    const dish = new RegExp(
      `${name} brought the ([a-z ]+)\\.|The ([a-z ]+) on the long table came from ${name}\\.`,
    ).exec(plain);
    const prize = new RegExp(
      `${name} won (the [a-z ]+)\\.|beat ${name} in (the [a-z ]+), which`,
    ).exec(plain);
    const heard = new RegExp(
      `It was (\\w+) who had told ${name} about|${name} had heard of the feast from (\\w+)\\.`,
    ).exec(plain);
    return {
      name,
      job: first[1] ?? first[5] ?? '',
      home: first[2] ?? first[6] ?? '',
      hour: Number(first[3] ?? first[4]),
      dish: changed?.[2] ?? changed?.[4] ?? dish?.[1] ?? dish?.[2] ?? '',
      planned: changed?.[1] ?? changed?.[3] ?? null,
      prize: prize?.[1] ?? prize?.[2] ?? null,
      heardFrom: heard?.[1] ?? heard?.[2] ?? null,
    };
  });
}

function make(random: Random, level: Level): Draft[] {
  const guests = guestsOf(random, level);
  const text = story(random, guests, level);
  const order = (guest: Guest) => [
    guest.name,
    guest.job,
    guest.home,
    guest.dish,
    guest.planned,
    guest.prize,
    guest.hour,
    guest.heardFrom,
  ];
  agreed('story', guests.map(order), readBack(text, guests).map(order));
  return questions(random, guests, level).map(({ name, question, answer }) => ({
    fields: { text, question },
    expected: answer,
    tags: [name],
  }));
}

export const generator: Generator = {
  id: 'reading-distractors',
  file: 'cases.jsonl',
  families: [{ name: 'feast', levels: ['easy', 'medium', 'hard'], each: 11, make }],
};
