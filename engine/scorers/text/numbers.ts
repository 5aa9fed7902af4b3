import { lastBoxed } from './boxed.ts';
import { plainNumbers } from './number-marks.ts';
import { type DecimalMark, type Digits, findDigits } from './number-run.ts';

/** How numbers are read. */
export interface NumberRules {
  /** The decimal mark; `auto` tells it from the grouping and reads `1,234` as thousands. */
  readonly decimal: DecimalMark;
  /** Whether `12%` is 0.12 rather than 12. */
  readonly percent_as_fraction: boolean;
  /** Whether `1.5 million` is 1,500,000 rather than 1.5. */
  readonly magnitude_words: boolean;
}

/** A number found in a text. */
export interface FoundNumber {
  readonly value: number;
  /** Its one spelling: no grouping, a decimal point, every digit of a long integer. */
  readonly text: string;
  /** Whether a percent sign follows; `text` is without it. */
  readonly percent: boolean;
  /** Whether it is part of a word, as in “CO2”. */
  readonly glued: boolean;
}

export const DEFAULT_NUMBER_RULES: NumberRules = {
  decimal: 'auto',
  percent_as_fraction: false,
  magnitude_words: true,
};

/** A number with what stands round it, before fractions are put together. */
interface Token extends FoundNumber {
  readonly start: number;
  readonly end: number;
  readonly isInteger: boolean;
  /** The power of ten of a percent sign or a word such as “million”. */
  readonly scale: number;
}

const CURRENCY =
  '(?:(?:US|CA|AU|NZ|HK|A|C|R|S)?\\p{Sc}|USD|EUR|GBP|JPY|CNY|INR|CHF|CAD|AUD|BRL|KRW|SEK|NOK|DKK)\\s?';
/** What may stand before a number: a sign before or after a currency, and before that no letter. */
const BEFORE = new RegExp(`(^|[^\\p{L}\\p{N}])([-+]?)(?:${CURRENCY})?([-+]?)$`, 'u');
const LONGEST_BEFORE = 12;
const EXPONENT = /^[eE]([-+]?\d{1,3})(?![\p{L}\d])/u;
const PERCENT = /^\s?(?:%|percent\b|per cent\b|pct\b)/i;
const MAGNITUDE = /^[\s-]?(thousand|million|billion|trillion)\b/i;
const LONGEST_AFTER = 14;
const MAGNITUDES: Readonly<Record<string, number>> = {
  thousand: 3,
  million: 6,
  billion: 9,
  trillion: 12,
};

/** Every number of a text, in order. */
export function findNumbers(text: string, rules: NumberRules): FoundNumber[] {
  const plain = plainNumbers(text);
  const tokens: Token[] = [];
  let end = 0;
  for (const digits of findDigits(plain, rules.decimal)) {
    if (digits.start < end) continue;
    const token = tokenOf(plain, digits, rules);
    end = token.end;
    if (Number.isFinite(token.value)) tokens.push(token);
  }
  return withFractions(plain, tokens);
}

/**
 * The number a text states: that of its last `\boxed{}` if it has one, else its first or last
 * number; one that is part of a word, as in “CO2”, only where there is no other.
 */
export function statedNumber(
  text: string,
  rules: NumberRules,
  pick: 'first' | 'last' = 'last',
): FoundNumber | undefined {
  const boxed = lastBoxed(text);
  const inBox = boxed === null ? undefined : pickNumber(findNumbers(boxed, rules), pick);
  return inBox ?? pickNumber(findNumbers(text, rules), pick);
}

function pickNumber(
  numbers: readonly FoundNumber[],
  pick: 'first' | 'last',
): FoundNumber | undefined {
  const alone = numbers.filter((number) => !number.glued);
  return (alone.length > 0 ? alone : numbers).at(pick === 'first' ? 0 : -1);
}

function tokenOf(text: string, found: Digits, rules: NumberRules): Token {
  const before = BEFORE.exec(text.slice(Math.max(0, found.start - LONGEST_BEFORE), found.start));
  const following = text.slice(found.end, found.end + LONGEST_AFTER);
  const exponent = EXPONENT.exec(following);
  const after = following.slice(exponent?.[0].length ?? 0);
  const percent = PERCENT.test(after);
  const scale = scaleOf(after, percent, rules);
  const power = Number(exponent?.[1] ?? 0) + scale;
  const sign = isNegative(before) ? '-' : '';
  const value = Number(`${sign}${found.digits}e${power}`) + 0;
  return {
    value,
    text: spelling(value, `${sign}${found.digits}`, power),
    percent,
    glued: before === null,
    isInteger: power === 0 && !found.digits.includes('.'),
    scale,
    start: found.start,
    end: found.end + (exponent?.[0].length ?? 0),
  };
}

/** A minus after a closing bracket or a percent sign subtracts. */
function isNegative(before: RegExpExecArray | null): boolean {
  if (before === null || /[)\]}%]/.test(before[1] ?? '')) return false;
  return before[2] === '-' || before[3] === '-';
}

function scaleOf(after: string, percent: boolean, rules: NumberRules): number {
  if (percent) return rules.percent_as_fraction ? -2 : 0;
  if (!rules.magnitude_words) return 0;
  return MAGNITUDES[MAGNITUDE.exec(after)?.[1]?.toLowerCase() ?? ''] ?? 0;
}

/** Integers beyond 2⁵³ keep every digit, so that two long ones that differ stay different. */
function spelling(value: number, digits: string, power: number): string {
  if (power !== 0 || Number.isSafeInteger(value) || digits.includes('.')) return String(value);
  return digits.replace(/^(-?)0+(?=\d)/, '$1');
}

function withFractions(text: string, tokens: readonly Token[]): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    const under = tokens[index + 1];
    if (token === undefined) break;
    const over = under !== undefined && isFraction(text, token, under) ? under : undefined;
    const whole = over && isMixed(text, tokens[index - 1], token) ? found.pop() : undefined;
    found.push(over ? fractionOf(token, over, whole) : token);
    if (over) index++;
  }
  return found;
}

/** Two numbers and one slash between them; dates such as 1/2/2024 are no fractions. */
function isFraction(text: string, over: Token, under: Token): boolean {
  if (under.value === 0 || over.percent || over.glued) return false;
  if (!/^ ?\/ ?$/.test(text.slice(over.end, under.start))) return false;
  const isChained = /\d ?\/ ?$/.test(text.slice(Math.max(0, over.start - 4), over.start));
  return !isChained && !/^ ?\/ ?\d/.test(text.slice(under.end, under.end + 4));
}

function isMixed(text: string, whole: Token | undefined, over: Token): boolean {
  if (whole === undefined || !whole.isInteger || whole.percent || whole.glued) return false;
  return over.isInteger && text.slice(whole.end, over.start) === ' ';
}

function fractionOf(over: Token, under: Token, whole: FoundNumber | undefined): FoundNumber {
  const factor = 10 ** under.scale;
  const part = over.value / (under.value / factor);
  const sign = whole?.text.startsWith('-') ? -1 : 1;
  const value = ((whole?.value ?? 0) + sign * part) * factor;
  return { value, text: String(value), percent: under.percent, glued: false };
}
