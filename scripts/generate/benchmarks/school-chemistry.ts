import { type Draft, type Generator, type Level, until } from '../generator.ts';
import {
  atomsOf,
  COMPOUNDS,
  GIVEN,
  MASSES,
  massOf,
  SOLVED,
  skeleton,
  written,
} from '../parts/reactions.ts';
import { itemAt, type Random } from '../random.ts';

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
