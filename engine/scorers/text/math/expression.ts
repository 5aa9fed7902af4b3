import { ONE, type Rational, rational } from './rational.ts';

/** Relations between the sides of a statement, in one spelling. */
export type Relation = '=' | '≈' | '<' | '≤' | '>' | '≥' | '≠' | '∈';

/** A mathematical expression, as far as answers use it. */
export type Expression =
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'sum'; readonly terms: readonly Expression[] }
  | { readonly kind: 'product'; readonly factors: readonly Expression[] }
  | { readonly kind: 'power'; readonly base: Expression; readonly exponent: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly items: readonly Expression[] }
  /** ± (sign 1) or ∓ (sign -1) before an operand. */
  | { readonly kind: 'either'; readonly sign: 1 | -1; readonly operand: Expression }
  | List
  | { readonly kind: 'matrix'; readonly rows: readonly (readonly Expression[])[] }
  /** Operations on sets. */
  | { readonly kind: 'sets'; readonly operator: string; readonly parts: readonly Expression[] }
  | Statement;

/** Items in brackets: a tuple, an interval, a set; without brackets several answers. */
export interface List {
  readonly kind: 'list';
  readonly open: '(' | '[' | '{' | '';
  readonly close: ')' | ']' | '}' | '';
  readonly items: readonly Expression[];
}

/** Sides with a relation between each two. */
export interface Statement {
  readonly kind: 'statement';
  readonly relations: readonly Relation[];
  readonly sides: readonly Expression[];
}

/** Why a text is no expression; caught where parsing begins. */
export class NotMathematics extends Error {}

export const MINUS_ONE: Expression = { kind: 'number', value: rational(-1n) };
export const ONE_HALF: Expression = { kind: 'number', value: rational(1n, 2n) };

export function numberOf(value: Rational): Expression {
  return { kind: 'number', value };
}

export function symbol(name: string): Expression {
  return { kind: 'symbol', name };
}

export function sum(terms: readonly Expression[]): Expression {
  const [only, ...others] = terms;
  return only !== undefined && others.length === 0 ? only : { kind: 'sum', terms };
}

export function product(factors: readonly Expression[]): Expression {
  const [only, ...others] = factors;
  if (only === undefined) return numberOf(ONE);
  return others.length === 0 ? only : { kind: 'product', factors };
}

/** −x; of a number the negative number. */
export function negative(operand: Expression): Expression {
  if (operand.kind !== 'number') return product([MINUS_ONE, operand]);
  return numberOf({ over: -operand.value.over, under: operand.value.under });
}

export function quotient(over: Expression, under: Expression): Expression {
  return product([over, powerOf(under, MINUS_ONE)]);
}

export function powerOf(base: Expression, exponent: Expression): Expression {
  return { kind: 'power', base, exponent };
}

export function call(name: string, items: readonly Expression[]): Expression {
  return { kind: 'call', name, items };
}

/** a − b. */
export function difference(a: Expression, b: Expression): Expression {
  return sum([a, negative(b)]);
}

/** The expressions that an expression is made of. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'symbol':
      return [];
    case 'sum':
      return expression.terms;
    case 'product':
      return expression.factors;
    case 'power':
      return [expression.base, expression.exponent];
    case 'call':
    case 'list':
      return expression.items;
    case 'either':
      return [expression.operand];
    case 'matrix':
      return expression.rows.flat();
    case 'sets':
      return expression.parts;
    case 'statement':
      return expression.sides;
  }
}
