import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expected } from '../../../engine/benchmark/benchmark.ts';
import type { JsonObject } from '../../../engine/json.ts';
import { scoreBy } from './helpers.ts';
import conversions from './vectors/quantities.json' with { type: 'json' };

type Row = readonly [options: JsonObject, answer: string, expected: Expected, value: number | null];

test(`quantity: conversions of ${conversions.source}`, () => {
  for (const [expected = '', answer = ''] of conversions.equal) {
    for (const [a, b] of [
      [answer, expected],
      [expected, answer],
    ] as const) {
      const score = scoreBy('quantity', { relative_tolerance: 1e-7 }, a, b);
      assert.equal(score.value, 1, `${a} and ${b}: ${score.reason}`);
    }
    const wrong = scoreBy('quantity', {}, expected.replace(/^-?[\d.]+/, '987.6'), expected);
    assert.equal(wrong.value, 0);
  }
});

/** Worked out by hand. */
const QUANTITIES: readonly Row[] = [
  [{}, '5000 m', '5 km', 1],
  [{}, '5 m', '5 km', 0],
  [{}, '5 kg', '5 km', 0],
  [{}, '5', '5 km', 0],
  [{ unit_optional: true }, '5', '5 km', 1],
  [{ unit_optional: true }, '5 m', '5 km', 0],
  [{}, '0.51 km', '0.5 km', 0],
  [{ tolerance: 0.01 }, '0.51 km', '0.5 km', 1],
  [{ tolerance: 0.01 }, '510 m', '0.5 km', 1],
  [{ relative_tolerance: 0.01 }, '101 g', '0.1 kg', 1],
  [{ relative_tolerance: 0.01 }, '102 g', '0.1 kg', 0],
  // Products, quotients and powers of units, in LaTeX and plain.
  [{}, '36 km/h', '10 m/s', 1],
  [{}, '10 metres per second', '10 m/s', 1],
  [{}, '10 m s^{-1}', '10 m/s', 1],
  [{}, '10 m·s⁻¹', '10 m/s', 1],
  [{}, '$10\\,\\mathrm{m/s}$', '10 m/s', 1],
  [{}, '\\boxed{10 \\text{ m/s}}', '10 m/s', 1],
  [{}, '9.81 N/kg', '9.81 m/s^2', 1],
  [{}, '4186 J/(kg·K)', '4.186 kJ/(kg K)', 1],
  [{}, '1 kg·m^2/s^2', '1 J', 1],
  [{}, '1 W s', '1 J', 1],
  [{}, '1 m2', '10000 cm2', 1],
  [{}, '1 cubic metre', '1000 L', 1],
  [{}, '2 square feet', '288 square inches', 1],
  [{}, '3 sq ft', '1 square yard', 0],
  [{}, '9 square feet', '1 square yard', 1],
  [{}, '60 Hz', '60 s^-1', 1],
  // Temperatures have an offset, their differences in other units have none.
  [{}, '25 °C', '298.15 K', 1],
  [{}, '77 degrees Fahrenheit', '25 degrees Celsius', 1],
  [{}, '25^\\circ\\text{C}', '77 °F', 1],
  [{}, '5 J/°C', '5 J/K', 1],
  [{}, '25 K', '25 °C', 0],
  [{}, '25°', '25 °C', 0],
  // Compound quantities, fractions, magnitudes, grouping, minus signs.
  [{}, '5 ft 11 in', '71 inches', 1],
  [{}, '1 h 30 min', '1.5 hours', 1],
  [{}, '2 hours and 15 minutes', '135 min', 1],
  [{}, '3/4 cup', '6 fl oz', 1],
  [{}, '1.5 million km', '1500000 km', 1],
  [{}, '1,500,000 km', '1.5e6 km', 1],
  [{}, '1.5 × 10^6 km', '1.5e6 km', 1],
  [{}, '−40 °F', '-40 °C', 1],
  [{}, '40 °F', '-40 °C', 0],
  // Prefixes and symbols that look alike.
  [{}, '1 MB', '1000 kB', 1],
  [{}, '1 MiB', '1024 KiB', 1],
  [{}, '8 Mb', '1 MB', 1],
  [{}, '1 mW', '1 MW', 0],
  [{}, '1 min', '60 s', 1],
  [{}, '5 μm', '5 µm', 1],
  [{}, '10 kΩ', '10000 ohms', 1],
  [{}, '10 μF', '1e-5 farad', 1],
  // The conventional millimetre of mercury of NIST SP 811; SciPy takes it for a torr.
  [{}, '133.322387415 Pa', '1 mmHg', 1],
  // Prose: the last quantity that converts counts.
  [{}, 'It covers 120 km in 2 hours.', '120 km', 1],
  [{}, 'It covers 120 km in 2 hours.', '2 h', 1],
  [{}, 'First 5 km, then 7 km.', '7 km', 1],
  [{ pick: 'first' }, 'First 5 km, then 7 km.', '5 km', 1],
  [{}, 'a 5-mile walk', '5 miles', 1],
  [{}, '5 in the box', '5 in', 0],
  [{}, 'none', '5 km', 0],
  // Accepted answers, and expected values that are no quantities.
  [{}, '7 km', ['5 km', '7 km'], 1],
  [{}, '5 km', 5, null],
  [{}, '5 km', 'five', null],
  [{}, '5 km', ['5 km', '5 apples'], null],
];

