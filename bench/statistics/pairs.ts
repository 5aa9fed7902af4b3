import {
  type Interval,
  mcnemarExact,
  mcnemarMidP,
  newcombePaired,
  newcombeUnpaired,
  type PairedCounts,
  pairedDifference,
  pairedInterval,
  seededRandom,
  signFlipPermutation,
  tangoPaired,
} from '../../engine/statistics/index.ts';
import { casesOf, coin, type PairDesign, pairedCounts } from './draw.ts';
import { percent, remembered, type Section, shareOf } from './table.ts';

function holds({ low, high }: Interval, truth: number): boolean {
  return low <= truth && truth <= high;
}

/** Coverage of the intervals for two models on the same cases. */
export function pairedCoverage(seed: string, repetitions: number): Section {
  const newcombe = remembered((counts: PairedCounts) => newcombePaired(counts));
  const tango = remembered((counts: PairedCounts) => tangoPaired(counts));
  const robust = remembered((counts: PairedCounts) =>
    pairedInterval(pairedDifference(casesOf(counts))),
  );
  const designs = [20, 50, 100].flatMap((cases) =>
    [0, 0.05, 0.1].map((difference) => ({ cases, discordance: 0.2, difference })),
  );
  const rows = designs.map((design) => {
    const coverage = (method: (counts: PairedCounts) => Interval): string => {
      const random = seededRandom(`${seed} ${JSON.stringify(design)}`);
      return percent(
        shareOf(repetitions, () => holds(method(pairedCounts(random, design)), design.difference)),
      );
    };
    const points = `${100 * design.difference}`;
    return [`${design.cases}`, points, coverage(newcombe), coverage(tango), coverage(robust)];
  });
  return {
    title: 'Two models, the same cases',
    text:
      `Coverage of 95 % intervals of the difference in percent; 20 % of the cases are passed by one model only, ` +
      `${repetitions} repetitions each. The specification finds 95–100 for Newcombe and 94–100 for Tango over nine settings.`,
    head: ['Cases', 'Difference, points', 'Newcombe', 'Tango', 't'],
    rows,
  };
}

/** Coverage of the interval for two models on different cases. */
export function unpairedCoverage(seed: string, repetitions: number): Section {
  const settings: [number, number, number, number][] = [
    [20, 0.5, 20, 0.5],
    [20, 0.9, 30, 0.7],
    [50, 0.8, 50, 0.6],
    [50, 0.98, 50, 0.95],
    [100, 0.5, 400, 0.55],
    [200, 0.9, 200, 0.85],
  ];
  const interval = remembered(([passes_a, cases_a, passes_b, cases_b]: readonly number[]) =>
    newcombeUnpaired({
      passes_a: passes_a ?? 0,
      cases_a: cases_a ?? 1,
      passes_b: passes_b ?? 0,
      cases_b: cases_b ?? 1,
    }),
  );
  const rows = settings.map(([casesA, rateA, casesB, rateB]) => {
    const random = seededRandom(`${seed} ${casesA} ${rateA} ${casesB} ${rateB}`);
    const passes = (cases: number, rate: number): number =>
      Array.from({ length: cases }, () => coin(random, rate)).reduce((a, b) => a + b, 0);
    const coverage = shareOf(repetitions, () =>
      holds(
        interval([passes(casesA, rateA), casesA, passes(casesB, rateB), casesB]),
        rateB - rateA,
      ),
    );
    return [`${casesA}`, percent(rateA), `${casesB}`, percent(rateB), percent(coverage)];
  });
  return {
    title: 'Two models, different cases',
    text: `Coverage of Newcombe’s 95 % interval for independent rates in percent, ${repetitions} repetitions each.`,
    head: ['Cases A', 'Rate A, %', 'Cases B', 'Rate B, %', 'Newcombe'],
    rows,
  };
}

/** How often tests call equal models different. */
export function typeOneErrors(seed: string, repetitions: number): Section {
  const specified: Record<number, [string, string]> = {
    20: ['0.2–3.1 over all n', '1.6–4.8 over all n'],
    50: ['', ''],
    100: ['', ''],
  };
  const rows = [20, 50, 100].map((cases) => {
    const design: PairDesign = { cases, discordance: 0.2, difference: 0 };
    const error = (test: (counts: PairedCounts) => number): string => {
      const random = seededRandom(`${seed} ${cases}`);
      return percent(shareOf(repetitions, () => test(pairedCounts(random, design)) <= 0.05));
    };
    const exact = error(({ only_a, only_b }) => mcnemarExact(only_a, only_b));
    const midP = error(({ only_a, only_b }) => mcnemarMidP(only_a, only_b));
    const [specifiedExact, specifiedMidP] = specified[cases] ?? ['', ''];
    return [`${cases}`, exact, specifiedExact, midP, specifiedMidP, signFlipError(seed, cases)];
  });
  return {
    title: 'Tests of equal models',
    text:
      `How often p ≤ 0.05 in percent when nothing differs; 20 % of the cases are passed by one model only, ` +
      `${repetitions} repetitions, ${SIGN_FLIPS} for the sign-flip test on scores in twentieths.`,
    head: [
      'Cases',
      'McNemar exact',
      'specified',
      'McNemar mid-p',
      'specified',
      'Sign-flip permutation',
    ],
    rows,
  };
}

const SIGN_FLIPS = 5000;

function signFlipError(seed: string, cases: number): string {
  const random = seededRandom(`${seed} sign flip ${cases}`);
  const error = shareOf(SIGN_FLIPS, (repetition) => {
    const differences = Array.from({ length: cases }, () => {
      const size = random.below(8) / 20;
      return coin(random, 0.5) === 1 ? size : -size;
    });
    return signFlipPermutation(differences, `${repetition}`) <= 0.05;
  });
  return percent(error);
}
