import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { listed, PEOPLE } from '../words.ts';

/** For each category but the first the place of each of its items; place 0 is the first person. */
type Solution = readonly (readonly number[])[];

interface Clue {
  readonly text: string;
  holds(solution: Solution): boolean;
}

interface Category {
  readonly name: string;
  readonly items: readonly string[];
  has(item: string): string;
  hasNot(item: string): string;
}

const CATEGORIES: readonly Category[] = [
  {
    name: 'pet',
    items: ['parrot', 'tortoise', 'spaniel', 'ferret', 'goldfish'],
    has: (item) => `keeps the ${item}`,
    hasNot: (item) => `does not keep the ${item}`,
  },
  {
    name: 'drink',
    items: ['cocoa', 'cider', 'mint tea', 'lemonade', 'coffee'],
    has: (item) => `drinks ${item}`,
    hasNot: (item) => `never drinks ${item}`,
  },
  {
    name: 'trade',
    items: ['baker', 'pilot', 'surgeon', 'tailor', 'welder'],
    has: (item) => `works as a ${item}`,
    hasNot: (item) => `does not work as a ${item}`,
  },
  {
    name: 'instrument',
    items: ['cello', 'flute', 'banjo', 'organ', 'drum'],
    has: (item) => `plays the ${item}`,
    hasNot: (item) => `does not play the ${item}`,
  },
];

function permutations(count: number): number[][] {
  if (count === 0) return [[]];
  return permutations(count - 1).flatMap((rest) =>
    Array.from({ length: count }, (_, place) => [
      ...rest.slice(0, place),
      count - 1,
      ...rest.slice(place),
    ]),
  );
}

function product<Item>(lists: readonly (readonly Item[])[]): Item[][] {
  return lists.reduce<Item[][]>(
    (rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])),
    [[]],
  );
}

interface Puzzle {
  readonly people: readonly string[];
  readonly categories: readonly Category[];
}

/** Every true clue about a solution, of the kinds that the puzzle uses. */
function cluesOf({ people, categories }: Puzzle, truth: Solution): Clue[] {
  const where = (solution: Solution, category: number, item: number) =>
    itemAt(itemAt(solution, category), item);
  const clues: Clue[] = [];
  categories.forEach((category, c) => {
    category.items.forEach((item, i) => {
      people.forEach((person, place) => {
        const isTrue = where(truth, c, i) === place;
        clues.push({
          text: `${person} ${isTrue ? category.has(item) : category.hasNot(item)}.`,
          holds: (solution) => (where(solution, c, i) === place) === isTrue,
        });
      });
      people.slice(0, -1).forEach((person, place) => {
        const other = itemAt(people, place + 1);
        const found = where(truth, c, i);
        if (found === place || found === place + 1)
          clues.push({
            text: `Either ${person} or ${other} ${category.has(item)}.`,
            holds: (solution) => [place, place + 1].includes(where(solution, c, i)),
          });
      });
      categories.slice(c + 1).forEach((second, offset) => {
        second.items.forEach((thing, t) => {
          const isTrue = where(truth, c, i) === where(truth, c + 1 + offset, t);
          clues.push({
            text: isTrue
              ? `Whoever ${category.has(item)} also ${second.has(thing)}.`
              : `The person who ${category.has(item)} ${second.hasNot(thing)}.`,
            holds: (solution) =>
              (where(solution, c, i) === where(solution, c + 1 + offset, t)) === isTrue,
          });
        });
      });
    });
  });
  return clues;
}

/** How many solutions the finished texts of the clues allow, read again: the second method. */
function countFromTexts(
  { people, categories }: Puzzle,
  solutions: readonly Solution[],
  texts: readonly string[],
): number {
  const found = texts.map((text) => ({
    isEither: text.startsWith('Either '),
    isDenied: /\b(not|never)\b/.test(text),
    persons: people.flatMap((person, place) => (text.includes(person) ? [place] : [])),
    items: categories.flatMap(({ items }, c) =>
      items.flatMap((item, i) => (text.includes(item) ? [[c, i] as const] : [])),
    ),
  }));
  return solutions.filter((solution) =>
    found.every(({ isEither, isDenied, persons, items }) => {
      const [first = -1, second = -2] = items.map(([c, i]) => itemAt(itemAt(solution, c), i));
      if (isEither) return persons.includes(first);
      return (first === (persons[0] ?? second)) !== isDenied;
    }),
  ).length;
}

function puzzle(random: Random, level: Level): Draft {
  const [size, depth] = { easy: [3, 2], medium: [4, 2], hard: [4, 3] }[level] as [number, number];
  const people = random.sample(PEOPLE, size);
  const categories = random
    .sample(CATEGORIES, depth)
    .map((category) => ({ ...category, items: random.sample(category.items, size) }));
  const all = product(Array.from({ length: depth }, () => permutations(size)));
  const truth = random.pick(all);
  const open = random.sample(cluesOf({ people, categories }, truth), 400);
  // Direct clues give too much away: at most one of them, and only where the puzzle is easy.
  const direct = (clue: Clue) =>
    people.some((person) => clue.text.startsWith(person)) && !/not |never /.test(clue.text);
  const usable = open.filter((clue) => !direct(clue));
  let [left, chosen]: [Solution[], Clue[]] = [all, []];
  if (level === 'easy') {
    const first = itemAt(open.filter(direct), 0);
    [left, chosen] = [left.filter((solution) => first.holds(solution)), [first]];
  }
  for (const clue of usable) {
    const rest = left.filter((solution) => clue.holds(solution));
    if (rest.length < left.length) [left, chosen] = [rest, [...chosen, clue]];
    if (left.length === 1) break;
  }
  for (const clue of [...chosen]) {
    const fewer = chosen.filter((other) => other !== clue);
    if (all.filter((solution) => fewer.every((other) => other.holds(solution))).length === 1)
      chosen = fewer;
  }
  agreed(
    'solutions',
    1,
    countFromTexts(
      { people, categories },
      all,
      chosen.map(({ text }) => text),
    ),
  );
  const expected = Object.fromEntries(
    people.map((person, place) => [
      person,
      Object.fromEntries(
        categories.map((category, c) => [
          category.name,
          itemAt(
            category.items,
            itemAt(
              itemAt(truth, c)
                .map((_, i) => i)
                .filter((i) => itemAt(truth, c)[i] === place),
              0,
            ),
          ),
        ]),
      ),
    ]),
  );
  const stage = categories.map(({ name, items }) =>
    `The ${name}s are ${listed(items)}.`.replace('The trades are', 'The trades are those of'),
  );
  const shape = `{${people
    .slice(0, 1)
    .map((person) => `"${person}": {${categories.map(({ name }) => `"${name}": "…"`).join(', ')}}`)
    .join('')}, …}`;
  return {
    fields: {
      question: `${listed(people)} have different ${listed(categories.map(({ name }) => `${name}s`))}, one each. ${stage.join(' ')}\n\n${chosen.map(({ text }, index) => `${index + 1}. ${text}`).join('\n')}`,
      shape,
    },
    expected,
  };
}

export const generator: Generator = {
  id: 'logic-grids',
  file: 'cases.jsonl',
  families: [{ name: 'grid', levels: ['easy', 'medium', 'hard'], each: 40, make: puzzle }],
};
