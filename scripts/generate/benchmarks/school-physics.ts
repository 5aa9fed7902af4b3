import { type Draft, type Generator, type Level, until } from '../generator.ts';
import type { Random } from '../random.ts';
import { PEOPLE } from '../words.ts';

/** A question whose answer two formulas give; three decimals at most, or it is rejected. */
function asked(
  question: string,
  unit: string,
  [one, other]: readonly [number, number],
): Draft | null {
  if (Math.abs(one - other) > 1e-9 * Math.max(1, Math.abs(one)))
    throw new Error(`${question}: ${one} is not ${other}`);
  const rounded = Math.round(one * 1000) / 1000;
  if (Math.abs(rounded - one) > 1e-9 || rounded === 0) return null;
  return { fields: { question: `${question} Answer in ${unit}.` }, expected: `${rounded} ${unit}` };
}

/** Uniformly accelerated motion: by the formula, and by the area under the graph of the speed. */
function motion(random: Random, level: Level): Draft | null {
  const [u, a, t] = [random.int(0, 12), random.int(1, 12) / 2, random.int(2, 14)];
  const v = u + a * t;
  const s = ((u + v) / 2) * t;
  const [thing, start] = [
    random.pick(['cyclist', 'tram', 'boat', 'lift', 'sledge']),
    u === 0 ? 'starts from rest' : `moves at ${u} m/s`,
  ];
  if (level === 'easy')
    return asked(
      `A ${thing} ${start} and accelerates at ${a} m/s² for ${t} s. How fast is it then?`,
      'm/s',
      [v, (2 * s) / t - u],
    );
  if (level === 'medium')
    return asked(
      `A ${thing} ${start} and accelerates at ${a} m/s² for ${t} s. How far does it get in that time?`,
      'm',
      [u * t + (a * t * t) / 2, s],
    );
  const brake = random.int(1, 8) / 2;
  return asked(
    `A ${thing} ${start}, accelerates at ${a} m/s² for ${t} s and then brakes at ${brake} m/s² until it stands. How far does it get in all?`,
    'm',
    [u * t + (a * t * t) / 2 + (v * v) / (2 * brake), s + (v / 2) * (v / brake)],
  );
}

/** Resistors in series and side by side: by resistance, and by adding up the currents. */
function circuit(random: Random, level: Level): Draft | null {
  const volts = random.int(2, 24);
  const [a, b, c] = [random.int(1, 12) * 2, random.int(1, 12) * 2, random.int(1, 12) * 2];
  const series = random.chance(0.5);
  if (level === 'easy') {
    const total = series ? a + b : (a * b) / (a + b);
    return asked(
      `Two resistors of ${a} Ω and ${b} Ω are connected ${series ? 'in series' : 'in parallel'} to a battery of ${volts} V. Which current does the battery deliver?`,
      'A',
      [volts / total, series ? volts / (a + b) : volts / a + volts / b],
    );
  }
  const pair = (a * b) / (a + b);
  const current = volts / (pair + c);
  const inPair = volts - current * c;
  const setting = `Resistors of ${a} Ω and ${b} Ω are connected in parallel; a resistor of ${c} Ω is in series with the pair. The whole is connected to ${volts} V.`;
  if (level === 'medium')
    return asked(`${setting} Which current flows through the resistor of ${c} Ω?`, 'A', [
      current,
      inPair / a + inPair / b,
    ]);
  return asked(`${setting} Which power does the resistor of ${a} Ω turn into heat?`, 'W', [
    (inPair * inPair) / a,
    ((current * b) / (a + b)) ** 2 * a,
  ]);
}

/** Density, pressure and buoyancy, with g = 10 N/kg. */
function fluids(random: Random, level: Level): Draft | null {
  const density = random.pick([600, 800, 1200, 1500, 2500, 4000]);
  const [x, y, z] = [random.int(1, 9) * 10, random.int(1, 9) * 10, random.int(1, 9) * 10];
  const volume = (x * y * z) / 1e6;
  const mass = density * volume;
  const block = `A solid block measures ${x} cm by ${y} cm by ${z} cm and has a density of ${density} kg/m³.`;
  if (level === 'easy')
    return asked(`${block} What is its mass?`, 'kg', [
      mass,
      (density / 1000) * ((x * y * z) / 1000),
    ]);
  if (level === 'medium')
    return asked(
      `${block} It rests on its face of ${x} cm by ${y} cm. Which pressure does its weight exert on the ground (g = 10 N/kg)?`,
      'kPa',
      [(mass * 10) / ((x * y) / 1e4) / 1000, (density * 10 * (z / 100)) / 1000],
    );
  if (density <= 1000)
    return asked(
      `${block} It floats in water (1000 kg/m³). Which volume of it is under water?`,
      'L',
      [mass, volume * 1000 * (density / 1000)],
    );
  return asked(
    `${block} It hangs from a rope, wholly under water (1000 kg/m³), and touches nothing else. With which force does it pull at the rope (g = 10 N/kg)?`,
    'N',
    [(mass - 1000 * volume) * 10, (density - 1000) * volume * 10],
  );
}

