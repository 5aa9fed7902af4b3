import { agreed, type Draft, type Generator, type Level, until } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { PLACES } from '../words.ts';

const DIRECTIONS = [
  'north',
  'north-east',
  'east',
  'south-east',
  'south',
  'south-west',
  'west',
  'north-west',
];

interface Town {
  readonly name: string;
  /** Kilometres to the east and to the north of the first town. */
  readonly east: number;
  readonly north: number;
}

function opposite(direction: string): string {
  return itemAt(DIRECTIONS, (DIRECTIONS.indexOf(direction) + 4) % 8);
}

/** The compass direction of a shift whose parts are equal, or of which one is 0; by cases. */
function direction(east: number, north: number): string {
  const vertical = north > 0 ? 'north' : north < 0 ? 'south' : '';
  const horizontal = east > 0 ? 'east' : east < 0 ? 'west' : '';
  const named = [vertical, horizontal].filter((part) => part !== '').join('-');
  const turned = (Math.round(Math.atan2(east, north) / (Math.PI / 4)) + 8) % 8;
  return agreed('direction', named, itemAt(DIRECTIONS, turned));
}

/** A chain of towns, each told from an earlier one. */
function mapOf(random: Random, level: Level): { towns: Town[]; told: string[] } | null {
  const size = { easy: 3, medium: 5, hard: 8 }[level];
  const names = random.sample(PLACES, size);
  const towns: Town[] = [{ name: itemAt(names, 0), east: 0, north: 0 }];
  const told: string[] = [];
  for (const name of names.slice(1)) {
    const from = level === 'easy' ? itemAt(towns, towns.length - 1) : random.pick(towns.slice(-3));
    const distance = random.int(1, 9) * 5;
    const way = random.pick(['north', 'east', 'south', 'west'] as const);
    const [east, north] = (
      {
        north: [0, distance],
        south: [0, -distance],
        east: [distance, 0],
        west: [-distance, 0],
      } as const
    )[way];
    towns.push({ name, east: from.east + east, north: from.north + north });
    told.push(
      random.pick([
        `${name} lies ${distance} km to the ${way} of ${from.name}.`,
        `From ${name} it is ${distance} km due ${opposite(way)} to ${from.name}.`,
        `Whoever flies ${distance} km due ${way} from ${from.name} arrives in ${name}.`,
      ]),
    );
  }
  const spots = new Set(towns.map(({ east, north }) => `${east},${north}`));
  return spots.size < size ? null : { towns, told: random.sample(told, told.length) };
}

function otherOptions(
  random: Random,
  right: string,
  all: readonly string[],
): { choices: string[]; expected: string } {
  const choices = random.sample(
    [
      right,
      ...random.sample(
        all.filter((item) => item !== right),
        3,
      ),
    ],
    4,
  );
  return { choices, expected: 'ABCD'.charAt(choices.indexOf(right)) };
}

/** In which direction one town lies of another. */
function bearing(random: Random, level: Level): Draft | null {
  const map = mapOf(random, level);
  const [from, to] = random.sample(map?.towns ?? [], 2);
  if (map === null || from === undefined || to === undefined) return null;
  const [east, north] = [to.east - from.east, to.north - from.north];
  const exactly = east === 0 || north === 0 || Math.abs(east) === Math.abs(north);
  if (!exactly || map.told.some((line) => line.includes(from.name) && line.includes(to.name)))
    return null;
  const { choices, expected } = otherOptions(random, direction(east, north), DIRECTIONS);
  return {
    fields: {
      map: map.told.join(' '),
      question: `In which direction from ${from.name} does ${to.name} lie?`,
      choices,
    },
    expected,
  };
}

/** How far it is by way of streets that run north–south and east–west only. */
function distance(random: Random, level: Level): Draft | null {
  const map = mapOf(random, level);
  const [from, to] = random.sample(map?.towns ?? [], 2);
  if (map === null || from === undefined || to === undefined) return null;
  const [east, north] = [Math.abs(to.east - from.east), Math.abs(to.north - from.north)];
  if (east === 0 || north === 0) return null;
  const right = east + north;
  const straight = Math.round(Math.hypot(east, north));
  const wrong = [...new Set([Math.abs(east - north), straight, right + 10, right - 5, right + 5])]
    .filter((value) => value > 0 && value !== right)
    .map((value) => `${value} km`);
  const { choices, expected } = otherOptions(random, `${right} km`, wrong);
  return {
    fields: {
      map: map.told.join(' '),
      question: `A canal network has straight canals running exactly north–south and east–west through every place of the map. How long is the shortest trip by boat from ${from.name} to ${to.name}?`,
      choices,
    },
    expected,
  };
}

