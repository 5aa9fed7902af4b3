import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import { byColumns, byHistory, type Change, changed, told } from '../parts/basket.ts';
import { boxByText, homeByText } from '../parts/reread.ts';
import { itemAt, type Random } from '../random.ts';
import { PEOPLE } from '../words.ts';

/** How many messages follow the first one before the question. */
const MESSAGES = { easy: 2, medium: 4, hard: 7 } as const;

const GOODS = ['apples', 'candles', 'eggs', 'figs', 'jars', 'lemons', 'nails', 'ropes', 'spoons'];
const TOWNS = ['Aldermoor', 'Brinsey', 'Corvane', 'Dunholt', 'Elverby', 'Fenwath', 'Garrick'];
const COLOURS = ['red', 'blue', 'green', 'white', 'black', 'yellow', 'brown'];
const OBJECTS = ['coin', 'key', 'ring', 'stamp', 'thimble', 'marble', 'whistle'];
const WORDS = [
  'lantern',
  'pebble',
  'saddle',
  'turnip',
  'velvet',
  'walnut',
  'anchor',
  'bishop',
  'copper',
  'drizzle',
  'falcon',
  'gravel',
];

function conversation(messages: readonly string[], question: string): Draft['fields'] {
  const [first = '', ...turns] = messages;
  return { first, turns: [...turns, question] };
}

/** A list that is added to, taken from and corrected. */
function basket(random: Random, level: Level): Draft {
  const goods = random.sample(GOODS, { easy: 3, medium: 4, hard: 5 }[level]);
  const start = goods.map((name) => [name, random.int(3, 40)] as const);
  const changes: Change[] = [];
  for (let step = 0; step < MESSAGES[level]; step += 1)
    changes.push(changed(random, { start, changes, level }));
  const asked = random.pick(changes.flatMap((change) => ('name' in change ? [change.name] : [])));
  const counts = agreed('basket', byHistory(start, changes), byColumns(start, changes));
  const first = `We keep a list of what is in the store. At the start there are ${start.map(([name, count]) => `${count} ${name}`).join(', ')}.`;
  return {
    fields: conversation(
      [first, ...changes.map(told)],
      `How many ${asked} are in the store now? Answer with the number alone.`,
    ),
    expected: String(counts[asked]),
  };
}

/** Where people live, with moves and with corrections of what was said. */
function addresses(random: Random, level: Level): Draft {
  const people = random.sample(PEOPLE, { easy: 3, medium: 4, hard: 5 }[level]);
  const said: (readonly [string, string])[] = people.map((name) => [name, random.pick(TOWNS)]);
  const first = `For later: ${said.map(([name, town]) => `${name} lives in ${town}`).join(', ')}.`;
  const homes = new Map(said);
  const messages = Array.from({ length: MESSAGES[level] }, () => {
    const [one, other] = random.sample(people, 2);
    if (one === undefined || other === undefined) throw new RangeError('too few people');
    const [here, there] = [homes.get(one) ?? '', homes.get(other) ?? ''];
    if (level !== 'easy' && here !== there && random.chance(0.4)) {
      homes.set(one, there).set(other, here);
      said.push([one, there], [other, here]);
      return `${one} and ${other} have swapped homes.`;
    }
    const town = random.pick(TOWNS.filter((candidate) => candidate !== here));
    homes.set(one, town);
    said.push([one, town]);
    return `${one} has moved to ${town}.`;
  });
  const [asked] = random.pick(said.slice(people.length));
  const isFirst = level === 'hard' && random.chance(0.4);
  const now = agreed('addresses', homes.get(asked), homeByText([first, ...messages], asked));
  const question = isFirst
    ? `In which town did ${asked} live at the very beginning? Answer with the name of the town alone.`
    : `In which town does ${asked} live now? Answer with the name of the town alone.`;
  return {
    fields: conversation([first, ...messages], question),
    expected: (isFirst ? said.find(([name]) => name === asked)?.[1] : now) ?? '',
  };
}