/** Work, power and efficiency, with g = 10 N/kg. */
function energy(random: Random, level: Level): Draft | null {
  const [mass, height, seconds] = [random.int(2, 90) * 5, random.int(2, 40), random.int(2, 60)];
  const efficiency = random.pick([40, 50, 60, 75, 80]);
  const joules = mass * 10 * height;
  if (level === 'easy')
    return asked(
      `A crane lifts ${mass} kg by ${height} m (g = 10 N/kg). How much work is done on the load?`,
      'kJ',
      [joules / 1000, ((mass / 100) * height * 1000) / 1000],
    );
  if (level === 'medium')
    return asked(
      `A winch lifts ${mass} kg by ${height} m in ${seconds} s at constant speed (g = 10 N/kg). ${efficiency} % of the power that its motor takes reach the load. Which power does the motor take?`,
      'W',
      [joules / seconds / (efficiency / 100), (mass * 10 * (height / seconds) * 100) / efficiency],
    );
  const speed = random.int(1, 15);
  const lost = mass * 10 * height - (mass * speed * speed) / 2;
  if (lost <= 0) return null;
  const slope = height * random.int(2, 6);
  return asked(
    `A sledge of ${mass} kg starts from rest, ${height} m above the valley, and arrives there at ${speed} m/s after ${slope} m of track (g = 10 N/kg). How large is the friction force, taken as constant?`,
    'N',
    [lost / slope, mass * (10 * (height / slope) - (speed * speed) / (2 * slope))],
  );
}

/** Mixing and heating, with the specific heat of water as 4.2 kJ/(kg·K). */
function heat(random: Random, level: Level): Draft | null {
  const [m1, m2] = [random.int(1, 20) / 2, random.int(1, 20) / 2];
  const [t1, t2] = [random.int(5, 30), random.int(40, 95)];
  const mixed = (m1 * t1 + m2 * t2) / (m1 + m2);
  if (level === 'easy')
    return asked(
      `How much heat do ${m1} kg of water need to warm from ${t1} °C to ${t2} °C (4.2 kJ per kg and kelvin; no losses)?`,
      'kJ',
      [4.2 * m1 * (t2 - t1), 4.2 * m1 * t2 - 4.2 * m1 * t1],
    );
  if (level === 'medium')
    return asked(
      `${m1} kg of water at ${t1} °C are mixed with ${m2} kg of water at ${t2} °C, without losses. Which temperature does the mixture take?`,
      '°C',
      [mixed, t1 + ((t2 - t1) * m2) / (m1 + m2)],
    );
  const [kilowatts, loss] = [random.int(1, 6) / 2, random.pick([10, 20, 25, 50])];
  const useful = kilowatts * (1 - loss / 100);
  return asked(
    `A kettle takes ${kilowatts} kW; ${loss} % of it are lost to the room. It holds ${m1} kg of water at ${t1} °C. How long does it take to reach ${t2} °C (4.2 kJ per kg and kelvin; the kettle itself takes up no heat)?`,
    's',
    [(4.2 * m1 * (t2 - t1)) / useful, (t2 - t1) / (useful / (4.2 * m1))],
  );
}

/** Waves and levers. */
function waves(random: Random, level: Level): Draft | null {
  const [length, seconds, crests] = [random.int(2, 60) / 4, random.int(4, 40), random.int(2, 30)];
  const speed = length * (crests / seconds);
  const who = random.pick(PEOPLE);
  if (level === 'easy')
    return asked(
      `${who} counts ${crests} full waves passing a post in ${seconds} s; their crests are ${length} m apart. How fast do the waves run?`,
      'm/s',
      [speed, length / (seconds / crests)],
    );
  if (level === 'medium')
    return asked(
      `Sound runs at 340 m/s. ${who} claps in front of a cliff and hears the echo after ${seconds / 4} s. How far away is the cliff?`,
      'm',
      [(340 * (seconds / 4)) / 2, 170 * (seconds / 4)],
    );
  const [left, arm, right] = [random.int(2, 20), random.int(1, 12) * 5, random.int(1, 12) * 5];
  const weight = random.int(1, 5);
  return asked(
    `A light rod turns about a pin. At ${arm} cm to the left of the pin hang ${left} kg, at ${right + 10} cm to the left of it ${weight} kg. Which mass at ${right} cm to the right of the pin keeps the rod level?`,
    'kg',
    [
      (left * arm + weight * (right + 10)) / right,
      (left * arm) / right + weight * (1 + 10 / right),
    ],
  );
}

const MAKERS = { motion, circuit, fluids, energy, heat, waves };

export const generator: Generator = {
  id: 'school-physics',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(([name, make]) => ({
    name,
    levels: ['easy', 'medium', 'hard'],
    each: 7,
    make: (random, level) => until(() => make(random, level)),
  })),
};
