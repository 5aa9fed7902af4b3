import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { PLACES } from '../words.ts';

interface Thing {
  readonly noun: string;
  readonly use: 'vessel' | 'tool' | 'dress' | 'play' | 'writing' | 'music';
}

interface Exhibit {
  readonly thing: Thing;
  readonly material: string;
  readonly year: number;
  /** What it was used for last, if that is not what it was made for. */
  readonly reuse: Thing['use'] | null;
  readonly fragment: boolean;
  readonly copy: boolean;
  readonly centimetres: number;
}

const THINGS: readonly Thing[] = [
  { noun: 'jug', use: 'vessel' },
  { noun: 'bowl', use: 'vessel' },
  { noun: 'butter churn', use: 'vessel' },
  { noun: 'plane', use: 'tool' },
  { noun: 'sickle', use: 'tool' },
  { noun: 'spindle', use: 'tool' },
  { noun: 'belt', use: 'dress' },
  { noun: 'brooch', use: 'dress' },
  { noun: 'clog', use: 'dress' },
  { noun: 'spinning top', use: 'play' },
  { noun: 'draughts board', use: 'play' },
  { noun: 'rocking horse', use: 'play' },
  { noun: 'slate', use: 'writing' },
  { noun: 'inkwell', use: 'writing' },
  { noun: 'seal stamp', use: 'writing' },
  { noun: 'rattle', use: 'music' },
  { noun: 'whistle', use: 'music' },
  { noun: 'zither', use: 'music' },
];
const MATERIALS = ['wood', 'bone', 'clay', 'bronze', 'iron', 'leather', 'soapstone'];
const METALS = ['bronze', 'iron'];
const USES = {
  vessel: 'to hold flowers',
  tool: 'to crack nuts',
  dress: 'as an ornament on a hat',
  play: 'as a toy',
  writing: 'as a paperweight on a scribe’s desk',
  music: 'as a drum',
} as const;

/** Shelf by the rules of the prompt, in their order. */
function byRules({ thing, material, year, reuse, fragment, copy, centimetres }: Exhibit): string {
  if (copy) return 'T';
  if (fragment && !METALS.includes(material)) return 'S';
  if (centimetres > 60) return 'L';
  const use = reuse !== null && year < 1850 ? reuse : thing.use;
  if (use === 'music' || use === 'play') return material === 'bone' ? 'B' : 'G';
  if (METALS.includes(material)) return year < 1700 ? 'M' : 'K';
  if (use === 'vessel' && material === 'clay') return 'C';
  return use === 'dress' ? 'D' : 'W';
}

/** The same as a table of conditions, each shelf on its own: exactly one has to hold. */
function byTable({ thing, material, year, reuse, fragment, copy, centimetres }: Exhibit): string {
  const metal = material === 'bronze' || material === 'iron';
  const use = year < 1850 ? (reuse ?? thing.use) : thing.use;
  const whole = !copy && (metal || !fragment);
  const small = whole && centimetres <= 60;
  const fun = use === 'music' || use === 'play';
  const plain = small && !fun;
  const shelves = {
    T: copy,
    S: !copy && fragment && !metal,
    L: whole && centimetres > 60,
    B: small && fun && material === 'bone',
    G: small && fun && material !== 'bone',
    M: plain && metal && year < 1700,
    K: plain && metal && year >= 1700,
    C: plain && material === 'clay' && use === 'vessel',
    D: plain && !metal && use === 'dress',
    W: plain && !metal && use !== 'dress' && !(material === 'clay' && use === 'vessel'),
  };
  const holding = Object.entries(shelves).filter(([, holds]) => holds);
  if (holding.length !== 1) throw new Error(`${holding.length} shelves for one exhibit`);
  return itemAt(itemAt(holding, 0), 0) as string;
}

function told(random: Random, exhibit: Exhibit, level: Level): string {
  const { thing, material, year, reuse, fragment, copy, centimetres } = exhibit;
  const place = random.pick(PLACES);
  const made = random.pick([
    `made of ${material} in ${year}`,
    `of ${material}, dated ${year}`,
    `worked in ${material} in the year ${year}`,
  ]);
  const parts = [
    `${fragment ? 'A piece broken off' : random.pick(['An undamaged', 'A well-kept', 'A worn but complete'])} ${fragment ? `a ${thing.noun}` : thing.noun} from ${place}, ${made}.`,
    `${random.pick(['It measures', 'Its longest side is', 'From end to end it has'])} ${centimetres >= 100 && random.chance(0.5) ? `${centimetres / 100} m` : `${centimetres} cm`}.`,
  ];
  if (reuse !== null) parts.push(`Its last owner used it ${USES[reuse]}.`);
  if (copy)
    parts.push(
      random.pick([
        'It was cast from the original for a school and is itself no original.',
        'It is a later copy; the original was lost in a fire.',
      ]),
    );
  const noise = [
    'The donor remembers a copy of it in another museum.',
    'Parts of the label are missing.',
    'It stood beside a large cupboard until 1950.',
    'A similar one of iron was sold last year.',
    'Children liked to play near it.',
  ];
  parts.push(...random.sample(noise, { easy: 0, medium: 1, hard: 2 }[level]));
  return parts.join(' ');
}

function exhibit(random: Random, level: Level): Draft {
  const thing = random.pick(THINGS);
  const hard = level !== 'easy';
  const value: Exhibit = {
    thing,
    material: random.pick(MATERIALS),
    year: hard
      ? random.pick([1698, 1699, 1700, 1701, 1849, 1850, 1851, 1640, 1790, 1880])
      : random.int(1600, 1920),
    reuse: random.chance(hard ? 0.5 : 0.2)
      ? random.pick((Object.keys(USES) as Thing['use'][]).filter((use) => use !== thing.use))
      : null,
    fragment: random.chance(hard ? 0.25 : 0.1),
    copy: random.chance(0.1),
    centimetres: hard ? random.pick([12, 25, 40, 59, 60, 61, 110]) : random.int(5, 120),
  };
  const text = told(random, value, level);
  return { fields: { text }, expected: agreed(text, byRules(value), byTable(value)) };
}

export const generator: Generator = {
  id: 'museum-taxonomy',
  file: 'cases.jsonl',
  families: [{ name: 'exhibit', levels: ['easy', 'medium', 'hard'], each: 40, make: exhibit }],
};