/** Which town is the farthest in a direction. */
function extreme(random: Random, level: Level): Draft | null {
  const map = mapOf(random, level === 'easy' ? 'medium' : level);
  if (map === null) return null;
  const axis = random.pick(['north', 'south', 'east', 'west']);
  const value = ({ east, north }: Town) => ({ north, south: -north, east, west: -east })[axis] ?? 0;
  const sorted = map.towns.toSorted((one, other) => value(other) - value(one));
  const place = level === 'hard' ? 1 : 0;
  const values = sorted.map(value);
  if (new Set(values.slice(0, 3)).size < 3) return null;
  const right = itemAt(sorted, place);
  agreed('extreme', map.towns.filter((town) => value(town) > value(right)).length, place);
  const { choices, expected } = otherOptions(
    random,
    right.name,
    map.towns.map(({ name }) => name),
  );
  return {
    fields: {
      map: map.told.join(' '),
      question: `Which of these places lies ${place === 1 ? 'second-farthest' : 'farthest'} to the ${axis}, counting all places of the map?`,
      choices,
    },
    expected,
  };
}

/** Which town is nearest as the crow flies. */
function nearest(random: Random, level: Level): Draft | null {
  const map = mapOf(random, level === 'easy' ? 'medium' : level);
  if (map === null) return null;
  const from = random.pick(map.towns);
  const far = ({ east, north }: Town) => (east - from.east) ** 2 + (north - from.north) ** 2;
  const sorted = map.towns
    .filter((town) => town !== from)
    .toSorted((one, other) => far(one) - far(other));
  const [right, second] = [itemAt(sorted, 0), itemAt(sorted, 1)];
  if (
    far(right) >= far(second) ||
    map.told.some((line) => line.includes(from.name) && line.includes(right.name))
  )
    return null;
  agreed(
    'nearest',
    Math.hypot(right.east - from.east, right.north - from.north),
    Math.min(...sorted.map((town) => Math.hypot(town.east - from.east, town.north - from.north))),
  );
  const { choices, expected } = otherOptions(
    random,
    right.name,
    sorted.map(({ name }) => name),
  );
  return {
    fields: {
      map: map.told.join(' '),
      question: `As the crow flies, which place of the map is nearest to ${from.name}?`,
      choices,
    },
    expected,
  };
}

/** A trip over several towns, and where one would end after turning back. */
function shifted(random: Random, level: Level): Draft | null {
  const map = mapOf(random, level);
  if (map === null) return null;
  const [start, end] = random.sample(map.towns, 2);
  if (start === undefined || end === undefined) return null;
  const [east, north] = [end.east - start.east, end.north - start.north];
  if (east === 0 || north === 0) return null;
  const words = (x: number, y: number) =>
    `${Math.abs(y)} km ${y > 0 ? 'north' : 'south'} and ${Math.abs(x)} km ${x > 0 ? 'east' : 'west'}`;
  const wrong = [
    ...new Set([
      words(-east, north),
      words(east, -north),
      words(-east, -north),
      words(north, east),
      words(east + 5 * Math.sign(east), north),
    ]),
  ].filter((text) => text !== words(east, north));
  const { choices, expected } = otherOptions(random, words(east, north), wrong);
  agreed('shift', [start.east + east, start.north + north], [end.east, end.north]);
  return {
    fields: {
      map: map.told.join(' '),
      question: `A pilot starts in ${start.name} and may fly only due north, south, east or west. Which legs bring the plane to ${end.name}?`,
      choices,
    },
    expected,
  };
}

const MAKERS = { bearing, distance, extreme, nearest, legs: shifted };

export const generator: Generator = {
  id: 'invented-map',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(([name, make]) => ({
    name,
    levels: ['easy', 'medium', 'hard'],
    each: 8,
    make: (random, level) => until(() => make(random, level)),
  })),
};
