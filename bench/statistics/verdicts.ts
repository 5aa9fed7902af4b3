import {
  comparePaired,
  equivalence,
  holm,
  nonInferiority,
  type PairedCounts,
  pairedDifference,
  rankRanges,
  regressionProbability,
  seededRandom,
} from '../../engine/statistics/index.ts';
import { casesOf, coin, pairedCounts } from './draw.ts';
import { percent, remembered, type Section, shareOf } from './table.ts';

/** How often any range of ranks is wrong. */
export function rankErrors(seed: string, repetitions: number): Section {
  const settings: [string, readonly number[]][] = [
    ['six equal', [0.6, 0.6, 0.6, 0.6, 0.6, 0.6]],
    ['three pairs', [0.5, 0.5, 0.6, 0.6, 0.7, 0.7]],
    ['six different', [0.5, 0.54, 0.58, 0.62, 0.66, 0.7]],
  ];
  const rows = settings.map(([name, rates]) => {
    const random = seededRandom(`${seed} ${name}`);
    const error = shareOf(repetitions, () => {
      const answers = Array.from({ length: 200 }, () => {
        const hardness = random.fraction() - 0.5;
        return rates.map((rate) => coin(random, rate + 0.4 * hardness));
      });
      return isAnyRangeWrong(rates, answers);
    });
    return [name, percent(error), 'at most 5'];
  });
  return {
    title: 'Ranges of ranks',
    text:
      `How often any of six models’ ranges misses its true rank, in percent; 200 cases of varying difficulty, exact ` +
      `McNemar tests of all pairs after Holm, ${repetitions} repetitions.`,
    head: ['Models', 'Family-wise error', 'specified'],
    rows,
  };
}

function isAnyRangeWrong(
  rates: readonly number[],
  answers: readonly (readonly number[])[],
): boolean {
  const models = rates.map((_, index) => `${index}`);
  const tested = models.flatMap((a, i) =>
    models.slice(i + 1).map((b, offset) => {
      const pairs = answers.map((row, item) => ({
        a: row[i] ?? 0,
        b: row[i + 1 + offset] ?? 0,
        cluster: `${item}`,
        weight: 1,
      }));
      const { difference, p_value } = comparePaired(pairs, 'ranks');
      return { a, b, difference, p_value };
    }),
  );
  const adjusted = holm(tested.map(({ p_value }) => p_value));
  const ranges = rankRanges(
    models,
    tested.map((pair, index) => ({ ...pair, p_adjusted: adjusted[index] ?? 1 })),
  );
  return ranges.some(({ rank_low, rank_high }, index) => {
    const own = rates[index] ?? 0;
    const best = 1 + rates.filter((rate) => rate > own).length;
    const worst = rates.filter((rate) => rate >= own).length;
    // A model that shares its rate has every rank between the two; the range must hold all of them.
    return rank_low > best || rank_high < worst;
  });
}

/** What the gate says about a change that is known. */
export function gateVerdicts(seed: string, repetitions: number): Section {
  const settings: [number, number, string][] = [
    [50, 0, '4–6'],
    [200, 0, '4–6'],
    [1000, 0, '4–6'],
    [50, -0.05, '22'],
    [200, -0.05, '60'],
    [1000, -0.05, '99.5'],
    [200, -0.1, '99'],
  ];
  const verdict = remembered((counts: PairedCounts) => gateVerdict(counts, 0.02));
  const rows = settings.map(([cases, difference, specified]) => {
    const design = { cases, discordance: 0.15, difference };
    const random = seededRandom(`${seed} ${cases} ${difference}`);
    const seen = Array.from({ length: repetitions }, () => verdict(pairedCounts(random, design)));
    const share = (name: string): string =>
      percent(seen.filter((one) => one === name).length / repetitions);
    const exact = (rule: 'bound' | 'exact'): string =>
      percent(regressionProbability({ cases, discordance: 0.15, change: difference, rule }));
    return [
      `${cases}`,
      `${100 * difference}`,
      share('regressed'),
      exact('bound'),
      specified,
      exact('exact'),
      share('improved'),
      share('no regression'),
      share('no evidence'),
    ];
  });
  return {
    title: 'Verdicts of the gate',
    text:
      `Verdicts in percent at one-sided 5 %, margin 2 points; 15 % of the cases are passed by one run only, ` +
      `${repetitions} repetitions. “Computed” sums over all outcomes and needs no simulation.`,
    head: [
      'Cases',
      'True change, points',
      'Regressed',
      'computed',
      'specified',
      'by exact McNemar',
      'Improved',
      'No regression',
      'No evidence',
    ],
    rows,
  };
}

function gateVerdict(counts: PairedCounts, margin: number): string {
  const estimate = pairedDifference(casesOf(counts));
  const { low, high } = equivalence(estimate, margin);
  if (low > 0) return 'improved';
  if (high < 0) return 'regressed';
  return nonInferiority(estimate, margin).holds ? 'no regression' : 'no evidence';
}