/** Things that move between boxes, which are given other names on the way. */
function boxes(random: Random, level: Level): Draft {
  const colours = random.sample(COLOURS, { easy: 3, medium: 4, hard: 5 }[level]);
  const objects = random.sample(OBJECTS, colours.length);
  const names = new Map(colours.map((colour) => [colour, `the ${colour} box`]));
  const places = new Map(objects.map((object, index) => [object, itemAt(colours, index)]));
  const moved: string[] = [];
  const fresh = random.sample(WORDS, MESSAGES[level]);
  const messages = fresh.map((word, step) => {
    const colour = random.pick(colours);
    const object = random.pick(objects.filter((name) => places.get(name) !== colour));
    if (step % 3 === 1) {
      const old = names.get(colour);
      names.set(colour, word);
      return `From now on I call ${old} "${word}", and only that.`;
    }
    places.set(object, colour);
    moved.push(object);
    return `The ${object} goes into ${names.get(colour)}.`;
  });
  const asked = random.pick(moved);
  const first = `There are ${colours.length} boxes: ${colours.join(', ')}. ${objects
    .map((object, index) => `The ${object} is in the ${colours[index]} box.`)
    .join(' ')}`;
  return {
    fields: conversation(
      [first, ...messages],
      `What colour is the box that the ${asked} is in now? Answer with the colour alone.`,
    ),
    expected: agreed('boxes', places.get(asked), boxByText([first, ...messages], asked)) ?? '',
  };
}

/** A match in which what a round is worth changes. */
function match(random: Random, level: Level): Draft {
  const players = random.sample(PEOPLE, { easy: 2, medium: 3, hard: 4 }[level]);
  const worth = random.int(2, 9);
  let points = worth;
  const scores = new Map(players.map((name) => [name, 0]));
  const rounds: { winner: string; points: number }[] = [];
  const messages = Array.from({ length: MESSAGES[level] + 1 }, (_, step) => {
    const winner = random.pick(players);
    const change = level !== 'easy' && step % 2 === 1 ? random.int(2, 15) : null;
    const rule = change === null ? '' : ` From now on a round is worth ${change} points.`;
    const won = random.int(1, level === 'easy' ? 3 : 4);
    points = change ?? points;
    scores.set(winner, (scores.get(winner) ?? 0) + won * points);
    rounds.push({ winner, points: won * points });
    return `${rule.trim()} ${winner} wins ${won === 1 ? 'a round' : `${won} rounds`}.`.trim();
  });
  const asked = random.pick(rounds).winner;
  const total = rounds
    .filter(({ winner }) => winner === asked)
    .reduce((sum, round) => sum + round.points, 0);
  const first = `${players.join(', ')} play a match. A round is worth ${worth} points to its winner. They begin with nothing.`;
  return {
    fields: conversation(
      [first, ...messages],
      `How many points does ${asked} have? Answer with the number alone.`,
    ),
    expected: String(agreed('match', scores.get(asked), total)),
  };
}

/** Words that are to be found again by the message they came in. */
function messages(random: Random, level: Level): Draft {
  const words = random.sample(WORDS, MESSAGES[level] + 2);
  const place = random.int(0, words.length - 2);
  const [asked, next] = [itemAt(words, place), itemAt(words, place + 1)];
  const told = words.map((word, index) =>
    index === 0
      ? `I shall give you one word with each message. The first is "${word}".`
      : random.pick([`The next is "${word}".`, `Now "${word}".`, `Then comes "${word}".`]),
  );
  const distance = level === 'easy' ? 1 : random.int(1, words.length - 1 - place);
  const target = itemAt(words, place + distance);
  const isNumbered = level === 'hard' && random.chance(0.5);
  if (distance === 1) agreed('messages', target, next);
  const question = isNumbered
    ? `Counting from the last one as number 1, which was word number ${words.length - place - distance}? Answer with the word alone.`
    : `Which word came ${distance === 1 ? 'right' : `${distance} messages`} after "${asked}"? Answer with the word alone.`;
  return {
    fields: conversation(told, question),
    expected: agreed(
      'messages',
      target,
      words.toReversed()[words.length - place - distance - 1] ?? '',
    ),
  };
}

const MAKERS = { basket, addresses, boxes, match, messages };

export const generator: Generator = {
  id: 'multi-turn-memory',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(([name, make]) => ({
    name,
    levels: ['easy', 'medium', 'hard'],
    each: 8,
    make,
  })),
};
