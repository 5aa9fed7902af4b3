import { isJsonObject, type JsonValue } from '../../json.ts';
import { type Dialect, textOfValue } from './functions.ts';
import { TemplateError } from './syntax.ts';

/** What an operator makes of two values. @throws TemplateError when they do not go together. */
export function combine(
  operator: string,
  left: JsonValue,
  right: JsonValue,
  dialect: Dialect,
): JsonValue {
  const equal = JSON.stringify(left) === JSON.stringify(right);
  if (operator === '==' || operator === '===') return equal;
  if (operator === '!=' || operator === '!==') return !equal;
  if (operator === 'in') return isIn(left, right);
  if (operator === 'not in') return !isIn(left, right);
  if (operator === '~') return `${textOfValue(left, dialect)}${textOfValue(right, dialect)}`;
  if (operator === '+') return sum(left, right);
  return compared(operator, left, right) ?? arithmetic(operator, Number(left), Number(right));
}

function isIn(item: JsonValue, container: JsonValue): boolean {
  if (typeof container === 'string') return container.includes(String(item));
  if (Array.isArray(container))
    return container.some((each) => JSON.stringify(each) === JSON.stringify(item));
  return isJsonObject(container) && Object.hasOwn(container, String(item));
}

function sum(left: JsonValue, right: JsonValue): JsonValue {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
  return `${textOfValue(left, 'nunjucks')}${textOfValue(right, 'nunjucks')}`;
}

function compared(operator: string, left: JsonValue, right: JsonValue): boolean | undefined {
  const [a, b] =
    typeof left === 'string' && typeof right === 'string'
      ? [left, right]
      : [Number(left), Number(right)];
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  if (operator === '<=') return a <= b;
  return operator === '>=' ? a >= b : undefined;
}

function arithmetic(operator: string, left: number, right: number): number {
  const results: Readonly<Record<string, number>> = {
    '-': left - right,
    '*': left * right,
    '/': left / right,
    '//': Math.floor(left / right),
    '%': left - right * Math.floor(left / right),
  };
  const result = results[operator] ?? Number.NaN;
  if (!Number.isFinite(result)) throw new TemplateError(`"${operator}" gives no number here`);
  return result;
}

/** Whether a value counts as true, as in Python. */
export function isTruthy(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return Boolean(value);
}
