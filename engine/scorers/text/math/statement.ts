import { type Complex, hasValue, over, size } from './complex.ts';
import { type Equality, isForReals } from './equal.ts';
import { evaluate } from './evaluate.ts';
import {
  difference,
  type Expression,
  type List,
  negative,
  type Relation,
  type Statement,
  symbol,
} from './expression.ts';
import { CONSTANTS } from './names.ts';
import { pointsFor, variablesIn } from './points.ts';

/** A name and what it is said to be. */
export interface Assignment {
  readonly name: Expression;
  readonly value: Expression;
}

/**
 * What a statement such as `x = 5`, `f(x) = x^2` or `x = 2 + 3 = 5 ≈ 5.0` says its name is: the last
 * side, but not an approximation of it. `null` for other statements.
 */
export function assignmentOf({ relations, sides }: Statement): Assignment | null {
  const [name] = sides;
  const isAssigning = relations.every((relation) => /^[=≈∈]$/.test(relation));
  if (name === undefined || !isAssigning || !isName(name)) return null;
  const approximate = relations.indexOf('≈');
  const value = sides[approximate > 0 ? approximate : sides.length - 1];
  return value === undefined ? null : { name, value };
}

/** A variable, or a function of one: `f(x)` reads as a product. */
function isName(expression: Expression): boolean {
  if (expression.kind === 'symbol') return !CONSTANTS.has(expression.name);
  if (expression.kind !== 'product' || expression.factors.length !== 2) return false;
  const [name, argument] = expression.factors;
  return name?.kind === 'symbol' && /^[fghFGHPp]\b/.test(name.name) && argument?.kind === 'symbol';
}

/** The interval in which a chain of inequalities holds a variable; `null` for other statements. */
export function intervalOf({ relations, sides }: Statement): List | null {
  const place = sides.findIndex(isName);
  const isChain = sides.length === 2 || (sides.length === 3 && place === 1);
  if (place < 0 || !isChain || variablesIn(sides).length !== 1) return null;
  const bounds = relations.map((relation, index) =>
    index < place ? boundOf(flipped(relation), sides[index]) : boundOf(relation, sides[index + 1]),
  );
  const [first, second] = bounds;
  if (first === undefined || first === null || second === null) return null;
  if (second !== undefined && second.isUpper === first.isUpper) return null;
  const lower = bounds.find((bound) => bound?.isUpper === false);
  const upper = bounds.find((bound) => bound?.isUpper === true);
  const low = lower?.value ?? negative(symbol('infinity'));
  const high = upper?.value ?? symbol('infinity');
  const [open, close] = [lower?.isClosed ? '[' : '(', upper?.isClosed ? ']' : ')'] as const;
  return { kind: 'list', open, close, items: [low, high] };
}

interface Bound {
  readonly value: Expression;
  readonly isUpper: boolean;
  readonly isClosed: boolean;
}

function boundOf(relation: Relation, value: Expression | undefined): Bound | null {
  if (value === undefined || !/^[<≤>≥]$/.test(relation)) return null;
  return { value, isUpper: /[<≤]/.test(relation), isClosed: /[≤≥]/.test(relation) };
}

const FLIPPED: Readonly<Record<string, Relation>> = { '<': '>', '>': '<', '≤': '≥', '≥': '≤' };

function flipped(relation: Relation): Relation {
  return FLIPPED[relation] ?? relation;
}

/** One relation as a comparison with 0: x > 3 is “x − 3 is positive”. */
interface Condition {
  readonly expression: Expression;
  readonly relation: '=' | '≠' | '>' | '≥';
}

/** Whether two statements are true of the same values, as far as scaling both sides can tell. */
export function isSameStatement(found: Statement, wanted: Statement): Equality {
  const [open, conditions] = [conditionsOf(found), conditionsOf(wanted)];
  if (open === null || conditions === null || open.length !== conditions.length) return false;
  return conditions.every((condition) => {
    const place = open.findIndex((other) => isSameCondition(other, condition));
    return place >= 0 && open.splice(place, 1).length === 1;
  });
}

function conditionsOf({ relations, sides }: Statement): Condition[] | null {
  const conditions = relations.map((relation, index): Condition | null => {
    const [left, right] = [sides[index], sides[index + 1]];
    if (left === undefined || right === undefined || relation === '∈') return null;
    if (/[<≤]/.test(relation)) {
      return { expression: difference(right, left), relation: relation === '<' ? '>' : '≥' };
    }
    const same = relation === '≈' ? '=' : relation;
    return { expression: difference(left, right), relation: same as Condition['relation'] };
  });
  return conditions.every((condition) => condition !== null) ? conditions : null;
}

/** Whether one side is a constant multiple of the other, a positive one for inequalities. */
function isSameCondition(a: Condition, b: Condition): boolean {
  if (a.relation !== b.relation) return false;
  const sides = [a.expression, b.expression];
  const variables = variablesIn(sides);
  if (variables.length === 0) return false;
  const ratios = pointsFor(variables, isForReals(sides))
    .map((point) => over(evaluate(a.expression, point).value, evaluate(b.expression, point).value))
    .filter(hasValue);
  const [first] = ratios;
  if (first === undefined || ratios.length < 3 || size(first) === 0) return false;
  const isPositive = Math.abs(first.im) < 1e-9 * size(first) && first.re > 0;
  return ratios.every((ratio) => isNear(ratio, first)) && (isPositive || /[=≠]/.test(a.relation));
}

function isNear(a: Complex, b: Complex): boolean {
  return Math.hypot(a.re - b.re, a.im - b.im) < 1e-9 * size(b);
}
