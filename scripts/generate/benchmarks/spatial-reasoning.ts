import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import { rolledVectors } from '../parts/die.ts';
import { itemAt, type Random } from '../random.ts';
import { counted, PEOPLE } from '../words.ts';

const COMPASS = ['north', 'east', 'south', 'west'];
const STEPS = [
  [0, 1],
  [1, 0],
  [0, -1],
  [-1, 0],
] as const;

/** Walks with turns; checked by complex numbers, where a left turn is a multiplication by i. */
function walk(random: Random, level: Level): Draft {
  let facing = random.int(0, 3);
  let [x, y] = [0, 0];
  const start = facing;
  let [re, im, ahead, side] = [
    0,
    0,
    itemAt(STEPS, start)[0] as number,
    itemAt(STEPS, start)[1] as number,
  ];
  const told: string[] = [];
  for (let move = 0; move < { easy: 3, medium: 6, hard: 10 }[level]; move += 1) {
    const turn = random.int(level === 'easy' ? 1 : 0, 3);
    const paces = random.int(1, 9);
    const back = level === 'hard' && random.chance(0.25);
    facing = (facing + turn) % 4;
    const [dx, dy] = itemAt(STEPS, facing);
    x += dx * paces * (back ? -1 : 1);
    y += dy * paces * (back ? -1 : 1);
    for (let left = 0; left < (4 - turn) % 4; left += 1) [ahead, side] = [-side, ahead];
    re += ahead * paces * (back ? -1 : 1);
    im += side * paces * (back ? -1 : 1);
    const turned = itemAt(
      ['', 'turns right and ', 'turns right round and ', 'turns left and '],
      turn,
    );
    told.push(
      `${turned}walks ${counted(paces, 'pace')}${back ? ' backwards without turning' : ''}`,
    );
  }
  agreed(
    'walk',
    [x, y],
    [re, im].map((part) => part + 0),
  );
  const east = x >= 0 ? `${x}` : `${x}`;
  return {
    fields: {
      question: `${random.pick(PEOPLE)} stands at (0, 0) and faces ${COMPASS[start]}; x grows to the east and y to the north, one per pace. ${random.pick(['She', 'He'])} ${told.join(', ')}. Where does the walk end? Answer with the coordinates as x, y.`,
    },
    expected: `${east}, ${y}`,
  };
}

/** A die that is rolled over its edges. */
function die(random: Random, level: Level): Draft {
  let faces = { top: 1, bottom: 6, north: 2, south: 5, east: 3, west: 4 };
  const rolls = Array.from({ length: { easy: 2, medium: 4, hard: 7 }[level] }, () =>
    random.pick(COMPASS),
  );
  for (const way of rolls) {
    const { top, bottom, north, south, east, west } = faces;
    if (way === 'north') faces = { ...faces, top: south, north: top, bottom: north, south: bottom };
    if (way === 'south') faces = { ...faces, top: north, south: top, bottom: south, north: bottom };
    if (way === 'east') faces = { ...faces, top: west, east: top, bottom: east, west: bottom };
    if (way === 'west') faces = { ...faces, top: east, west: top, bottom: west, east: bottom };
  }
  agreed('die', [faces.top, faces.north, faces.east], rolledVectors(rolls));
  const side = random.pick(['top', 'north', 'east'] as const);
  const where = side === 'top' ? 'on top' : `on the ${side} side`;
  return {
    fields: {
      question: `A die lies with 1 on top, 2 on the north side and 3 on the east side; opposite sides add up to 7. It is rolled over an edge, a quarter turn each time, towards the ${rolls.join(', ')}. Which number is ${where} now? Answer with the number.`,
    },
    expected: String(faces[side]),
  };
}

/** A row of things whose neighbours are told. */
function row(random: Random, level: Level): Draft {
  const size = { easy: 4, medium: 6, hard: 8 }[level];
  const order = random.sample(
    ['lamp', 'vase', 'clock', 'globe', 'kettle', 'radio', 'teapot', 'basket', 'candle', 'mirror'],
    size,
  );
  const clues = order.slice(1).map((thing, index) => {
    const left = itemAt(order, index);
    return random.pick([
      `The ${thing} stands directly to the right of the ${left}.`,
      `The ${left} is the left neighbour of the ${thing}.`,
      `Going left from the ${thing}, the next thing is the ${left}.`,
    ]);
  });
  const place = random.int(0, size - 3);
  const distance = random.int(2, size - 1 - place);
  const toRight = random.chance(0.5);
  const [from, answer] = toRight
    ? [itemAt(order, place), itemAt(order, place + distance)]
    : [itemAt(order, place + distance), itemAt(order, place)];
  const mirrored = level === 'hard';
  const way = toRight === mirrored ? 'left' : 'right';
  const seen = mirrored
    ? ' The row is then looked at from behind, so that left and right change places.'
    : '';
  const positions = new Map(
    order.map((thing, index) => [thing, mirrored ? size - 1 - index : index]),
  );
  const target = (positions.get(from) ?? 0) + (way === 'right' ? distance : -distance);
  agreed('row', answer, [...positions].find(([, position]) => position === target)?.[0] ?? '');
  return {
    fields: {
      question: `${random.sample(clues, clues.length).join(' ')}${seen} Which thing is then ${counted(distance, 'place')} to the ${way} of the ${from}? Answer with the one word.`,
    },
    expected: answer,
  };
}

