import { sum } from './mean.ts';

/** Below this the rounding of the inversion shows. */
const LEAST_EXACT = 1e-9;
/** Standard deviations beyond which a sum has a chance below 1e-21 (Hoeffding 1963). */
const REACH = 10;
/** Factors of the characteristic function below e^−45 change no digit. */
const NEGLIGIBLE = -45;

/**
 * An upper bound of the chance that a sum of `sizes` with random signs is at least `threshold` away
 * from 0; above 0, at most 1.
 *
 * 2·exp(−threshold²/(2·Σ size²)) (Hoeffding 1963, theorem 2). It takes one pass over the sizes. A pair
 * that is told apart by the bound is told apart by the test.
 */
export function signFlipBound(squares: number, threshold: number): number {
  if (threshold <= 0 || squares <= 0) return 1;
  return Math.min(1, Math.max(Number.MIN_VALUE, 2 * Math.exp(-(threshold ** 2) / (2 * squares))));
}

/**
 * The chance that a sum of whole `units` with random signs is at least `threshold` away from 0;
 * `null` where it is below 1e-9 and rounding would show.
 *
 * The characteristic function of the sum, Π cos(u·t), inverted on a grid that holds ten standard
 * deviations to each side. It needs no list of all sums, so that hundreds of cases take
 * microseconds. Units are whole and above 0; `threshold` is above 0.
 */
export function spectralShare(units: readonly number[], threshold: number): number | null {
  const total = sum(units);
  const least = Math.ceil(threshold - 1e-6);
  if (least <= 0) return 1;
  if (least > total) return null;
  const spread = Math.sqrt(sum(units.map((unit) => unit ** 2)));
  const half = Math.min(total, Math.ceil(REACH * spread)) + 1;
  if (least >= half) return null;
  const inside = shareInside(countUnits(units), tableOf(2 * half), least);
  const share = 1 - inside;
  return share < LEAST_EXACT ? null : Math.min(1, share);
}

function countUnits(units: readonly number[]): [unit: number, count: number][] {
  const counts = new Map<number, number>();
  for (const unit of units) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b);
}

/** The cosine at every point of a grid, as sign and logarithm. */
interface Table {
  readonly points: number;
  readonly logs: Float64Array;
  readonly signs: Int8Array;
}

/** Sizes are powers of two, so that a handful of tables serves all tests. */
const tables = new Map<number, Table>();

function tableOf(least: number): Table {
  const points = 2 ** Math.ceil(Math.log2(Math.max(4, least)));
  const known = tables.get(points);
  if (known !== undefined) return known;
  const table = { points, logs: new Float64Array(points), signs: new Int8Array(points) };
  for (let step = 0; step < points; step++) {
    const cosine = Math.cos((2 * Math.PI * step) / points);
    table.logs[step] = Math.log(Math.max(Number.MIN_VALUE, Math.abs(cosine)));
    table.signs[step] = cosine < 0 ? -1 : 1;
  }
  tables.set(points, table);
  return table;
}

type Counts = readonly (readonly [unit: number, count: number])[];

/** Chance of a sum nearer to 0 than `least`, sums being counted modulo the points of the table. */
function shareInside(counts: Counts, table: Table, least: number): number {
  const { points } = table;
  const part = (step: number) => {
    const value = characteristic(counts, step, table);
    return value === 0 ? 0 : value * kernel(step, points, least);
  };
  // The function is even: the first and the middle point count once, the others twice.
  let inside = part(0) + part(points / 2);
  for (let step = 1; step < points / 2; step++) inside += 2 * part(step);
  return inside / points;
}

function characteristic(counts: Counts, step: number, { points, logs, signs }: Table): number {
  let [log, sign] = [0, 1];
  for (const [unit, count] of counts) {
    const place = (step * unit) % points;
    log += count * (logs[place] ?? 0);
    if (log < NEGLIGIBLE) return 0;
    if (count % 2 === 1) sign *= signs[place] ?? 1;
  }
  return sign * Math.exp(log);
}

/** Σ cos(2π·step·s/points) over the whole s with |s| < least. */
function kernel(step: number, points: number, least: number): number {
  if (step === 0) return 2 * least - 1;
  const angle = (Math.PI * step) / points;
  return Math.sin((2 * least - 1) * angle) / Math.sin(angle);
}
