import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { PEOPLE, PLACES } from '../words.ts';

/** A chain of causes about one place; the question asks for the link before the last. */
interface Chain {
  readonly thing: string;
  readonly links: readonly string[];
  readonly asked: string;
  readonly because: string;
  /** What people believe, and the source denies. */
  readonly rumour: string;
}

const CHAINS: readonly ((place: string, who: string) => Chain)[] = [
  (place, who) => ({
    thing: `the salt works of ${place}`,
    links: [
      `A storm opened the dyke of ${place}.`,
      'Fresh water ran into the basins.',
      'The brine became too thin to boil, and the works closed.',
    ],
    asked: `Why did the salt works of ${place} close?`,
    because: 'The brine became too thin, since fresh water ran in through the broken dyke.',
    rumour: `It is often said that ${who} closed the works to save wages; the books show that the wages were paid for two more years.`,
  }),
  (place, who) => ({
    thing: `the observatory of ${place}`,
    links: [
      `A factory with lamps was built below ${place}.`,
      'The sky above it was no longer dark.',
      'The large telescope was sold to an island.',
    ],
    asked: `Why was the telescope of ${place} sold?`,
    because: 'The lamps of the new factory made the sky too bright.',
    rumour: `Visitors are told that ${who} lost the telescope at cards, which no document supports.`,
  }),
  (place, who) => ({
    thing: `the weaving mill of ${place}`,
    links: [
      `The spring of ${place} turned chalky after an earthquake.`,
      'Dyes no longer held in the wool.',
      'The mill went over to undyed cloth.',
    ],
    asked: `Why did the mill of ${place} go over to undyed cloth?`,
    because: 'After an earthquake the water was chalky, and dyes did not hold.',
    rumour: `The newspaper credited ${who} with a taste for plain cloth; the letters show the opposite.`,
  }),
  (place, who) => ({
    thing: `the tram of ${place}`,
    links: [
      `Goats grazed on the line above ${place}.`,
      'Their paths loosened the slope, and a slide buried the rails.',
      'The tram has ended at the bridge since.',
    ],
    asked: `Why does the tram of ${place} end at the bridge?`,
    because: 'A slide, from a slope that goats had loosened, buried the rails beyond.',
    rumour: `Some blame ${who} for having stolen the rails, but they still lie under the rubble.`,
  }),
  (place, who) => ({
    thing: `the fruit market of ${place}`,
    links: [
      `The railway moved its timetable, so that trains left ${place} at four.`,
      'Fruit had to be packed by three.',
      'The market has been held at night ever since.',
    ],
    asked: `Why is the fruit market of ${place} held at night?`,
    because: 'The trains leave at four, and the fruit has to be packed by three.',
    rumour: `The heat of the day is given as the reason on a sign that ${who} put up; records of the market do not mention it.`,
  }),
  (place, who) => ({
    thing: `the choir of ${place}`,
    links: [
      `The only organ of ${place} was tuned a tone too low after a fire.`,
      'High parts became easy to sing.',
      'The choir became known for its sopranos.',
    ],
    asked: `What made the choir of ${place} known for its sopranos?`,
    because: 'The organ was tuned a tone lower after a fire, so that high parts were easy to sing.',
    rumour: `${who} claimed to have trained them with a secret method, and never described it.`,
  }),
];
const SIDE = [
  (place: string) => `Today ${place} has two bakeries and a museum.`,
  (place: string) => `The road to ${place} was paved late.`,
  (place: string) => `A stamp shows ${place} in winter.`,
  (place: string) => `The river at ${place} freezes in some years.`,
  (place: string) => `${place} is twinned with a town overseas.`,
];

function make(random: Random, level: Level): Draft[] {
  const [place, other] = random.sample(PLACES, 2);
  const who = random.pick(PEOPLE);
  const [one, two] = random.sample(CHAINS, 2);
  const chain = (one ?? itemAt(CHAINS, 0))(place ?? '', who);
  const second = (two ?? itemAt(CHAINS, 1))(other ?? '', who);
  const side = random
    .sample(SIDE, { easy: 1, medium: 2, hard: 4 }[level])
    .map((say) => say(place ?? ''));
  const extra = level === 'easy' ? [] : [chain.rumour];
  const more = level === 'hard' ? [...second.links, second.rumour] : [];
  // Links stay in their order; what is beside the matter stands between them.
  const beside = random.sample([...side, ...extra], 9);
  const told = chain.links.flatMap((link, index) => [
    link,
    ...(beside[index] === undefined ? [] : [beside[index]]),
  ]);
  const context = [...told, ...beside.slice(chain.links.length), ...more].join(' ');
  agreed(
    context,
    chain.links.every((link) => context.includes(link)),
    chain.links.length === 3,
  );
  const unknown = `In which year did ${chain.thing} change in this way?`;
  agreed(context, /\d{3,4}/.test(context), false);
  return [
    { fields: { context, question: chain.asked }, expected: chain.because, tags: ['why'] },
    {
      fields: { context, question: unknown },
      expected: 'The text does not say in which year.',
      tags: ['unknown'],
    },
  ];
}

export const generator: Generator = {
  id: 'grounded-answers',
  file: 'cases.jsonl',
  families: [{ name: 'cause', levels: ['easy', 'medium', 'hard'], each: 20, make }],
};
