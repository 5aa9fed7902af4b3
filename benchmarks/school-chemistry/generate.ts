import {
  agreed,
  type Draft,
  type Generator,
  type Level,
  until,
} from '../../scripts/generate/generator.ts';
import { itemAt, type Random } from '../../scripts/generate/random.ts';

/** Atomic masses in g/mol, rounded as the prompt gives them. */
const MASSES: Readonly<Record<string, number>> = {
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
const GIVEN = Object.entries(MASSES)
  .map(([name, mass]) => `${name} ${mass}`)
  .join(', ');

const COMPOUNDS = [
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

type Atoms = ReadonlyMap<string, number>;

/** The atoms of a formula, by reading it from left to right. */
function atomsOf(formula: string): Atoms {
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

function massOf(formula: string): number {
  return agreed(formula, molarMass(formula), stackedMass(formula));
}

interface Reaction {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly coefficients: readonly number[];
}

/** The smallest whole coefficients, found by trying; the sums of masses confirm them. */
function balanced(equation: string): Reaction {
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

const SOLVED: readonly Reaction[] = REACTIONS.map(balanced);

function skeleton({ left, right }: Reaction): string {
  return `${left.join(' + ')} → ${right.join(' + ')}`;
}

function written({ left, right, coefficients }: Reaction): string {
  const side = (formulas: readonly string[], from: number) =>
    formulas
      .map(
        (formula, index) =>
          `${coefficients[from + index] === 1 ? '' : `${coefficients[from + index]} `}${formula}`,
      )
      .join(' + ');
  return `${side(left, 0)} → ${side(right, left.length)}`;
}

/** A number with at most three decimals, or nothing. */
function asked(question: string, one: number, other: number): Draft | null {
  const rounded = Math.round(one * 1000) / 1000;
  if (Math.abs(one - other) > 1e-9 * Math.max(1, one))
    throw new Error(`${question}: ${one} is not ${other}`);
  return Math.abs(rounded - one) > 1e-9
    ? null
    : { fields: { given: GIVEN, question }, expected: rounded };
}

function balance(random: Random, level: Level): Draft {
  const [from, to] = { easy: [0, 8], medium: [8, 16], hard: [16, 24] }[level] as [number, number];
  const reaction = itemAt(SOLVED, random.int(from, to - 1));
  const question = `Balance ${skeleton(reaction)} with the smallest whole numbers. Answer with all coefficients from left to right, a 1 included, separated by commas.`;
  return {
    fields: { given: GIVEN, question },
    expected: reaction.coefficients.join(', '),
    score: [{ type: 'ordered_list' }],
  };
}

function molar(random: Random, level: Level): Draft | null {
  const formula = random.pick(level === 'easy' ? COMPOUNDS.slice(0, 13) : COMPOUNDS.slice(11));
  const mass = massOf(formula);
  if (level === 'easy') return asked(`What is the molar mass of ${formula}, in g/mol?`, mass, mass);
  const moles = random.int(1, 40) / 8;
  if (level === 'medium')
    return asked(
      `What is the mass of ${moles} mol of ${formula}, in grams?`,
      moles * mass,
      mass / (1 / moles),
    );
  const [symbol, count] = random.pick([...atomsOf(formula)]);
  return asked(
    `How many grams of the element ${symbol} do ${moles} mol of ${formula} contain?`,
    moles * count * (MASSES[symbol] ?? 0),
    moles * mass * (((MASSES[symbol] ?? 0) * count) / mass),
  );
}

/** How much of a product, and which reactant limits it. */
function yields(random: Random, level: Level): Draft | null {
  const reaction = random.pick(SOLVED.slice(0, 20).filter(({ left }) => left.length === 2));
  const { left, right, coefficients } = reaction;
  const product = random.int(0, right.length - 1);
  const target = itemAt(right, product);
  const perTarget = itemAt(coefficients, left.length + product);
  const moles = left.map((_, index) => (itemAt(coefficients, index) * random.int(1, 24)) / 8);
  const runs = left.map((_, index) => itemAt(moles, index) / itemAt(coefficients, index));
  if (level === 'easy')
    return asked(
      `In ${written(reaction)}, how many moles of ${target} come from ${moles[0]} mol of ${left[0]} if there is enough of the rest?`,
      itemAt(runs, 0) * perTarget,
      (itemAt(moles, 0) * perTarget) / itemAt(coefficients, 0),
    );
  const amounts = left.map(
    (formula, index) => `${itemAt(moles, index) * massOf(formula)} g of ${formula}`,
  );
  const limit = Math.min(...runs);
  const most = limit * perTarget * massOf(target);
  const consumed = left.reduce(
    (sum, formula, index) => sum + limit * itemAt(coefficients, index) * massOf(formula),
    0,
  );
  const others = right.reduce(
    (sum, formula, index) =>
      sum +
      (index === product ? 0 : limit * itemAt(coefficients, left.length + index) * massOf(formula)),
    0,
  );
  if (runs[0] === runs[1]) return null;
  if (level === 'medium')
    return asked(
      `${amounts.join(' and ')} react as far as they can: ${written(reaction)}. How many grams of ${target} form?`,
      most,
      consumed - others,
    );
  const spare = itemAt(runs, 0) > itemAt(runs, 1) ? 0 : 1;
  const remains =
    (itemAt(runs, spare) - limit) * itemAt(coefficients, spare) * massOf(itemAt(left, spare));
  return asked(
    `${amounts.join(' and ')} react as far as they can: ${skeleton(reaction)} (to be balanced). How many grams of ${left[spare]} are left over?`,
    remains,
    itemAt(moles, spare) * massOf(itemAt(left, spare)) -
      limit * itemAt(coefficients, spare) * massOf(itemAt(left, spare)),
  );
}

/** Solutions that are diluted or mixed. */
function solution(random: Random, level: Level): Draft | null {
  const [concentration, millilitres, water] = [
    random.int(1, 40) / 10,
    random.int(1, 20) * 25,
    random.int(1, 20) * 25,
  ];
  const moles = (concentration * millilitres) / 1000;
  const salt = random.pick(['NaCl', 'NaOH', 'AgNO3', 'KMnO4', 'MgSO4']);
  if (level === 'easy')
    return asked(
      `How many moles of ${salt} are in ${millilitres} mL of a solution of ${concentration} mol/L?`,
      moles,
      concentration / (1000 / millilitres),
    );
  if (level === 'medium')
    return asked(
      `${millilitres} mL of a solution of ${salt} with ${concentration} mol/L are topped up with water by ${water} mL (volumes add up). What is the concentration then, in mol/L?`,
      (concentration * millilitres) / (millilitres + water),
      moles / ((millilitres + water) / 1000),
    );
  const second = random.int(1, 40) / 10;
  return asked(
    `${millilitres} mL of ${salt} solution with ${concentration} mol/L and ${water} mL with ${second} mol/L are mixed (volumes add up). How many grams of ${salt} does one litre of the mixture contain?`,
    ((concentration * millilitres + second * water) / (millilitres + water)) * massOf(salt),
    ((moles + (second * water) / 1000) / ((millilitres + water) / 1000)) * massOf(salt),
  );
}

/** Gases at 24 L/mol, and strong acids and bases neutralised. */
function volumes(random: Random, level: Level): Draft | null {
  const eighths = random.int(1, 40) / 8;
  const gas = random.pick(['CO2', 'NH3', 'CH4', 'O2', 'N2', 'SO2']);
  const grams = eighths * massOf(gas);
  if (level === 'easy')
    return asked(
      `At room temperature one mole of any gas takes up 24 L. Which volume do ${grams} g of ${gas} take up, in litres?`,
      eighths * 24,
      (grams / massOf(gas)) * 24,
    );
  const [acid, protons] = random.pick([
    ['HCl', 1],
    ['HNO3', 1],
    ['H2SO4', 2],
  ] as const);
  const [base, hydroxides] = random.pick([
    ['NaOH', 1],
    ['KOH', 1],
    ['Ca(OH)2', 2],
  ] as const);
  const [concentration, millilitres, strength] = [
    random.int(1, 20) / 10,
    random.int(1, 20) * 5,
    random.int(1, 20) / 10,
  ];
  const volume = (concentration * millilitres * protons) / (strength * hydroxides);
  if (level === 'medium')
    return asked(
      `How many millilitres of ${base} solution with ${strength} mol/L neutralise ${millilitres} mL of ${acid} with ${concentration} mol/L completely?`,
      volume,
      ((concentration * (millilitres / 1000) * protons) / hydroxides / strength) * 1000,
    );
  const [first, then] = [random.int(1, 4), random.int(1, 5)];
  if (first + then > 6) return null;
  return asked(
    `A strong acid with one proton has pH ${first}. ${random.pick([1, 5, 10, 20])} mL of it are diluted with water to ${10 ** then} times their volume. What is the pH of the result? (The water's own ions play no part.)`,
    first + then,
    -Math.log10(10 ** -first / 10 ** then),
  );
}

const MAKERS = { balance, molar, yields, solution, volumes };

export const generator: Generator = {
  id: 'school-chemistry',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(([name, make]) => ({
    name,
    levels: ['easy', 'medium', 'hard'],
    each: 8,
    make: (random, level) => until(() => make(random, level)),
  })),
};
