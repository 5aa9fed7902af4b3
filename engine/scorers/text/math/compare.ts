import { type Equality, type EqualityRules, isEqualScalar } from './equal.ts';
import type { Expression, List, Statement } from './expression.ts';
import { isUnordered, withBothSigns } from './signs.ts';
import { assignmentOf, intervalOf, isSameStatement } from './statement.ts';

/** Options of `math` that comparison needs. */
export interface MathRules extends EqualityRules {
  /** Whether several answers without brackets have to be in the expected order. */
  readonly ordered: boolean;
}

/** More items are not matched with each other in any order. */
const MAX_UNORDERED = 60;

/**
 * Whether an answer is the expected expression: scalars by value, tuples, intervals and matrices
 * item by item, sets in any order, equations up to a factor. `x = 5` is 5 where only one side names
 * x; 50% is both 50 and 0.5. `null` when it could not be found out.
 */
export function isEqualExpression(
  found: Expression,
  wanted: Expression,
  rules: MathRules,
): Equality {
  if (found.kind === 'statement' || wanted.kind === 'statement') {
    return compareStatements(found, wanted, rules);
  }
  const [a, b] = [withBothSigns(found), withBothSigns(wanted)];
  if (isPercent(a) !== isPercent(b)) return comparePercent(a, b, rules);
  if (a.kind === 'list' && b.kind === 'list') return compareLists(a, b, rules);
  if (a.kind === 'sets' && b.kind === 'sets') {
    if (a.operator !== b.operator) return false;
    const compareParts = a.operator === 'setminus' ? compareInOrder : compareInAnyOrder;
    return compareParts(a.parts, b.parts, rules);
  }
  if (a.kind === 'matrix' && b.kind === 'matrix') {
    return a.rows.length === b.rows.length && compareInOrder(a.rows.flat(), b.rows.flat(), rules);
  }
  return isScalar(a) && isScalar(b) ? isEqualScalar(a, b, rules) : false;
}

function compareStatements(found: Expression, wanted: Expression, rules: MathRules): Equality {
  const [a, b] = [assigned(found), assigned(wanted)];
  if (a !== null && b !== null && isEqualScalar(a.name, b.name, rules) !== true) return false;
  if (isStatement(found) && isStatement(wanted) && (a === null || b === null)) {
    const [inside, within] = [asInterval(found, a), asInterval(wanted, b)];
    if (inside !== null && within !== null) return isEqualExpression(inside, within, rules);
    return isSameStatement(found, wanted);
  }
  const [left, right] = [a?.value ?? asSet(found), b?.value ?? asSet(wanted)];
  if (left === null || right === null) return false;
  return isEqualExpression(left, right, rules);
}

function assigned(expression: Expression): ReturnType<typeof assignmentOf> {
  return isStatement(expression) ? assignmentOf(expression) : null;
}

function isStatement(expression: Expression): expression is Statement {
  return expression.kind === 'statement';
}

/** The values of x that `1 < x ≤ 2` and `x ∈ (1, 2]` allow. */
function asInterval(
  statement: Statement,
  assignment: ReturnType<typeof assignmentOf>,
): Expression | null {
  const isMember = assignment !== null && statement.relations.includes('∈');
  return isMember ? assignment.value : intervalOf(statement);
}

/** Itself, or the interval that an inequality describes; `null` for other statements. */
function asSet(expression: Expression): Expression | null {
  return isStatement(expression) ? intervalOf(expression) : expression;
}

function isPercent(expression: Expression): boolean {
  return expression.kind === 'call' && expression.name === 'percent';
}

function comparePercent(a: Expression, b: Expression, rules: MathRules): Equality {
  const bare = (side: Expression) =>
    side.kind === 'call' && side.name === 'percent' ? (side.items[0] ?? side) : side;
  if (!isScalar(a) || !isScalar(b)) return false;
  return isEqualScalar(bare(a), bare(b), rules) === true || isEqualScalar(a, b, rules);
}

function compareLists(found: List, wanted: List, rules: MathRules): Equality {
  if (isUnordered(found) && isUnordered(wanted)) {
    const isOrdered = rules.ordered && found.open === '' && wanted.open === '';
    return (isOrdered ? compareInOrder : compareInAnyOrder)(found.items, wanted.items, rules);
  }
  if (found.open !== wanted.open || found.close !== wanted.close) return false;
  return compareInOrder(found.items, wanted.items, rules);
}

function compareInOrder(
  a: readonly Expression[],
  b: readonly Expression[],
  rules: MathRules,
): Equality {
  if (a.length !== b.length) return false;
  const verdicts = b.map((wanted, index) => {
    const found = a[index];
    return found === undefined ? false : isEqualExpression(found, wanted, rules);
  });
  return verdicts.includes(false) ? false : verdicts.includes(null) ? null : true;
}

function compareInAnyOrder(
  a: readonly Expression[],
  b: readonly Expression[],
  rules: MathRules,
): Equality {
  if (a.length !== b.length) return false;
  if (b.length > MAX_UNORDERED) return compareInOrder(a, b, rules);
  const left = [...a];
  return b.every((wanted) => {
    const place = left.findIndex((found) => isEqualExpression(found, wanted, rules) === true);
    return place >= 0 && left.splice(place, 1).length === 1;
  });
}

function isScalar(expression: Expression): boolean {
  return !/^(?:list|sets|matrix|statement)$/.test(expression.kind);
}
