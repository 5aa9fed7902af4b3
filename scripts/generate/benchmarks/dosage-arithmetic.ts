import { confirmed, decimal, exact, type Fraction, fraction, over, times } from '../fraction.ts';
import { agreed, type Draft, type Generator, type Level, until } from '../generator.ts';
import type { Random } from '../random.ts';
import { counted } from '../words.ts';

const DRUGS = [
  'Velanorin',
  'Tostrimab',
  'Quelopine',
  'Ardovex',
  'Brinolate',
  'Cosphedrin',
  'Duralexin',
  'Ephorazole',
  'Fenquinol',
  'Gathramine',
  'Histralone',
  'Jovaperin',
];

function asked(question: string, value: Fraction, check: number): Draft | null {
  const expected = decimal(confirmed(question, value, check), 2);
  return expected === null ? null : { fields: { question }, expected };
}

/** Weight times dose, a ceiling, and several doses a day. */
function weight(random: Random, level: Level): Draft | null {
  const drug = random.pick(DRUGS);
  const [kilograms, dose, doses] = [
    random.int(8, 95),
    random.int(1, 30) / 2,
    random.pick([2, 3, 4]),
  ];
  const strength = random.pick([10, 20, 25, 40, 50]);
  const most =
    level === 'hard'
      ? Math.round((kilograms * dose * random.pick([0.6, 0.8, 1.5])) / 10) * 10
      : Infinity;
  const daily = Math.min(kilograms * dose, most);
  const ceiling =
    level === 'hard' ? ` Never more than ${most} mg are given in a day, whatever the weight.` : '';
  const patient = `A patient weighs ${level === 'hard' ? `${kilograms * 1000} g` : `${kilograms} kg`}.`;
  if (level === 'easy')
    return asked(
      `${drug} is dosed at ${dose} mg per kg of body weight, once a day. ${patient} How many mg are given in a day?`,
      times(exact(dose), fraction(kilograms)),
      kilograms * dose,
    );
  const value = over(over(exact(daily), fraction(doses)), fraction(strength));
  return asked(
    `${drug} is dosed at ${dose} mg per kg of body weight and day, split into ${doses} equal doses.${ceiling} The syrup holds ${strength} mg per mL. ${patient} How many mL is one dose?`,
    value,
    daily / (doses * strength),
  );
}

/** Infusions: pump rates and drops. */
function infusion(random: Random, level: Level): Draft | null {
  const drug = random.pick(DRUGS);
  const [bag, milligrams, hours] = [
    random.pick([50, 100, 250, 500]),
    random.int(1, 20) * 50,
    random.pick([1, 2, 4, 5, 8]),
  ];
  const drops = random.pick([10, 15, 20, 60]);
  if (level === 'easy')
    return asked(
      `A bag of ${bag} mL runs in over ${hours} h at a constant rate. Which rate is set at the pump, in mL per hour?`,
      fraction(bag, hours),
      bag / hours,
    );
  if (level === 'medium')
    return asked(
      `A bag of ${bag} mL is to run in over ${hours} h through a set that makes ${drops} drops per mL. How many drops per minute is that?`,
      fraction(bag * drops, hours * 60),
      ((bag / hours) * drops) / 60,
    );
  const [kilograms, micrograms] = [random.int(40, 95), random.int(1, 20) / 2];
  const value = over(
    times(exact(micrograms), fraction(kilograms * 60 * bag)),
    fraction(1000 * milligrams),
  );
  return asked(
    `${drug}: ${milligrams} mg are dissolved in a bag of ${bag} mL in all. A patient of ${kilograms} kg is to receive ${micrograms} micrograms per kg and minute. Which rate is set at the pump, in mL per hour?`,
    value,
    (micrograms * kilograms * 60) / 1000 / (milligrams / bag),
  );
}

/** A course of tablets that begins high and is lowered. */
function taper(random: Random, level: Level): Draft {
  const drug = random.pick(DRUGS);
  const tablet = random.pick([5, 10, 20]);
  const steps = { easy: 2, medium: 4, hard: 6 }[level];
  const [start, days] = [tablet * random.int(steps + 1, steps + 5), random.int(2, 6)];
  const perDay = Array.from({ length: steps }, (_, index) => start - index * tablet);
  const total = perDay.reduce((sum, milligrams) => sum + (milligrams / tablet) * days, 0);
  agreed('tablets', total, days * ((steps * (2 * start - (steps - 1) * tablet)) / 2 / tablet));
  const missed = level === 'hard' ? random.int(1, 3) : 0;
  const skip =
    missed > 0
      ? ` After the last day of the lowest dose, ${counted(missed, 'more day')} with half a tablet follow${missed === 1 ? 's' : ''}; each half comes from a new tablet and the other half is thrown away.`
      : '';
  const pack = random.pick([10, 20, 30]);
  const all = total + missed;
  const packs = Math.ceil(all / pack);
  if (!((packs - 1) * pack < all && all <= packs * pack)) throw new Error('packs');
  return {
    fields: {
      question: `${drug} comes in tablets of ${tablet} mg. The course begins with ${start} mg a day; every ${days} days the daily dose goes down by ${tablet} mg, until ${perDay.at(-1)} mg have been taken for ${days} days as well.${skip} ${level === 'easy' ? 'How many tablets are needed in all?' : `How many packs of ${pack} tablets are needed?`}`,
    },
    expected: level === 'easy' ? all : packs,
  };
}

