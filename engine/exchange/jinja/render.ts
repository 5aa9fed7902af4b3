import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { parseExpression } from './expression.ts';
import { type Dialect, FILTERS, METHODS, textOfValue } from './functions.ts';
import { combine, isTruthy } from './operators.ts';
import { type Expression, TEMPLATE_LIMITS, TemplateError, type TemplateNode } from './syntax.ts';
import { parseJinja } from './template.ts';

interface Scope {
  readonly variables: Map<string, JsonValue>;
  readonly dialect: Dialect;
  /** Steps and characters that are left. */
  readonly left: { steps: number; characters: number };
}

/**
 * Fills a Jinja or Nunjucks template by the subset that can be evaluated without running code: no
 * imports, macros or calls but of the listed methods and filters. A name without a value is an
 * error in Jinja and an empty text in Nunjucks.
 *
 * @throws TemplateError when the template is outside the subset, or grows beyond its bounds.
 */
export function renderJinja(template: string, variables: JsonObject, dialect: Dialect): string {
  return renderNodes(parseJinja(template), scopeOf(variables, dialect));
}

/** The value of one expression. @throws TemplateError */
export function evaluateJinja(
  expression: string,
  variables: JsonObject,
  dialect: Dialect,
): JsonValue {
  return evaluated(parseExpression(expression), scopeOf(variables, dialect)) ?? null;
}

function scopeOf(variables: JsonObject, dialect: Dialect): Scope {
  const left = { steps: TEMPLATE_LIMITS.steps, characters: TEMPLATE_LIMITS.output };
  return { variables: new Map(Object.entries(variables)), dialect, left };
}

function spend(scope: Scope, characters = 0): void {
  scope.left.steps--;
  scope.left.characters -= characters;
  if (scope.left.steps < 0 || scope.left.characters < 0)
    throw new TemplateError('the template does not come to an end');
}

function renderNodes(nodes: readonly TemplateNode[], scope: Scope): string {
  return nodes.map((node) => renderNode(node, scope)).join('');
}

function renderNode(node: TemplateNode, scope: Scope): string {
  const text = renderPart(node, scope);
  spend(scope, node.kind === 'text' || node.kind === 'output' ? text.length : 0);
  return text;
}

function renderPart(node: TemplateNode, scope: Scope): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'output':
      return textOfValue(required(node.value, scope), scope.dialect);
    case 'if': {
      const branch = node.branches.find(({ test }) => isTruthy(evaluated(test, scope)));
      return renderNodes(branch?.body ?? node.otherwise, scope);
    }
    case 'for':
      return renderLoop(node, scope);
    case 'set':
      scope.variables.set(node.name, required(node.value, scope));
      return '';
  }
}

function renderLoop(node: Extract<TemplateNode, { kind: 'for' }>, scope: Scope): string {
  const value = evaluated(node.list, scope) ?? [];
  const items = Array.isArray(value) ? value : isJsonObject(value) ? Object.keys(value) : [];
  const texts = items.map((item, index) => {
    const inner: Scope = { ...scope, variables: new Map(scope.variables) };
    inner.variables.set(node.name, item);
    const last = index === items.length - 1;
    inner.variables.set('loop', { index: index + 1, index0: index, first: index === 0, last });
    return renderNodes(node.body, inner);
  });
  return texts.join('');
}

function required(expression: Expression, scope: Scope): JsonValue {
  const value = evaluated(expression, scope);
  if (value !== undefined) return value;
  if (scope.dialect === 'nunjucks') return '';
  const name = expression.kind === 'name' ? `"${expression.name}"` : 'a value';
  throw new TemplateError(`${name} is not defined`);
}

/** The value of an expression, `undefined` when there is none. */
function evaluated(node: Expression, scope: Scope): JsonValue | undefined {
  spend(scope);
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'name':
      return scope.variables.get(node.name);
    case 'list':
      return node.items.map((item) => required(item, scope));
    case 'attribute':
      return memberOf(evaluated(node.target, scope), node.name);
    case 'index':
      return memberOf(evaluated(node.target, scope), required(node.key, scope));
    case 'slice':
      return sliceOf(node, scope);
    case 'not':
      return !isTruthy(evaluated(node.value, scope));
    case 'minus':
      return -Number(required(node.value, scope));
    case 'either':
      return evaluated(isTruthy(evaluated(node.test, scope)) ? node.then : node.otherwise, scope);
    case 'binary':
      return binaryOf(node, scope);
    default:
      return callOf(node, scope);
  }
}

function memberOf(target: JsonValue | undefined, key: JsonValue): JsonValue | undefined {
  if (target === undefined || target === null) return undefined;
  if (typeof target === 'string' || Array.isArray(target)) {
    if (key === 'length') return target.length;
    return /^-?\d+$/.test(String(key)) ? target.at(Number(key)) : undefined;
  }
  if (!isJsonObject(target)) return undefined;
  return Object.hasOwn(target, String(key)) ? target[String(key)] : undefined;
}

function sliceOf(node: Extract<Expression, { kind: 'slice' }>, scope: Scope): JsonValue {
  const target = required(node.target, scope);
  const bound = (end: Expression | null) =>
    end === null ? undefined : Number(required(end, scope));
  if (typeof target !== 'string' && !Array.isArray(target))
    throw new TemplateError('only a text or a list can be sliced');
  return target.slice(bound(node.from), bound(node.to)) as JsonValue;
}

type Called = Extract<Expression, { kind: 'method' | 'filter' | 'test' }>;

function callOf(node: Called, scope: Scope): JsonValue | undefined {
  const value = evaluated(node.target, scope);
  if (node.kind === 'test') return testOf(node.name, value);
  if (node.name === 'default' || node.name === 'd')
    return value ?? required(node.args[0] ?? { kind: 'literal', value: '' }, scope);
  const table = node.kind === 'filter' ? FILTERS : METHODS;
  const call = Object.hasOwn(table, node.name) ? table[node.name] : undefined;
  if (call === undefined)
    throw new TemplateError(`the ${node.kind} "${node.name}" cannot be translated`);
  const args = node.args.map((arg) => required(arg, scope));
  return bounded(call(required(node.target, scope), args, scope.dialect));
}

function bounded(value: JsonValue): JsonValue {
  if (typeof value === 'string' && value.length > TEMPLATE_LIMITS.output)
    throw new TemplateError('the template makes too long a text');
  return value;
}

function testOf(name: string, value: JsonValue | undefined): boolean {
  if (name === 'defined') return value !== undefined;
  if (name === 'undefined') return value === undefined;
  if (name === 'none' || name === 'null') return value === null;
  if (name === 'string') return typeof value === 'string';
  if (name === 'number') return typeof value === 'number';
  if (name === 'sequence' || name === 'iterable')
    return typeof value === 'string' || Array.isArray(value);
  throw new TemplateError(`the test "is ${name}" cannot be translated`);
}

function binaryOf(
  node: Extract<Expression, { kind: 'binary' }>,
  scope: Scope,
): JsonValue | undefined {
  const left = evaluated(node.left, scope);
  if (node.operator === 'or' || node.operator === '||')
    return isTruthy(left) ? left : evaluated(node.right, scope);
  if (node.operator === 'and' || node.operator === '&&')
    return isTruthy(left) ? evaluated(node.right, scope) : left;
  const right = evaluated(node.right, scope);
  return bounded(combine(node.operator, left ?? null, right ?? null, scope.dialect));
}
