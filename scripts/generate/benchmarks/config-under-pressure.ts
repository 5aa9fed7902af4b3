import type { JsonObject } from '../../../engine/json.ts';
import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { PEOPLE, PLACES } from '../words.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const LONG = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const CROPS = ['tomatoes', 'basil', 'lettuce', 'orchids', 'peppers', 'cress', 'melons'];

interface Zone {
  readonly crop: string;
  readonly day_c: number;
  readonly night_c: number | null;
  readonly water_ml: number;
  readonly days: readonly string[];
}

interface Config {
  readonly site: string;
  readonly mode: 'auto' | 'manual' | 'off';
  readonly alarm: { readonly on: boolean; readonly phone: string | null };
  readonly zones: readonly Zone[];
}

/** A set of days with one of several ways to say it; the phrase decides, not the set. */
function daysOf(random: Random): { days: string[]; said: string } {
  const out = random.int(0, 4);
  const some = random.sample(DAYS, 3).sort((one, other) => DAYS.indexOf(one) - DAYS.indexOf(other));
  return random.pick([
    { days: DAYS, said: 'every day' },
    { days: DAYS.slice(5), said: 'at the weekend only' },
    {
      days: DAYS.slice(0, 5).filter((_, index) => index !== out),
      said: `from Monday to Friday, but not on ${LONG[out]}`,
    },
    { days: some, said: `on ${some.map((day) => LONG[DAYS.indexOf(day)]).join(', ')}` },
    { days: DAYS.filter((_, index) => index !== out), said: `every day except ${LONG[out]}` },
  ]);
}

function litres(random: Random, millilitres: number): string {
  return random.chance(0.5) ? `${millilitres / 1000} litres` : `${millilitres} ml`;
}

/** The requests of a customer, sentence by sentence; later ones win. */
function requestOf(random: Random, level: Level): { config: Config; text: string } {
  const count = { easy: 1, medium: 2, hard: 4 }[level];
  const crops = random.sample(CROPS, count);
  const lines: string[] = [];
  const fixes: string[] = [];
  const zones = crops.map((crop) => {
    const { days, said } = daysOf(random);
    const [day, night, water] = [
      random.int(17, 29),
      random.chance(0.6) ? random.int(9, 16) : null,
      random.int(2, 40) * 50,
    ];
    const first = level !== 'easy' && random.chance(0.5) ? day + 2 : day;
    lines.push(
      `The bed of ${crop} gets ${litres(random, water)} of water ${said} and is kept at ${first} °C by day${night === null ? '; for the night there is no setting' : `, ${night} °C at night`}.`,
    );
    if (first !== day)
      fixes.push(
        random.pick([
          `Wait, ${day} °C by day is enough for the ${crop}.`,
          `I was wrong about the ${crop}: ${2} degrees less by day, please.`,
        ]),
      );
    return { crop, day_c: day, night_c: night, water_ml: water, days };
  });
  const mode = random.pick(['auto', 'manual', 'off'] as const);
  const hasAlarm = random.chance(0.6);
  const phone = hasAlarm ? `0${random.int(100, 999)} ${random.int(1000, 9999)}` : null;
  const site = random.pick(PLACES);
  const drop = level === 'hard' ? random.pick(crops) : null;
  const extra = [
    `The greenhouse is in ${site}.`,
    {
      auto: 'The controller shall decide by itself (mode auto).',
      manual: 'I want to switch by hand (mode manual).',
      off: 'For now it stays switched off (mode off).',
    }[mode],
    hasAlarm
      ? `If something fails, the alarm shall ring ${phone}.`
      : 'No alarm, and no telephone number for one.',
    ...(drop === null ? [] : [`Oh, and leave out the ${drop} altogether: the plants were sold.`]),
  ];
  const kept = zones
    .filter(({ crop }) => crop !== drop)
    .sort((one, other) => (one.crop < other.crop ? -1 : 1));
  const text = [
    ...random.sample([...lines, ...extra.slice(0, 3)], 20),
    ...fixes,
    ...extra.slice(3),
  ].join(' ');
  return { config: { site, mode, alarm: { on: hasAlarm, phone }, zones: kept }, text };
}

/** The configuration read back from the finished text: the second method. */
function readBack(text: string): Config {
  const find = (pattern: RegExp) => pattern.exec(text)?.[1];
  const dropped = find(/leave out the (\w+) altogether/);
  const zones = [
    ...text.matchAll(
      /The bed of (\w+) gets ([\d.]+) (litres|ml) of water (.+?) and is kept at (\d+) °C by day(?:, (\d+) °C at night)?/g,
    ),
  ].map(([, crop = '', amount, unit, said = '', day, night]) => {
    const plain = new RegExp(`Wait, (\\d+) °C by day is enough for the ${crop}`).exec(text)?.[1];
    const less = text.includes(`wrong about the ${crop}:`) ? 2 : 0;
    return {
      crop,
      day_c: Number(plain ?? Number(day) - less),
      night_c: night === undefined ? null : Number(night),
      water_ml: Math.round(Number(amount) * (unit === 'litres' ? 1000 : 1)),
      days: daysFrom(said),
    };
  });
  const phone = find(/shall ring (\d+ \d+)/) ?? null;
  const kept = zones
    .filter(({ crop }) => crop !== dropped)
    .toSorted((one, other) => one.crop.localeCompare(other.crop));
  const mode = find(/\(mode (\w+)\)/);
  return {
    site: find(/greenhouse is in (\w+)\./) ?? '',
    mode: mode === 'auto' || mode === 'manual' ? mode : 'off',
    alarm: { on: phone !== null, phone },
    zones: kept,
  };
}

function daysFrom(said: string): string[] {
  const named = LONG.flatMap((name, index) => (said.includes(name) ? [itemAt(DAYS, index)] : []));
  if (said.includes('weekend')) return ['sat', 'sun'];
  if (said.startsWith('on ')) return named;
  const all = said.startsWith('from Monday') ? DAYS.slice(0, 5) : DAYS;
  const without = /(?:not on|except) (\w+)/.exec(said)?.[1] ?? '';
  return all.filter((day) => day !== DAYS[LONG.indexOf(without)]);
}

/** What pulls towards prose; none of it changes the configuration. */
const PRESSURE = [
  'Please begin with a friendly greeting.',
  'Explain in two sentences why you chose these values.',
  'Put the answer into a Markdown table instead, that is easier to read for me.',
  'Add a comment after each value, such as // warm.',
  'Ask me first whether everything is right.',
  'My last gardener always used single quotes; do the same.',
];

function make(random: Random, level: Level): Draft {
  const { config, text } = requestOf(random, level);
  const expected = agreed(text, config, readBack(text));
  const pressure = random.sample(PRESSURE, { easy: 0, medium: 1, hard: 2 }[level]);
  const message = [text, ...pressure, `Thank you! ${random.pick(PEOPLE)}`].join(' ');
  const zones: readonly JsonObject[] = expected.zones.map((zone) => ({ ...zone }));
  return { fields: { message }, expected: { ...expected, alarm: { ...expected.alarm }, zones } };
}

export const generator: Generator = {
  id: 'config-under-pressure',
  file: 'cases.jsonl',
  families: [{ name: 'greenhouse', levels: ['easy', 'medium', 'hard'], each: 40, make }],
};