/** A table of kidney function, age bands and the thresholds between them. */
function bands(random: Random, level: Level): Draft {
  const drug = random.pick(DRUGS);
  const limits = [random.int(20, 35), random.int(45, 65)] as const;
  const full = random.int(2, 12) * 40;
  const value = random.pick([
    limits[0] - 1,
    limits[0],
    limits[0] + 1,
    limits[1] - 1,
    limits[1],
    limits[1] + 1,
    random.int(5, 110),
  ]);
  const share = value < limits[0] ? 25 : value < limits[1] ? 50 : 100;
  agreed('band', share, [25, 50, 100][limits.filter((limit) => value >= limit).length]);
  const years = random.int(30, 92);
  const old = level !== 'easy' && years >= 75;
  const other = level === 'hard' ? random.pick(DRUGS.filter((name) => name !== drug)) : '';
  const taken = level === 'hard' && random.chance(0.6);
  const dose = ((full * share) / 100) * (old ? 0.75 : 1) * (taken ? 0.5 : 1);
  const check = full * (share / 100) - (old ? (full * share) / 400 : 0);
  agreed('dose', Math.round(dose * 1000), Math.round((taken ? check / 2 : check) * 1000));
  const rules = [
    `The full dose of ${drug} is ${full} mg.`,
    `At a clearance of ${limits[1]} mL/min or more the full dose is given, from ${limits[0]} to below ${limits[1]} mL/min half of it, below ${limits[0]} mL/min a quarter.`,
    ...(level === 'easy'
      ? []
      : [`From the 75th birthday on, the dose that results is lowered by a quarter.`]),
    ...(level === 'hard'
      ? [`Whoever also takes ${other} gets half of what results from all the other rules.`]
      : []),
  ];
  const who = `A patient of ${years} years has a clearance of ${value} mL/min${level === 'hard' ? ` and ${taken ? `takes ${other} as well` : `stopped taking ${other} last year`}` : ''}.`;
  return {
    fields: { question: `${rules.join(' ')} ${who} How many mg is the dose?` },
    expected: dose,
  };
}

/** Vials, powder and dilution in steps. */
function dilution(random: Random, level: Level): Draft | null {
  const drug = random.pick(DRUGS);
  const [milligrams, solvent, powder] = [
    random.int(1, 20) * 50,
    random.int(3, 19) / 2,
    random.int(1, 5) / 2,
  ];
  const volume = solvent + powder;
  const wanted = random.int(1, 40) * 5;
  if (wanted > milligrams) return null;
  const concentration = over(fraction(milligrams), exact(volume));
  const draw = over(fraction(wanted), concentration);
  if (level === 'easy')
    return asked(
      `A vial holds ${milligrams} mg of ${drug} in ${volume} mL. How many mL contain ${wanted} mg?`,
      draw,
      (wanted / milligrams) * volume,
    );
  if (level === 'medium')
    return asked(
      `${solvent} mL of water are added to a vial with ${milligrams} mg of ${drug} powder; because of the powder the solution fills ${volume} mL. How many mL contain ${wanted} mg?`,
      draw,
      wanted / (milligrams / volume),
    );
  const [taken, into] = [random.int(1, 5), random.pick([10, 20, 50, 100])];
  if (taken > volume) return null;
  const value = times(concentration, fraction(taken, into));
  return asked(
    `${solvent} mL of water are added to a vial with ${milligrams} mg of ${drug} powder; because of the powder the solution fills ${volume} mL. ${taken} mL of it are drawn up and filled up with water to ${into} mL. How many mg per mL does the final solution hold?`,
    value,
    (milligrams / volume / into) * taken,
  );
}

/** Decay: what is left after several half-lives and doses. */
function halfLife(random: Random, level: Level): Draft | null {
  const drug = random.pick(DRUGS);
  const [hours, dose, lives] = [
    random.pick([2, 3, 4, 6, 8]),
    random.int(1, 20) * 80,
    random.int(1, 5),
  ];
  const half = (count: number) => fraction(1, 2 ** count);
  if (level === 'easy')
    return asked(
      `The body halves the amount of ${drug} in it every ${hours} h. ${dose} mg are given once. How many mg are left after ${hours * lives} h?`,
      times(fraction(dose), half(lives)),
      dose * 0.5 ** lives,
    );
  const doses = level === 'medium' ? 2 : 3;
  const amounts = Array.from({ length: doses }, (_, index) =>
    half(lives + (doses - 1 - index) * lives),
  );
  const value = amounts.reduce(
    (sum, share) => sum + dose * (Number(share.numerator) / Number(share.denominator)),
    0,
  );
  let body = 0;
  for (let given = 0; given < doses; given += 1) body = (body + dose) * 0.5 ** lives;
  return asked(
    `The body halves the amount of ${drug} in it every ${hours} h. ${dose} mg are given every ${hours * lives} h, ${doses} times in all. How many mg are in the body ${hours * lives} h after the last dose?`,
    exact(value),
    body,
  );
}

const MAKERS = { weight, infusion, taper, bands, dilution, decay: halfLife };

export const generator: Generator = {
  id: 'dosage-arithmetic',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(([name, make]) => ({
    name,
    levels: ['easy', 'medium', 'hard'],
    each: 7,
    make: (random, level) => until(() => make(random, level)),
  })),
};
