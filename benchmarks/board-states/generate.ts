import {
  agreed,
  type Draft,
  type Generator,
  type Level,
  until,
} from '../../scripts/generate/generator.ts';
import { itemAt, type Random } from '../../scripts/generate/random.ts';

interface Piece {
  readonly kind: string;
  /** Single leaps, as columns and rows; all turned and mirrored copies are written out. */
  readonly leaps: readonly (readonly [number, number])[];
  /** Directions in which it slides until something stands in the way. */
  readonly slides: readonly (readonly [number, number])[];
  readonly rule: string;
}

const STRAIGHT = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;
const SLANTED = [
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;

function leapsOf(a: number, b: number): [number, number][] {
  const all = [
    [a, b],
    [b, a],
  ].flatMap(
    ([x = 0, y = 0]) =>
      [
        [x, y],
        [-x, y],
        [x, -y],
        [-x, -y],
      ] as [number, number][],
  );
  return [...new Map(all.map((leap) => [leap.join(), leap])).values()];
}

const PIECES: readonly Piece[] = [
  {
    kind: 'ferret',
    leaps: leapsOf(1, 2),
    slides: [],
    rule: 'A ferret leaps two squares in a straight line and one to the side of it, over anything in between.',
  },
  {
    kind: 'crane',
    leaps: leapsOf(1, 3),
    slides: [],
    rule: 'A crane leaps three squares in a straight line and one to the side of it, over anything in between.',
  },
  {
    kind: 'mole',
    leaps: [],
    slides: STRAIGHT,
    rule: 'A mole moves any number of free squares along its row or column.',
  },
  {
    kind: 'swift',
    leaps: [],
    slides: SLANTED,
    rule: 'A swift moves any number of free squares along a diagonal.',
  },
  {
    kind: 'toad',
    leaps: [...leapsOf(2, 0), ...leapsOf(1, 1)],
    slides: [],
    rule: 'A toad moves one square diagonally, or leaps exactly two squares along its row or column over anything in between.',
  },
  {
    kind: 'regent',
    leaps: [...leapsOf(1, 0), ...leapsOf(1, 1)],
    slides: [],
    rule: 'A regent moves one square in any direction.',
  },
];

interface Placed {
  readonly piece: Piece;
  readonly column: number;
  readonly row: number;
  readonly white: boolean;
}

interface Board {
  readonly size: number;
  readonly placed: readonly Placed[];
}

function square(column: number, row: number): string {
  return `${'abcdefgh'.charAt(column)}${row + 1}`;
}

function boardOf(random: Random, level: Level): Board {
  const size = level === 'easy' ? 6 : 8;
  const spots = random.sample(
    Array.from({ length: size * size }, (_, index) => index),
    { easy: 5, medium: 9, hard: 14 }[level],
  );
  const pieces = random.sample(PIECES, level === 'easy' ? 3 : 5);
  return {
    size,
    placed: spots.map((spot, index) => ({
      piece: itemAt(pieces, index % pieces.length),
      column: spot % size,
      row: Math.floor(spot / size),
      white: index % 2 === 0,
    })),
  };
}

function at({ placed }: Board, column: number, row: number): Placed | undefined {
  return placed.find((other) => other.column === column && other.row === row);
}

function isInside({ size }: Board, column: number, row: number): boolean {
  return column >= 0 && row >= 0 && column < size && row < size;
}

/** Squares that a piece attacks, by walking from it. */
function attacked(board: Board, { piece, column, row }: Placed): string[] {
  const found = piece.leaps
    .map(([dx, dy]) => [column + dx, row + dy] as const)
    .filter(([x, y]) => isInside(board, x, y));
  const slid = piece.slides.flatMap(([dx, dy]) => {
    const squares: (readonly [number, number])[] = [];
    for (let step = 1; isInside(board, column + dx * step, row + dy * step); step += 1) {
      squares.push([column + dx * step, row + dy * step]);
      if (at(board, column + dx * step, row + dy * step) !== undefined) break;
    }
    return squares;
  });
  return [...found, ...slid].map(([x, y]) => square(x, y)).sort();
}

/** The same by asking of each square whether the piece reaches it: the second method. */
function reaches(board: Board, { piece, column, row }: Placed, x: number, y: number): boolean {
  const [dx, dy] = [x - column, y - row];
  if (piece.leaps.some(([leapX, leapY]) => leapX === dx && leapY === dy)) return true;
  const isLine =
    piece.slides.length > 0 &&
    (dx !== 0 || dy !== 0) &&
    (piece.kind === 'mole' ? dx === 0 || dy === 0 : Math.abs(dx) === Math.abs(dy));
  const between = Array.from(
    { length: Math.max(Math.abs(dx), Math.abs(dy)) - 1 },
    (_, index) => index + 1,
  );
  return (
    isLine &&
    between.every(
      (step) => at(board, column + Math.sign(dx) * step, row + Math.sign(dy) * step) === undefined,
    )
  );
}

function allSquares({ size }: Board): [number, number][] {
  return Array.from({ length: size * size }, (_, index) => [
    index % size,
    Math.floor(index / size),
  ]);
}

function attackedChecked(board: Board, placed: Placed): string[] {
  const scanned = allSquares(board)
    .filter(([x, y]) => reaches(board, placed, x, y))
    .map(([x, y]) => square(x, y))
    .sort();
  return agreed(`squares of a ${placed.piece.kind}`, attacked(board, placed), scanned);
}

function shown(board: Board): { board: string; rules: string } {
  const side = (white: boolean) =>
    board.placed
      .filter((piece) => piece.white === white)
      .map(({ piece, column, row }) => `${piece.kind} ${square(column, row)}`)
      .sort()
      .join(', ');
  const kinds = [...new Set(board.placed.map(({ piece }) => piece.rule))].sort();
  const last = `${'abcdefgh'.charAt(board.size - 1)}${board.size}`;
  return {
    board: `Squares a1 to ${last}.\nWhite: ${side(true)}\nBlack: ${side(false)}`,
    rules: kinds.join('\n'),
  };
}

function name({ piece, column, row, white }: Placed): string {
  return `the ${white ? 'white' : 'black'} ${piece.kind} on ${square(column, row)}`;
}

const SET = [{ type: 'exact_set', ignore_case: true }];

/** Where a piece can go: free squares, and squares with pieces of the other side. */
function moves(random: Random, level: Level): Draft | null {
  const board = boardOf(random, level);
  const mover = random.pick(board.placed);
  const own = new Set(
    board.placed
      .filter(({ white }) => white === mover.white)
      .map(({ column, row }) => square(column, row)),
  );
  const open = attackedChecked(board, mover).filter((target) => !own.has(target));
  if (open.length < 2 || open.length > 10) return null;
  return {
    fields: {
      ...shown(board),
      question: `To which squares can ${name(mover)} move? It may take a piece of the other side by moving to its square, but not one of its own side. Answer with the squares, separated by commas.`,
    },
    expected: open,
    score: SET,
  };
}

/** Pieces of one side that the other one can take. */
function hanging(random: Random, level: Level): Draft | null {
  const board = boardOf(random, level);
  const white = random.chance(0.5);
  const hits = new Set(
    board.placed
      .filter((piece) => piece.white === white)
      .flatMap((piece) => attackedChecked(board, piece)),
  );
  const targets = board.placed.filter(
    (piece) => piece.white !== white && hits.has(square(piece.column, piece.row)),
  );
  if (targets.length === 0) return null;
  return {
    fields: {
      ...shown(board),
      question: `Which squares hold a ${white ? 'black' : 'white'} piece that ${white ? 'White' : 'Black'} could take in one move? Answer with the squares, separated by commas.`,
    },
    expected: targets.map(({ column, row }) => square(column, row)).sort(),
    score: SET,
  };
}

/** How many squares a side attacks. */
function control(random: Random, level: Level): Draft {
  const board = boardOf(random, level === 'hard' ? 'medium' : 'easy');
  const chosen =
    level === 'easy' ? [random.pick(board.placed)] : board.placed.filter(({ white }) => white);
  const count = new Set(chosen.flatMap((piece) => attackedChecked(board, piece))).size;
  const scanned = allSquares(board).filter(([x, y]) =>
    chosen.some((piece) => reaches(board, piece, x, y)),
  ).length;
  const who = level === 'easy' ? name(itemAt(chosen, 0)) : 'at least one white piece';
  return {
    fields: {
      ...shown(board),
      question: `How many squares does ${who} attack? Attacked are all squares to which it could move if a piece of the other side stood there; a square with a piece of its own side counts as well. Answer with the number.`,
    },
    expected: String(agreed('control', count, scanned)),
  };
}

/** The least number of moves of one piece on its own. */
function trip(random: Random, level: Level): Draft | null {
  const full = boardOf(random, level);
  const mover = random.pick(full.placed);
  const board = { ...full, placed: full.placed.filter((piece) => piece !== mover) };
  const target = itemAt(random.sample(allSquares(full), 1), 0);
  if (at(full, ...target) !== undefined) return null;
  const steps = fewest(board, mover, target);
  if (steps === null || steps < (level === 'hard' ? 3 : 2)) return null;
  agreed('trip', steps, fewestByRounds(board, mover, target));
  return {
    fields: {
      ...shown(full),
      question: `In how many moves at least does ${name(mover)} come to ${square(...target)} if nothing else moves and it never enters a square that is taken? Answer with the number.`,
    },
    expected: String(steps),
  };
}

function fewest(board: Board, mover: Placed, [x, y]: readonly [number, number]): number | null {
  const known = new Map([[square(mover.column, mover.row), 0]]);
  const queue: Placed[] = [mover];
  for (const here of queue)
    for (const next of attacked(board, here)) {
      const [column, row] = ['abcdefgh'.indexOf(next.charAt(0)), Number(next.slice(1)) - 1];
      if (known.has(next) || at(board, column, row) !== undefined) continue;
      known.set(next, (known.get(square(here.column, here.row)) ?? 0) + 1);
      queue.push({ ...mover, column, row });
    }
  return known.get(square(x, y)) ?? null;
}

/** The set of reachable squares, round by round and by the other test of a move. */
function fewestByRounds(
  board: Board,
  mover: Placed,
  [x, y]: readonly [number, number],
): number | null {
  let places: [number, number][] = [[mover.column, mover.row]];
  for (let round = 0; round < 65; round += 1) {
    if (places.some(([column, row]) => column === x && row === y)) return round;
    const before = places;
    places = allSquares(board).filter(
      ([column, row]) =>
        before.some(([fromX, fromY]) => fromX === column && fromY === row) ||
        (at(board, column, row) === undefined &&
          before.some(([fromX, fromY]) =>
            reaches(board, { ...mover, column: fromX, row: fromY }, column, row),
          )),
    );
  }
  return null;
}

const MAKERS = { moves, hanging, control, trip };

export const generator: Generator = {
  id: 'board-states',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(([family, make]) => ({
    name: family,
    levels: ['easy', 'medium', 'hard'],
    each: 10,
    make: (random, level) => until(() => make(random, level)),
  })),
};
