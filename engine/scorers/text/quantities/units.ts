import { type Dimension, dimensionOf } from './dimension.ts';

/** What a unit measures and how large it is in units of the SI (and bits and radians). */
export interface Unit {
  readonly factor: number;
  readonly dimension: Dimension;
  /** Added after the factor: 273.15 for degrees Celsius. */
  readonly offset?: number;
}

/** Names, size and dimension; names that may take a prefix (km, kilometre) stand in the first list. */
type Row = readonly [prefixable: string, others: string, factor: number, dimension: string];

const FOOT = 0.3048;
const POUND = 0.45359237;
const GALLON = 0.003785411784;
const DEGREE = Math.PI / 180;
const ENERGY = 'mass length2 time-2';
const PRESSURE = 'mass length-1 time-2';
const POWER = 'mass length2 time-3';

/**
 * Exact factors of the SI Brochure (9th edition, 2019) and of NIST Special Publication 811,
 * appendix B; gallons, cups and tons are those of the United States, calories thermochemical,
 * a year is 365.25 days.
 */
const ROWS: readonly Row[] = [
  ['m metre meter metres meters', '', 1, 'length'],
  ['', 'in inch inches', FOOT / 12, 'length'],
  ['', 'ft foot feet', FOOT, 'length'],
  ['', 'yd yard yards', 3 * FOOT, 'length'],
  ['', 'mi mile miles', 5280 * FOOT, 'length'],
  ['', 'nmi nautical_mile nautical_miles', 1852, 'length'],
  ['', 'Å angstrom angstroms', 1e-10, 'length'],
  ['', 'micron microns', 1e-6, 'length'],
  ['', 'au AU astronomical_unit astronomical_units', 149597870700, 'length'],
  ['ly', 'light-year light-years light_year light_years', 9460730472580800, 'length'],
  ['pc parsec parsecs', '', 3.085677581491367e16, 'length'],
  ['g gram grams gramme grammes', '', 1e-3, 'mass'],
  ['t tonne tonnes', 'metric_ton metric_tons', 1000, 'mass'],
  ['', 'ton tons', 2000 * POUND, 'mass'],
  ['', 'lb lbs pound pounds', POUND, 'mass'],
  ['', 'oz ounce ounces', POUND / 16, 'mass'],
  ['', 'st stone stones', 14 * POUND, 'mass'],
  ['Da dalton daltons', 'amu', 1.6605390689252e-27, 'mass'],
  ['s sec second seconds', 'secs', 1, 'time'],
  ['', 'min mins minute minutes', 60, 'time'],
  ['', 'h hr hrs hour hours', 3600, 'time'],
  ['', 'd day days', 86400, 'time'],
  ['', 'wk week weeks', 604800, 'time'],
  ['', 'month months', 2629800, 'time'],
  ['yr year years', 'yrs', 31557600, 'time'],
  ['K kelvin kelvins', '', 1, 'temperature'],
  ['A ampere amperes amp amps', '', 1, 'current'],
  ['mol mole moles', '', 1, 'amount'],
  ['Ah', '', 3600, 'current time'],
  ['cd candela candelas', '', 1, 'light'],
  ['lm lumen lumens', '', 1, 'light'],
  ['lx lux', '', 1, 'light length-2'],
  ['b bit bits', '', 1, 'data'],
  ['B byte bytes', '', 8, 'data'],
  ['rad radian radians', '', 1, 'angle'],
  ['', '° deg degree degrees', DEGREE, 'angle'],
  ['', 'arcmin arcminute arcminutes', DEGREE / 60, 'angle'],
  ['', 'arcsec arcsecond arcseconds', DEGREE / 3600, 'angle'],
  ['', 'rev revolution revolutions turn turns', 2 * Math.PI, 'angle'],
  ['', 'rpm', (2 * Math.PI) / 60, 'angle time-1'],
  ['Hz hertz', '', 1, 'time-1'],
  ['Bq becquerel becquerels', '', 1, 'time-1'],
  ['L l litre liter litres liters', '', 1e-3, 'length3'],
  ['', 'gal gallon gallons', GALLON, 'length3'],
  ['', 'qt quart quarts', GALLON / 4, 'length3'],
  ['', 'pt pint pints', GALLON / 8, 'length3'],
  ['', 'cup cups', GALLON / 16, 'length3'],
  ['', 'fl_oz fluid_ounce fluid_ounces', GALLON / 128, 'length3'],
  ['', 'tbsp tablespoon tablespoons', GALLON / 256, 'length3'],
  ['', 'tsp teaspoon teaspoons', GALLON / 768, 'length3'],
  ['', 'cc', 1e-6, 'length3'],
  ['', 'bbl', 42 * GALLON, 'length3'],
  ['', 'acre acres', 43560 * FOOT ** 2, 'length2'],
  ['', 'ha hectare hectares', 1e4, 'length2'],
  ['', 'mph', (5280 * FOOT) / 3600, 'length time-1'],
  ['', 'kph kmh', 1 / 3.6, 'length time-1'],
  ['', 'fps', FOOT, 'length time-1'],
  ['', 'kn knot knots', 1852 / 3600, 'length time-1'],
  ['N newton newtons', '', 1, 'mass length time-2'],
  ['', 'lbf', POUND * 9.80665, 'mass length time-2'],
  ['Pa pascal pascals', '', 1, PRESSURE],
  ['bar bars', '', 1e5, PRESSURE],
  ['', 'atm atmosphere atmospheres', 101325, PRESSURE],
  ['', 'mmHg', 133.322387415, PRESSURE],
  ['torr Torr', '', 101325 / 760, PRESSURE],
  ['', 'psi', (POUND * 9.80665) / (FOOT / 12) ** 2, PRESSURE],
  ['J joule joules', '', 1, ENERGY],
  ['cal calorie calories', 'Cal', 4.184, ENERGY],
  ['Wh watt-hour watt-hours watt_hour watt_hours watthour watthours', '', 3600, ENERGY],
  ['eV electronvolt electronvolts', 'electron_volt electron_volts', 1.602176634e-19, ENERGY],
  ['', 'BTU Btu', 1055.05585262, ENERGY],
  ['erg ergs', '', 1e-7, ENERGY],
  ['W watt watts', '', 1, POWER],
  ['', 'hp horsepower', 550 * FOOT * POUND * 9.80665, POWER],
  ['V volt volts', '', 1, `${POWER} current-1`],
  ['Ω ohm ohms', '', 1, `${POWER} current-2`],
  ['S siemens', '', 1, 'mass-1 length-2 time3 current2'],
  ['farad farads', '', 1, 'mass-1 length-2 time4 current2'],
  ['coulomb coulombs', '', 1, 'current time'],
  ['Wb weber webers', '', 1, 'mass length2 time-2 current-1'],
  ['T tesla teslas', '', 1, 'mass time-2 current-1'],
  ['H henry henries henrys', '', 1, 'mass length2 time-2 current-2'],
  ['Gy gray grays', '', 1, 'length2 time-2'],
  ['Sv sievert sieverts', '', 1, 'length2 time-2'],
];

