import type { Complex } from './complex.ts';
import type { Point } from './evaluate.ts';
import { type Expression, partsOf } from './expression.ts';
import { CONSTANTS } from './names.ts';

/** Points at which expressions are compared. */
const POSITIVE_POINTS = 4;
const REAL_POINTS = 4;
const COMPLEX_POINTS = 3;
const SEED = 20_240_229;

/** The variables of expressions, in order. */
export function variablesIn(expressions: readonly Expression[]): string[] {
  const names = new Set<string>();
  const open = [...expressions];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'symbol' && !CONSTANTS.has(next.name)) names.add(next.name);
    open.push(...partsOf(next));
  }
  return [...names].sort();
}

/** Whether an expression uses a function or constant of one of these names. */
export function mentions(expression: Expression, names: readonly string[]): boolean {
  const isNamed = expression.kind === 'symbol' || expression.kind === 'call';
  if (isNamed && names.includes(expression.name)) return true;
  return partsOf(expression).some((part) => mentions(part, names));
}

/**
 * The same points for the same variables: positive ones, real ones of both signs, and, unless only
 * reals are asked for, complex ones in the right half-plane. No variable: one point.
 */
export function pointsFor(variables: readonly string[], onlyReals: boolean): Point[] {
  if (variables.length === 0) return [new Map()];
  const random = minimalStandard(SEED);
  const size = () => 0.3 + 2.4 * random();
  const sign = () => (random() < 0.5 ? -1 : 1);
  const points = (count: number, value: () => Complex): Point[] =>
    Array.from({ length: count }, () => new Map(variables.map((name) => [name, value()] as const)));
  return [
    ...points(POSITIVE_POINTS, () => ({ re: size(), im: 0 })),
    ...points(REAL_POINTS, () => ({ re: sign() * size(), im: 0 })),
    ...points(onlyReals ? 0 : COMPLEX_POINTS, () => ({ re: size(), im: sign() * size() * 0.3 })),
  ];
}

/** Park and Miller 1988, doi:10.1145/63039.63042: the same numbers everywhere. */
function minimalStandard(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
