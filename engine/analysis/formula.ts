/** A formula over named numbers, read. */
export interface Formula {
  /** Names it needs, each once, in the order of their first use. */
  readonly names: readonly string[];
  /** `null` where it is not defined: a name without a value, a division by zero. */
  evaluate(numberOf: (name: string) => number | null): number | null;
}

/** Longest formula, in characters. */
export const MAX_FORMULA_CHARS = 500;
const MAX_DEPTH = 30;

type Evaluate = (numberOf: (name: string) => number | null) => number;

interface Reader {
  readonly tokens: readonly string[];
  readonly names: Set<string>;
  at: number;
  depth: number;
}

const FUNCTIONS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  abs: ([value = Number.NaN]) => Math.abs(value),
  sqrt: ([value = Number.NaN]) => Math.sqrt(value),
  log: ([value = Number.NaN]) => Math.log(value),
  exp: ([value = Number.NaN]) => Math.exp(value),
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
};

/** A number, a name, a name in backquotes (one with other signs in it), or an operator. */
const TOKEN = /\s*(?:(\d+(?:\.\d+)?|[A-Za-z_]\w*|`[^`]+`)|([-+*/^(),]))/y;

/**
 * Reads a formula such as `2 * precision * recall / (precision + recall)`: numbers, names, `+ - * /
 * ^`, brackets and the functions abs, sqrt, log, exp, min, max and mean. It is interpreted, never
 * run as code.
 *
 * @throws Error when it is none, with the place.
 */
export function parseFormula(text: string): Formula {
  if (text.length > MAX_FORMULA_CHARS)
    throw new Error(`a formula has at most ${MAX_FORMULA_CHARS} characters`);
  const reader: Reader = { tokens: tokensOf(text), names: new Set(), at: 0, depth: 0 };
  const evaluate = sum(reader);
  const rest = reader.tokens[reader.at];
  if (rest !== undefined) throw new Error(`"${rest}" is not expected here`);
  return {
    names: [...reader.names],
    evaluate: (numberOf) => {
      const value = evaluate(numberOf);
      return Number.isFinite(value) ? value : null;
    },
  };
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    if (match === null)
      throw new Error(`"${text.slice(at).trim().slice(0, 20)}" is not understood`);
    tokens.push(match[1] ?? match[2] ?? '');
  }
  return tokens;
}

function sum(reader: Reader): Evaluate {
  if (++reader.depth > MAX_DEPTH) throw new Error(`it nests deeper than ${MAX_DEPTH} brackets`);
  let left = product(reader);
  for (let sign = take(reader, '+-'); sign !== undefined; sign = take(reader, '+-')) {
    const [first, second] = [left, product(reader)];
    left =
      sign === '+'
        ? (numberOf) => first(numberOf) + second(numberOf)
        : (numberOf) => first(numberOf) - second(numberOf);
  }
  reader.depth--;
  return left;
}

function product(reader: Reader): Evaluate {
  let left = signed(reader);
  for (let sign = take(reader, '*/'); sign !== undefined; sign = take(reader, '*/')) {
    const [first, second] = [left, signed(reader)];
    left =
      sign === '*'
        ? (numberOf) => first(numberOf) * second(numberOf)
        : (numberOf) => first(numberOf) / second(numberOf);
  }
  return left;
}

/** A sign binds less than a power: −2 ^ 2 is −4. */
function signed(reader: Reader): Evaluate {
  let isNegative = false;
  for (let sign = take(reader, '+-'); sign !== undefined; sign = take(reader, '+-'))
    if (sign === '-') isNegative = !isNegative;
  const base = atom(reader);
  const power = take(reader, '^') === undefined ? undefined : nested(reader, signed);
  const value: Evaluate = power ? (numberOf) => base(numberOf) ** power(numberOf) : base;
  return isNegative ? (numberOf) => -value(numberOf) : value;
}

function nested(reader: Reader, read: (reader: Reader) => Evaluate): Evaluate {
  if (++reader.depth > MAX_DEPTH) throw new Error(`it nests deeper than ${MAX_DEPTH} levels`);
  const evaluate = read(reader);
  reader.depth--;
  return evaluate;
}

function atom(reader: Reader): Evaluate {
  const token = reader.tokens[reader.at++];
  if (token === undefined) throw new Error('it ends too early');
  if (token === '(') return closed(reader, sum(reader));
  if (/^\d/.test(token)) return constant(Number(token));
  if (!/^[\w`]/.test(token)) throw new Error(`"${token}" is not expected here`);
  if (reader.tokens[reader.at] === '(') return call(reader, token);
  const name = token.replaceAll('`', '');
  reader.names.add(name);
  return (numberOf) => numberOf(name) ?? Number.NaN;
}

function call(reader: Reader, name: string): Evaluate {
  const compute = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (compute === undefined)
    throw new Error(
      `there is no function "${name}"; there are ${Object.keys(FUNCTIONS).join(', ')}`,
    );
  reader.at++;
  const inner = [sum(reader)];
  while (take(reader, ',') !== undefined) inner.push(sum(reader));
  return closed(reader, (numberOf) => compute(inner.map((evaluate) => evaluate(numberOf))));
}

function closed(reader: Reader, evaluate: Evaluate): Evaluate {
  if (take(reader, ')') === undefined) throw new Error('a bracket is not closed');
  return evaluate;
}

function constant(value: number): Evaluate {
  return () => value;
}

function take(reader: Reader, signs: string): string | undefined {
  const token = reader.tokens[reader.at];
  if (token === undefined || token.length !== 1 || !signs.includes(token)) return undefined;
  reader.at++;
  return token;
}
