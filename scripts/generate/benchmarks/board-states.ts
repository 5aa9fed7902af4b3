import { agreed, type Draft, type Generator, type Level, until } from '../generator.ts';
import {
  allSquares,
  at,
  attacked,
  attackedChecked,
  type Board,
  boardOf,
  type Placed,
  reaches,
  shown,
  square,
} from '../parts/board.ts';
import { itemAt, type Random } from '../random.ts';

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
