import { z } from 'zod';
import type { Expected } from '../benchmark/benchmark.ts';
import { acceptedAnswers, type Score, type ScoreInput, type Scorer } from './scorer.ts';
import { isSameDimension } from './text/quantities/dimension.ts';
import { convert, type Quantity, readQuantities } from './text/quantities/read.ts';
import type { Unit } from './text/quantities/units.ts';
import {
  bestScore,
  nothingExpected,
  nothingToScore,
  quote,
  scored,
  textOf,
  unscored,
} from './text/score.ts';

/** Options of `quantity`. */
export interface QuantityOptions {
  /** The largest difference that still counts as equal, in the expected unit, 0 or more. */
  readonly tolerance: number;
  /** The same as a share of the expected value, 0 or more. */
  readonly relative_tolerance: number;
  readonly pick: 'first' | 'last';
  readonly unit_optional: boolean;
}

const options: z.ZodType<QuantityOptions> = z.strictObject({
  tolerance: z
    .number()
    .min(0)
    .default(0)
    .describe('The largest difference that still counts as equal, in the expected unit.'),
  relative_tolerance: z
    .number()
    .min(0)
    .default(0)
    .describe('The largest difference as a share of the expected value: 0.01 is one percent.'),
  pick: z
    .enum(['first', 'last'])
    .default('last')
    .describe('Which quantity counts where several have a unit that converts and none is boxed.'),
  unit_optional: z
    .boolean()
    .default(false)
    .describe('A number without a unit is taken to be in the expected one.'),
});

/** A quantity that has a unit. */
type WithUnit = Quantity & { readonly unit: Unit };

/** The quantity that the answer states is the expected one, in whatever unit. */
export const quantity: Scorer<QuantityOptions> = {
  type: 'quantity',
  version: 1,
  summary: 'The quantity in the answer equals the expected one; units that convert are converted.',
  options,
  needsExpected: true,
  threshold: 1,
  example: {
    options: { relative_tolerance: 0.001 },
    expected: '26.2 miles',
    right: 'A marathon is about 42.16 km long.',
    wrong: 'A marathon is 26.2 km long.',
  },
  score: scoreQuantity,
};

function scoreQuantity(input: ScoreInput, rules: QuantityOptions): Score {
  const accepted = acceptedAnswers(input.expected);
  if (accepted.length === 0) return nothingExpected();
  const wanted = accepted.map(quantityOfExpected);
  const bad = wanted.indexOf(null);
  if (bad >= 0) {
    return unscored(`the expected value ${quote(textOf(accepted[bad] ?? ''))} has no known unit`);
  }
  if (input.answer === null) return nothingToScore();
  const found = readQuantities(input.answer);
  if (found.length === 0) return scored(0, null, `no number found in ${quote(input.answer)}`);
  return bestScore(wanted.flatMap((item) => (item ? [compare(found, item, rules)] : [])));
}

function quantityOfExpected(expected: Expected): WithUnit | null {
  return readQuantities(textOf(expected)).filter(hasUnit).at(-1) ?? null;
}

function hasUnit(item: Quantity): item is WithUnit {
  return item.unit !== null;
}

/** The stated quantity is the last (or first) that converts; without one the last of all is shown. */
function compare(found: readonly Quantity[], wanted: WithUnit, rules: QuantityOptions): Score {
  const withUnits = rules.unit_optional
    ? found.map((item) => ({ ...item, unit: item.unit ?? wanted.unit }))
    : found.filter(hasUnit);
  const place = rules.pick === 'first' ? 0 : -1;
  const stated = withUnits
    .filter(({ unit }) => isSameDimension(unit.dimension, wanted.unit.dimension))
    .at(place);
  if (stated === undefined)
    return scored(0, found.at(place)?.text ?? null, noneConverts(found, wanted));
  const value = convert(stated.value, stated.unit, wanted.unit);
  const isRight = isNear(value, wanted.value, rules);
  const verdict = isRight ? 'is right' : `is ${Number(value.toPrecision(6))} in the expected unit`;
  const reason = `${quote(stated.text)} ${verdict}; expected ${quote(wanted.text)}`;
  return scored(isRight ? 1 : 0, stated.text, reason);
}

function noneConverts(found: readonly Quantity[], wanted: WithUnit): string {
  const shown = quote(found.at(-1)?.text ?? '');
  return found.some(hasUnit)
    ? `no quantity converts to the unit of ${quote(wanted.text)}, found ${shown}`
    : `no quantity with a unit found, only ${shown}`;
}

/** Conversions round: one part in 10⁹ is no difference. */
function isNear(value: number, wanted: number, rules: QuantityOptions): boolean {
  const allowed = Math.max(rules.tolerance, rules.relative_tolerance * Math.abs(wanted));
  const slack = 1e-9 * Math.max(Math.abs(value), Math.abs(wanted));
  return Math.abs(value - wanted) <= allowed + slack;
}