test('quantity: vectors', () => {
  check('quantity', QUANTITIES);
});

/** Worked out by hand; the two roundings of a tie are those of ISO 80000-1:2022, annex B. */
const DIGITS: readonly Row[] = [
  [{}, '3.14', '3.14', 1],
  [{}, '3.14159', '3.14', 1],
  [{}, '3.1', '3.14', 0],
  [{}, '3.145', '3.14', 1],
  [{}, '3.15', '3.14', 0],
  [{ digits: 2 }, '3.1', '3.14159', 1],
  [{ digits: 2 }, '3.2', '3.14159', 0],
  [{ digits: 3 }, '0.00123', '0.0012345', 1],
  [{ digits: 3 }, '1.23e-3', '0.0012345', 1],
  [{ digits: 3 }, '123000', '123456', 1],
  [{ digits: 2 }, '0.12', '0.125', 1],
  [{ digits: 2 }, '0.13', '0.125', 1],
  [{ digits: 2 }, '0.14', '0.125', 0],
  [{ digits: 3 }, '1000', '999.6', 1],
  [{ digits: 3 }, '-3.14', '3.14', 0],
  [{ digits: 3 }, '0', '0.0', 1],
  [{ digits: 20 }, '12345678901234567890', '12345678901234567891', 0],
  [{ digits: 19 }, '12345678901234567890', '12345678901234567891', 1],
  [{ digits: 3, written: true }, '3.10', '3.1', 1],
  [{ digits: 3, written: true }, '3.1', '3.10', 0],
  [{ digits: 3, written: true }, '3.100', '3.1', 0],
  [{ digits: 2, written: true }, '1200', '1234', 1],
  [{ digits: 3, written: true }, '0.00120', '0.0012', 1],
  [{ digits: 3 }, 'about \\boxed{3.14}, or 22/7', '3.14159', 1],
  [{}, 'none', '3.14', 0],
  [{}, '3.14', 'pi', null],
  [{}, '3.14', true, null],
];

test('significant_digits: vectors', () => {
  check('significant_digits', DIGITS);
});

/** Worked out by hand. */
const SETS: readonly Row[] = [
  [{}, '1, 2, 3', [3, 2, 1], 1],
  [{}, '{1,2,3}', '1; 2; 3', 1],
  [{}, '\\{100,200\\}', [100, 200], 1],
  [{}, '100,200', [100200], 1],
  [{}, '[1, 2]', [1, 2, 3], 0],
  [{}, '1, 2, 3, 4', [1, 2, 3], 0],
  [{}, '1, 1, 2', [1, 2], 1],
  [{ repetitions: true }, '1, 1, 2', [1, 2], 0],
  [{ repetitions: true }, '1, 2, 1', [1, 1, 2], 1],
  [{}, 'x = 2 or x = -3', [-3, 2], 1],
  [{}, 'x_1 = 2, x_2 = -3', [-3, 2], 1],
  [{}, 'x = \\pm 2', [-2, 2], 1],
  [{}, '±1.5', [1.5, -1.5], 1],
  [{}, '1/2 and 3/4', [0.5, 0.75], 1],
  [{}, 'So 3 of 5, that is \\boxed{\\{2, 4\\}}', [2, 4], 1],
  [{}, 'In 2024 the set is {2, 4}.', [2, 4], 1],
  [{ partial: true }, '1, 2', [1, 2, 3, 4], 2 / 3],
  [{ partial: true }, '1, 2, 5, 6', [1, 2, 3, 4], 0.5],
  [{ tolerance: 0.1 }, '1.05, 2', [1, 2.1], 1],
  [{ tolerance: 0.1 }, '1.2, 2', [1, 2], 0],
  [{}, '2, 1', [[3], [1, 2]], 1],
  [{}, 'none', [1], 0],
  [{}, '1', 'none', null],
  [{}, '1', [], null],
];

test('number_set: vectors', () => {
  check('number_set', SETS);
});

function check(type: string, rows: readonly Row[]): void {
  for (const [options, answer, expected, value] of rows) {
    const score = scoreBy(type, options, answer, expected);
    const what = `${JSON.stringify(expected)} and ${answer}: ${score.reason}`;
    if (value === null || score.value === null) assert.equal(score.value, value, what);
    else assert.ok(Math.abs(score.value - value) < 1e-12, `${what}, ${score.value}`);
  }
}
