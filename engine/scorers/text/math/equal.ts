import { type Complex, hasValue, size } from './complex.ts';
import { evaluate, type Point } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { isSameForm, isTransparent, type NormalForm, normalForm } from './normal.ts';
import { mentions, pointsFor, variablesIn } from './points.ts';

/** Whether two expressions are equal; `null` when it could not be found out. */
export type Equality = boolean | null;

/** How values are compared. */
export interface EqualityRules {
  /** The largest difference of two numbers that still counts as equal, 0 or more. */
  readonly tolerance: number;
}

/** Values agree to this share of the larger one; an answer with ten right digits is right. */
const AGREEMENT = 1e-10;

const forms = new WeakMap<Expression, { readonly form: NormalForm | null }>();

/**
 * Whether two scalar expressions are equal: exactly where both are quotients of polynomials over
 * the rational numbers, otherwise by their values at the same points. `null` where the expected one
 * has no value at any of them.
 */
export function isEqualScalar(
  found: Expression,
  wanted: Expression,
  rules: EqualityRules,
): Equality {
  const exact = isEqualExactly(found, wanted);
  if (exact === true || mentions(wanted, ['infinity', 'emptyset'])) return exact ?? false;
  const variables = variablesIn([found, wanted]);
  if (exact === false) return variables.length === 0 && isWithin(found, wanted, rules.tolerance);
  const tolerance = variables.length === 0 ? rules.tolerance : 0;
  const verdicts = pointsFor(variables, isForReals([found, wanted])).map((point) =>
    agreesAt(point, found, wanted, tolerance),
  );
  if (verdicts.includes(false)) return false;
  return verdicts.includes(true) ? true : null;
}

/** By normal forms; `null` where they do not decide. */
function isEqualExactly(a: Expression, b: Expression): Equality {
  const [left, right] = [formOf(a), formOf(b)];
  if (left === null || right === null) return null;
  const isSame = isSameForm(left, right);
  return isSame === false && !(isTransparent(left) && isTransparent(right)) ? null : isSame;
}

/** The normal form, computed once for each expression. */
function formOf(expression: Expression): NormalForm | null {
  const known = forms.get(expression);
  if (known !== undefined) return known.form;
  const form = normalForm(expression);
  forms.set(expression, { form });
  return form;
}

/** Of |x|, ⌊x⌋ and the like only real values say anything. */
export function isForReals(expressions: readonly Expression[]): boolean {
  return expressions.some((side) => mentions(side, ['abs', 'floor', 'ceil', 'max', 'min']));
}

function isWithin(a: Expression, b: Expression, tolerance: number): boolean {
  const [left, right] = [evaluate(a, new Map()).value, evaluate(b, new Map()).value];
  const slack = 1e-12 * Math.max(size(left), size(right));
  return tolerance > 0 && distance(left, right) <= tolerance + slack;
}

/** `null` where neither can be said: the expected value is not real at a real point, or has none. */
function agreesAt(
  point: Point,
  found: Expression,
  wanted: Expression,
  tolerance: number,
): Equality {
  const b = evaluate(wanted, point);
  if (!hasValue(b.value) || isOutside(point, b.value, wanted)) return null;
  const a = evaluate(found, point);
  if (!hasValue(a.value)) return false;
  const slack = Math.max(AGREEMENT * Math.max(size(a.value), size(b.value)), a.noise, b.noise);
  return distance(a.value, b.value) <= tolerance + slack;
}

/** Whether a real point lies outside of where the expected value is real, as −1 does for √x. */
function isOutside(point: Point, value: Complex, wanted: Expression): boolean {
  const isRealPoint = [...point.values()].every(({ im }) => im === 0);
  const isComplex = Math.abs(value.im) > 1e-12 * size(value);
  return point.size > 0 && isRealPoint && isComplex && !mentions(wanted, ['i']);
}

function distance(a: Complex, b: Complex): number {
  return Math.hypot(a.re - b.re, a.im - b.im);
}