/** The food calorie is a thousand of the others. */
const LARGE_CALORIE = 4184;

/** Units by name, those that take a prefix apart. */
export const PREFIXABLE: ReadonlyMap<string, Unit> = tableOf(0);
export const UNPREFIXED: ReadonlyMap<string, Unit> = new Map([
  ...tableOf(1),
  ...PREFIXABLE,
  ['Cal', { factor: LARGE_CALORIE, dimension: dimensionOf(ENERGY) }],
  ...temperatures(),
]);
/** Symbols that mean something else without a prefix: µF is a capacity, F a temperature. */
export const PREFIXED_ONLY: ReadonlyMap<string, Unit> = new Map(
  (
    [
      ['F', 'farad'],
      ['C', 'coulomb'],
    ] as const
  ).flatMap(([symbol, name]) => {
    const unit = PREFIXABLE.get(name);
    return unit === undefined ? [] : [[symbol, unit]];
  }),
);

function tableOf(column: 0 | 1): Map<string, Unit> {
  return new Map(
    ROWS.flatMap((row) => {
      const unit = { factor: row[2], dimension: dimensionOf(row[3]) };
      const names = row[column].split(' ').filter((name) => name !== '');
      return names.map((name) => [name.replaceAll('_', ' '), unit] as const);
    }),
  );
}

function temperatures(): (readonly [string, Unit])[] {
  const dimension = dimensionOf('temperature');
  const celsius = { factor: 1, dimension, offset: 273.15 };
  const fahrenheit = { factor: 5 / 9, dimension, offset: (459.67 * 5) / 9 };
  const named = (unit: Unit, symbol: string, word: string) =>
    [`°${symbol}`, `deg ${symbol}`, `deg${symbol}`, `° ${symbol}`, symbol, word, `degree ${word}`]
      .concat(`degrees ${word}`, `deg ${word}`, `° ${word}`, `degrees ${symbol}`)
      .map((name) => [name, unit] as const);
  return [
    ...named(celsius, 'C', 'celsius'),
    ...named(celsius, 'C', 'centigrade'),
    ...named(fahrenheit, 'F', 'fahrenheit'),
  ];
}
