import { type Expression, type List, negative } from './expression.ts';

/** What ± stands for, both signs at once: `2 ± √3` is a list of two; anything else is itself. */
export function withBothSigns(expression: Expression): Expression {
  if (!hasSign(expression)) return expression;
  const items =
    expression.kind === 'list' && isUnordered(expression) ? expression.items : [expression];
  const both = items.flatMap((item) =>
    hasSign(item) ? [chosen(item, 1), chosen(item, -1)] : [item],
  );
  return { kind: 'list', open: '', close: '', items: both };
}

/** Whether the order of the items says nothing: a set, or several answers. */
export function isUnordered({ open }: List): boolean {
  return open === '' || open === '{';
}

function hasSign(expression: Expression): boolean {
  switch (expression.kind) {
    case 'either':
      return true;
    case 'sum':
      return expression.terms.some(hasSign);
    case 'product':
      return expression.factors.some(hasSign);
    case 'power':
      return hasSign(expression.base) || hasSign(expression.exponent);
    case 'call':
    case 'list':
      return expression.items.some(hasSign);
    default:
      return false;
  }
}

/** The expression with every ± taken as + (1) or − (−1), every ∓ the other way round. */
function chosen(expression: Expression, choice: 1 | -1): Expression {
  const each = (parts: readonly Expression[]) => parts.map((part) => chosen(part, choice));
  switch (expression.kind) {
    case 'either': {
      const operand = chosen(expression.operand, choice);
      return expression.sign === choice ? operand : negative(operand);
    }
    case 'sum':
      return { kind: 'sum', terms: each(expression.terms) };
    case 'product':
      return { kind: 'product', factors: each(expression.factors) };
    case 'power': {
      const { base, exponent } = expression;
      return { kind: 'power', base: chosen(base, choice), exponent: chosen(exponent, choice) };
    }
    case 'call':
    case 'list':
      return { ...expression, items: each(expression.items) };
    default:
      return expression;
  }
}
