/** Functions by every name they are written with. */
export const FUNCTION_NAMES: ReadonlyMap<string, string> = new Map([
  ...namesake('sin cos tan cot sec csc sinh cosh tanh exp ln lg log floor ceil abs sqrt cbrt'),
  ...namesake('arcsin arccos arctan arccot arcsec arccsc arcsinh arccosh arctanh gcd lcm max min'),
  ['asin', 'arcsin'],
  ['acos', 'arccos'],
  ['atan', 'arctan'],
  ['asinh', 'arcsinh'],
  ['acosh', 'arccosh'],
  ['atanh', 'arctanh'],
  ['arsinh', 'arcsinh'],
  ['arcosh', 'arccosh'],
  ['artanh', 'arctanh'],
  ['cosec', 'csc'],
  ['tg', 'tan'],
  ['ctg', 'cot'],
  ['binom', 'binom'],
  ['binomial', 'binom'],
]);

const GREEK =
  'alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi ' +
  'rho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Sigma Phi Psi Omega ell';

/** Symbols by every name they are written with; `infinity`, `pi`, `e` and `i` are constants. */
export const SYMBOL_NAMES: ReadonlyMap<string, string> = new Map([
  ...namesake(GREEK),
  ['pi', 'pi'],
  ['infty', 'infinity'],
  ['infinity', 'infinity'],
  ['inf', 'infinity'],
  ['oo', 'infinity'],
  ['emptyset', 'emptyset'],
  ['varnothing', 'emptyset'],
]);

/** Symbols that stand for one number. */
export const CONSTANTS: ReadonlySet<string> = new Set(['pi', 'e', 'i', 'infinity', 'emptyset']);

/** The function that undoes another: sin⁻¹ is arcsin. */
export const INVERSES: Readonly<Record<string, string>> = Object.fromEntries(
  ['sin', 'cos', 'tan', 'cot', 'sec', 'csc', 'sinh', 'cosh', 'tanh'].map((name) => [
    name,
    `arc${name}`,
  ]),
);

/** Relations by every spelling, commands without their backslash. */
export const RELATION_NAMES: ReadonlyMap<string, '=' | '≈' | '<' | '≤' | '>' | '≥' | '≠' | '∈'> =
  new Map([
    ['=', '='],
    [':=', '='],
    ['equiv', '='],
    ['approx', '≈'],
    ['<', '<'],
    ['lt', '<'],
    ['<=', '≤'],
    ['le', '≤'],
    ['leq', '≤'],
    ['leqslant', '≤'],
    ['>', '>'],
    ['gt', '>'],
    ['>=', '≥'],
    ['ge', '≥'],
    ['geq', '≥'],
    ['geqslant', '≥'],
    ['!=', '≠'],
    ['ne', '≠'],
    ['neq', '≠'],
    ['in', '∈'],
  ]);

function namesake(names: string): [string, string][] {
  return names.split(' ').map((name) => [name, name]);
}
