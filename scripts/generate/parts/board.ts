import { agreed, type Level } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';

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

export interface Placed {
  readonly piece: Piece;
  readonly column: number;
  readonly row: number;
  readonly white: boolean;
}

export interface Board {
  readonly size: number;
  readonly placed: readonly Placed[];
}

export function square(column: number, row: number): string {
  return `${'abcdefgh'.charAt(column)}${row + 1}`;
}

export function boardOf(random: Random, level: Level): Board {
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

export function at({ placed }: Board, column: number, row: number): Placed | undefined {
  return placed.find((other) => other.column === column && other.row === row);
}

function isInside({ size }: Board, column: number, row: number): boolean {
  return column >= 0 && row >= 0 && column < size && row < size;
}

/** Squares that a piece attacks, by walking from it. */
export function attacked(board: Board, { piece, column, row }: Placed): string[] {
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
export function reaches(
  board: Board,
  { piece, column, row }: Placed,
  x: number,
  y: number,
): boolean {
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

export function allSquares({ size }: Board): [number, number][] {
  return Array.from({ length: size * size }, (_, index) => [
    index % size,
    Math.floor(index / size),
  ]);
}

export function attackedChecked(board: Board, placed: Placed): string[] {
  const scanned = allSquares(board)
    .filter(([x, y]) => reaches(board, placed, x, y))
    .map(([x, y]) => square(x, y))
    .sort();
  return agreed(`squares of a ${placed.piece.kind}`, attacked(board, placed), scanned);
}

export function shown(board: Board): { board: string; rules: string } {
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
