import { PREFIXABLE, PREFIXED_ONLY, UNPREFIXED, type Unit } from './units.ts';

/** Powers of ten of the SI, by symbol. */
const SYMBOL_PREFIXES: Readonly<Record<string, number>> = {
  Q: 1e30,
  R: 1e27,
  Y: 1e24,
  Z: 1e21,
  E: 1e18,
  P: 1e15,
  T: 1e12,
  G: 1e9,
  M: 1e6,
  k: 1e3,
  h: 1e2,
  da: 1e1,
  d: 1e-1,
  c: 1e-2,
  m: 1e-3,
  µ: 1e-6,
  u: 1e-6,
  n: 1e-9,
  p: 1e-12,
  f: 1e-15,
  a: 1e-18,
  z: 1e-21,
  y: 1e-24,
  r: 1e-27,
  q: 1e-30,
};

/** Prefixes of data alone: those of IEC 80000-13, and the capital K that people write. */
const DATA_PREFIXES: Readonly<Record<string, number>> = {
  K: 1e3,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const WORD_PREFIXES: Readonly<Record<string, number>> = {
  exa: 1e18,
  peta: 1e15,
  tera: 1e12,
  giga: 1e9,
  mega: 1e6,
  kilo: 1e3,
  hecto: 1e2,
  deca: 1e1,
  deka: 1e1,
  deci: 1e-1,
  centi: 1e-2,
  milli: 1e-3,
  micro: 1e-6,
  nano: 1e-9,
  pico: 1e-12,
  femto: 1e-15,
  atto: 1e-18,
  kibi: 2 ** 10,
  mebi: 2 ** 20,
  gibi: 2 ** 30,
  tebi: 2 ** 40,
};

/** Words of a sentence that are also written like units. */
const WORDS = new Set(['a', 'as', 'at', 'am', 'pm', 'an', 'Am', 'Pm', 'mm.', 'nor', 'has', 'do']);

/** The unit of a name such as `km`, `µF`, `MiB`, `Kilometres` or `degrees Celsius`. */
export function unitOfName(name: string): Unit | undefined {
  if (WORDS.has(name)) return undefined;
  const lower = name.toLowerCase();
  const word = lower.length > 3 || name === lower ? lower : undefined;
  return (
    UNPREFIXED.get(name) ??
    (word === undefined ? undefined : UNPREFIXED.get(word)) ??
    prefixed(name, SYMBOL_PREFIXES, (rest) => PREFIXED_ONLY.get(rest) ?? symbolOf(rest)) ??
    prefixed(name, DATA_PREFIXES, (rest) =>
      /^[Bb]/.test(rest) ? PREFIXABLE.get(rest) : undefined,
    ) ??
    prefixed(lower, WORD_PREFIXES, (rest) => (rest.length > 2 ? PREFIXABLE.get(rest) : undefined))
  );
}

/** Symbols, not words: “dares” are no deci-ares. */
function symbolOf(rest: string): Unit | undefined {
  return rest.length <= 4 && !/^[a-z]{4}$/.test(rest) ? PREFIXABLE.get(rest) : undefined;
}

function prefixed(
  name: string,
  prefixes: Readonly<Record<string, number>>,
  unitOf: (rest: string) => Unit | undefined,
): Unit | undefined {
  for (let length = 1; length <= 5; length++) {
    const prefix = name.slice(0, length);
    const power = Object.hasOwn(prefixes, prefix) ? prefixes[prefix] : undefined;
    const unit = power === undefined ? undefined : unitOf(name.slice(length));
    if (power !== undefined && unit !== undefined) return { ...unit, factor: unit.factor * power };
  }
  return undefined;
}
