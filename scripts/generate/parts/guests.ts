import type { Level } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { PEOPLE, PLACES } from '../words.ts';

export const JOBS: readonly string[] = [
  'glazier',
  'beekeeper',
  'tram driver',
  'bookbinder',
  'lock keeper',
  'pharmacist',
  'roofer',
  'piano tuner',
];
export const DISHES: readonly string[] = [
  'plum cake',
  'lentil soup',
  'potato salad',
  'walnut bread',
  'fish pie',
  'rice pudding',
  'onion tart',
  'goat cheese',
];
export const PRIZES: readonly string[] = [
  'the sack race',
  'the quiz',
  'the tug of war',
  'the chess match',
  'the egg run',
  'the dance contest',
];
export const ROOMS: readonly string[] = [
  'the barn',
  'the school hall',
  'the boathouse',
  'the old mill',
  'the library',
  'the sports ground',
];

export interface Guest {
  readonly name: string;
  readonly job: string;
  readonly home: string;
  readonly dish: string;
  /** What the guest meant to bring at first. */
  readonly planned: string | null;
  readonly prize: string | null;
  readonly hour: number;
  /** Who told the guest about the feast; a guest further up. */
  readonly heardFrom: string | null;
}

export function guestsOf(random: Random, level: Level): Guest[] {
  const count = { easy: 3, medium: 5, hard: 7 }[level];
  const names = random.sample(PEOPLE, count);
  const [jobs, dishes] = [random.sample(JOBS, count), random.sample(DISHES, DISHES.length)];
  const [homes, prizes] = [random.sample(PLACES, count), random.sample(PRIZES, count)];
  const hours = random.sample([9, 10, 11, 12, 13, 14, 15, 16], count);
  return names.map((name, index) => ({
    name,
    job: itemAt(jobs, index),
    home: itemAt(homes, index),
    dish: itemAt(dishes, index),
    planned:
      level !== 'easy' && random.chance(0.5) ? itemAt(dishes, (index + 1) % DISHES.length) : null,
    prize: index < Math.ceil(count / 2) ? itemAt(prizes, index) : null,
    hour: itemAt(hours, index),
    heardFrom: index > 0 ? itemAt(names, random.int(0, index - 1)) : null,
  }));
}
