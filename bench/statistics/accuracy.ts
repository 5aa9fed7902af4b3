// How far is each special function from the reference values of the tests, at most?
// `node bench/statistics/accuracy.ts` prints the table of docs/statistics.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  betaDistribution,
  betaQuantile,
  betaUpperTail,
  binomialDistribution,
  binomialProbability,
  binomialUpperTail,
  chiSquareDistribution,
  chiSquareQuantile,
  chiSquareUpperQuantile,
  chiSquareUpperTail,
  logBeta,
  logGamma,
  normalDistribution,
  normalQuantile,
  normalUpperTail,
  studentTDistribution,
  studentTQuantile,
  studentTUpperTail,
} from '../../engine/statistics/index.ts';

type Computed = (...values: number[]) => number;

/** Functions of each table of reference values, in the order of its last columns. */
const FUNCTIONS: Readonly<Record<string, readonly Computed[]>> = {
  logGamma: [logGamma],
  logBeta: [logBeta],
  normal: [normalDistribution, normalUpperTail],
  student_t: [studentTDistribution, studentTUpperTail],
  chi_square: [chiSquareDistribution, chiSquareUpperTail],
  beta: [betaDistribution, betaUpperTail],
  binomial: [binomialProbability, binomialDistribution, binomialUpperTail],
  normal_quantile: [normalQuantile],
  student_t_quantile: [studentTQuantile],
  beta_quantile: [betaQuantile],
  chi_square_quantile: [chiSquareQuantile],
  chi_square_upper_quantile: [chiSquareUpperQuantile],
};

const file = join(import.meta.dirname, '../../test/engine/statistics/vectors.json');
const vectors: Readonly<Record<string, readonly (readonly number[])[]>> = JSON.parse(
  readFileSync(file, 'utf8'),
);

process.stdout.write('| function | reference values | largest relative error |\n');
process.stdout.write('| --- | --: | --: |\n');
for (const [name, functions] of Object.entries(FUNCTIONS))
  functions.forEach((compute, index) => {
    const rows = vectors[name] ?? [];
    const errors = rows.map((row) => relativeError(row, compute, index, functions.length));
    const largest = errors.reduce((most, error) => Math.max(most, error), 0);
    process.stdout.write(`| ${compute.name} | ${rows.length} | ${largest.toExponential(1)} |\n`);
  });

function relativeError(
  row: readonly number[],
  compute: Computed,
  index: number,
  outputs: number,
): number {
  const values = row.slice(0, row.length - outputs);
  const expected = row[values.length + index] ?? Number.NaN;
  const found = compute(...values);
  return expected === 0 ? Math.abs(found) : Math.abs(found / expected - 1);
}