/** A sheet that is turned and turned over. */
function pattern(random: Random, level: Level): Draft {
  const size = level === 'hard' ? 4 : 3;
  const letters = random.sample([...'ABCDEFGHKLMNPRSTUVWXYZ'], size * size);
  let grid = Array.from({ length: size }, (_, line) =>
    letters.slice(line * size, (line + 1) * size),
  );
  const shown = grid.map((line) => line.join(' ')).join('\n');
  const spot = { row: random.int(0, size - 1), column: random.int(0, size - 1) };
  const trace: string[] = [];
  let origin = { ...spot };
  const steps = Array.from({ length: { easy: 1, medium: 2, hard: 4 }[level] }, () =>
    random.pick(['clockwise', 'counter', 'mirror', 'flip'] as const),
  );
  for (const step of steps) {
    const at = (line: number, column: number) => itemAt(itemAt(grid, line), column);
    const last = size - 1;
    const sources = { clockwise: [1, 0], counter: [0, 1], mirror: [0, 0], flip: [0, 0] };
    if (sources[step] === undefined) throw new Error(step);
    grid = grid.map((line, r) =>
      line.map((_, c) => {
        if (step === 'clockwise') return at(last - c, r);
        if (step === 'counter') return at(c, last - r);
        return step === 'mirror' ? at(r, last - c) : at(last - r, c);
      }),
    );
    trace.push(
      {
        clockwise: 'is turned a quarter turn clockwise',
        counter: 'is turned a quarter turn counter-clockwise',
        mirror: 'is mirrored so that left and right change places',
        flip: 'is mirrored so that top and bottom change places',
      }[step],
    );
  }
  for (const step of steps.toReversed()) {
    const { row: r, column: c } = origin;
    const last = size - 1;
    if (step === 'clockwise') origin = { row: last - c, column: r };
    else if (step === 'counter') origin = { row: c, column: last - r };
    else origin = step === 'mirror' ? { row: r, column: last - c } : { row: last - r, column: c };
  }
  const answer = agreed(
    'pattern',
    itemAt(itemAt(grid, spot.row), spot.column),
    letters[origin.row * size + origin.column] ?? '',
  );
  return {
    fields: {
      question: `This square of letters\n\n${shown}\n\n${trace.join(', then ')}. Letters do not turn with it. Which letter is then in row ${spot.row + 1} from the top, column ${spot.column + 1} from the left? Answer with the letter.`,
    },
    expected: answer,
  };
}

/** Cubes in a block that is painted outside. */
function cubes(random: Random, level: Level): Draft {
  const [a, b, c] = [random.int(3, level === 'easy' ? 5 : 9), random.int(2, 7), random.int(2, 6)];
  const faces = level === 'easy' ? 0 : random.int(1, 3);
  const bottom = level !== 'hard';
  let count = 0;
  for (let x = 0; x < a; x += 1)
    for (let y = 0; y < b; y += 1)
      for (let z = 0; z < c; z += 1) {
        const painted = [
          x === 0,
          x === a - 1,
          y === 0,
          y === b - 1,
          z === c - 1,
          bottom && z === 0,
        ].filter(Boolean).length;
        if (painted === faces) count += 1;
      }
  if (faces === 0)
    agreed(
      'cubes',
      count,
      bottom
        ? Math.max(0, a - 2) * Math.max(0, b - 2) * Math.max(0, c - 2)
        : Math.max(0, a - 2) * Math.max(0, b - 2) * (c - 1),
    );
  if (faces === 3 && bottom) agreed('corners', count, 8);
  if (faces === 3 && !bottom) agreed('corners', count, 4);
  if (faces === 2 && bottom) agreed('edges', count, 4 * (a - 2 + b - 2 + c - 2));
  if (faces === 2 && !bottom) agreed('edges', count, 2 * (a - 2) + 2 * (b - 2) + 4 * (c - 1));
  if (faces === 1 && bottom)
    agreed('sides', count, 2 * ((a - 2) * (b - 2) + (a - 2) * (c - 2) + (b - 2) * (c - 2)));
  if (faces === 1 && !bottom)
    agreed('sides', count, (a - 2) * (b - 2) + 2 * (a - 2) * (c - 1) + 2 * (b - 2) * (c - 1));
  const paint = bottom
    ? 'on all six sides'
    : 'on all sides except its bottom (the height is the last of the three numbers)';
  return {
    fields: {
      question: `A block of ${a} by ${b} by ${c} small cubes is painted ${paint} and then taken apart. How many of the small cubes have ${faces === 0 ? 'no paint at all' : `exactly ${counted(faces, 'painted side')}`}? Answer with the number.`,
    },
    expected: String(count),
  };
}

const MAKERS = { walk, die, row, pattern, cubes };

export const generator: Generator = {
  id: 'spatial-reasoning',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(([name, make]) => ({
    name,
    levels: ['easy', 'medium', 'hard'],
    each: 8,
    make,
  })),
};
