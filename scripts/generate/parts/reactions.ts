import { agreed } from '../generator.ts';
import { itemAt } from '../random.ts';

/** Atomic masses in g/mol, rounded as the prompt gives them. */
export const MASSES: Readonly<Record<string, number>> = {
  H: 1,
  C: 12,
  N: 14,
  O: 16,
  Na: 23,
  Mg: 24,
  Al: 27,
  P: 31,
  S: 32,
  Cl: 35.5,
  K: 39,
  Ca: 40,
  Mn: 55,
  Fe: 56,
  Cu: 63.5,
  Zn: 65.5,
  Ag: 108,
};
export const GIVEN: string = Object.entries(MASSES)
  .map(([name, mass]) => `${name} ${mass}`)
  .join(', ');

export const COMPOUNDS: readonly string[] = [
  'H2O',
  'CO2',
  'NH3',
  'CH4',
  'C2H5OH',
  'C6H12O6',
  'NaCl',
  'NaOH',
  'H2SO4',
  'HNO3',
  'CaCO3',
  'Ca(OH)2',
  'Al2O3',
  'Fe2O3',
  'Mg(OH)2',
  'Al2(SO4)3',
  'Ca3(PO4)2',
  '(NH4)2SO4',
  'Fe(NO3)3',
  'KMnO4',
  'Na2CO3',
  'C12H22O11',
  'Cu(NO3)2',
  'AgNO3',
  'ZnCl2',
  'MgSO4',
];
const REACTIONS = [
  'H2 + O2 = H2O',
  'N2 + H2 = NH3',
  'Fe + O2 = Fe2O3',
  'Al + O2 = Al2O3',
  'CH4 + O2 = CO2 + H2O',
  'Na + H2O = NaOH + H2',
  'KClO3 = KCl + O2',
  'H2O2 = H2O + O2',
  'C3H8 + O2 = CO2 + H2O',
  'C2H6 + O2 = CO2 + H2O',
  'C2H5OH + O2 = CO2 + H2O',
  'C6H12O6 + O2 = CO2 + H2O',
  'Al + HCl = AlCl3 + H2',
  'Fe2O3 + CO = Fe + CO2',
  'Fe2O3 + Al = Fe + Al2O3',
  'Mg + HCl = MgCl2 + H2',
  'C4H10 + O2 = CO2 + H2O',
  'NH3 + O2 = NO + H2O',
  'Ca(OH)2 + H3PO4 = Ca3(PO4)2 + H2O',
  'Al2(SO4)3 + Ca(OH)2 = Al(OH)3 + CaSO4',
  'FeS2 + O2 = Fe2O3 + SO2',
  'Cu + HNO3 = Cu(NO3)2 + NO + H2O',
  'P4 + O2 = P4O10',
  'KMnO4 + HCl = KCl + MnCl2 + Cl2 + H2O',
];

export type Atoms = ReadonlyMap<string, number>;

/** The atoms of a formula, by reading it from left to right. */
export function atomsOf(formula: string): Atoms {
  const counts = new Map<string, number>();
  const plain = formula.replaceAll(/\(([^()]+)\)(\d+)/g, (_, inner: string, count: string) =>
    inner.repeat(Number(count)),
  );
  for (const [, symbol = '', count = ''] of plain.matchAll(/([A-Z][a-z]?)(\d*)/g))
    counts.set(symbol, (counts.get(symbol) ?? 0) + Number(count || 1));
  return counts;
}

function molarMass(formula: string): number {
  return [...atomsOf(formula)].reduce(
    (sum, [symbol, count]) => sum + (MASSES[symbol] ?? Number.NaN) * count,
    0,
  );
}

/** The molar mass by a stack, from right to left: the second method. */
function stackedMass(formula: string): number {
  const tokens = formula.match(/[A-Z][a-z]?|\d+|[()]/g) ?? [];
  let factor = 1;
  const factors: number[] = [];
  let [total, group] = [0, 1];
  for (const token of tokens.toReversed()) {
    if (/\d/.test(token)) factor = Number(token);
    else if (token === ')') {
      factors.push(group);
      group *= factor;
      factor = 1;
    } else if (token === '(') group = factors.pop() ?? 1;
    else {
      total += (MASSES[token] ?? Number.NaN) * factor * group;
      factor = 1;
    }
  }
  return total;
}

export function massOf(formula: string): number {
  return agreed(formula, molarMass(formula), stackedMass(formula));
}

interface Reaction {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly coefficients: readonly number[];
}

/** The smallest whole coefficients, found by trying; the sums of masses confirm them. */
export function balanced(equation: string): Reaction {
  const [left = [], right = []] = equation.split(' = ').map((side) => side.split(' + '));
  const all = [...left, ...right];
  const symbols = [...new Set(all.flatMap((formula) => [...atomsOf(formula).keys()]))];
  const columns = all.map((formula, index) =>
    symbols.map((symbol) => (atomsOf(formula).get(symbol) ?? 0) * (index < left.length ? 1 : -1)),
  );
  for (let most = 1; most <= 16; most += 1) {
    const found = search(columns, most, []);
    if (found !== null) {
      const mass = (formulas: readonly string[], from: number) =>
        formulas.reduce(
          (sum, formula, index) => sum + massOf(formula) * itemAt(found, from + index),
          0,
        );
      agreed(equation, mass(left, 0), mass(right, left.length));
      return { left, right, coefficients: found };
    }
  }
  throw new Error(`${equation} cannot be balanced`);
}

/** Coefficients up to `most` that leave no atom over; the last one follows from the others. */
function search(
  columns: readonly (readonly number[])[],
  most: number,
  chosen: readonly number[],
): readonly number[] | null {
  const sums = itemAt(columns, 0).map((_, atom) =>
    chosen.reduce((sum, count, index) => sum + count * (itemAt(columns, index)[atom] ?? 0), 0),
  );
  if (chosen.length === columns.length) return sums.every((sum) => sum === 0) ? chosen : null;
  const last = chosen.length === columns.length - 1;
  const column = itemAt(columns, chosen.length);
  for (let count = 1; count <= most; count += 1) {
    if (last && !sums.every((sum, atom) => sum + count * (column[atom] ?? 0) === 0)) continue;
    const found = search(columns, most, [...chosen, count]);
    if (found !== null) return found;
  }
  return null;
}

export const SOLVED: readonly Reaction[] = REACTIONS.map(balanced);

export function skeleton({ left, right }: Reaction): string {
  return `${left.join(' + ')} → ${right.join(' + ')}`;
}

export function written({ left, right, coefficients }: Reaction): string {
  const side = (formulas: readonly string[], from: number) =>
    formulas
      .map(
        (formula, index) =>
          `${coefficients[from + index] === 1 ? '' : `${coefficients[from + index]} `}${formula}`,
      )
      .join(' + ');
  return `${side(left, 0)} → ${side(right, left.length)}`;
}
