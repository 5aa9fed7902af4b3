import {
  betaPosterior,
  binomialProbability,
  clopperPearson,
  clusteredMean,
  clusterTInterval,
  type Interval,
  normalQuantile,
  seededRandom,
  studentTQuantile,
  wilson,
  wilsonOnEffectiveN,
} from '../../engine/statistics/index.ts';
import { type ClusterDesign, clusteredPasses, clusteredRubrics } from './draw.ts';
import { percent, percentRange, type Section, shareOf } from './table.ts';

type Method = (passes: number, n: number) => Interval;

function around(rate: number, reach: number): Interval {
  return { low: rate - reach, high: rate + reach };
}

const METHODS: readonly Method[] = [
  (passes, n) => {
    const rate = passes / n;
    return around(rate, normalQuantile(0.975) * Math.sqrt((rate * (1 - rate)) / n));
  },
  (passes, n) => {
    const rate = passes / n;
    return around(rate, studentTQuantile(0.975, n - 1) * Math.sqrt((rate * (1 - rate)) / (n - 1)));
  },
  (passes, n) => wilson(passes / n, n),
  (passes, n) => clopperPearson(passes, n),
  (passes, n) => betaPosterior(passes, n),
];

const SPECIFIED: Readonly<Record<number, readonly string[]>> = {
  10: ['79 / 18', '82 / 18', '95.5 / 90', '98 / 96', '95.6 / 82'],
  30: ['90 / 45', '91 / 45', '95.3 / 92', '97 / 95', '95.2 / 88'],
  100: ['93.6 / 80', '93.8 / 80', '95.0 / 93', '96.4 / 95', '95.1 / 93'],
  500: ['94.6 / 92', '94.7 / 92', '95.0 / 94', '95.7 / 95', '95.0 / 94'],
};

/** Exact coverage of one pass rate over true rates of 2 % to 98 %. */
export function rateCoverage(): Section {
  const rows = Object.entries(SPECIFIED).flatMap(([size, specified]) => {
    const n = Number(size);
    const cells = METHODS.map((method) => averageAndWorst(method, n));
    return [
      [`${n}`, 'here', ...cells],
      [`${n}`, 'specification', ...specified],
    ];
  });
  return {
    title: 'One pass rate, independent cases',
    text: 'Exact coverage of 95 % intervals in percent, average / worst over true rates from 2 % to 98 %.',
    head: ['n', '', 'Wald', 't', 'Wilson', 'Clopper-Pearson', 'Beta(1,1)'],
    rows,
  };
}

function averageAndWorst(method: Method, n: number): string {
  const intervals = Array.from({ length: n + 1 }, (_, passes) => method(passes, n));
  const rates = Array.from({ length: 97 }, (_, index) => (index + 2) / 100);
  const coverages = rates.map((rate) =>
    intervals.reduce(
      (total, { low, high }, passes) =>
        low <= rate && rate <= high ? total + binomialProbability(passes, n, rate) : total,
      0,
    ),
  );
  const average = coverages.reduce((total, one) => total + one, 0) / coverages.length;
  return `${percent(average)} / ${percent(Math.min(...coverages))}`;
}

const CLUSTERS = [5, 10, 20, 50];
const SIZE = 8;
const PARTS = 4;

/** Coverage when cases come in groups that succeed and fail together. */
export function clusterCoverage(seed: string, repetitions: number): Section {
  const rows = CLUSTERS.flatMap((clusters) =>
    [0, 0.2, 0.5].map((correlation) => {
      const designs = [0.5, 0.8].map((rate) => ({ clusters, size: SIZE, correlation, rate }));
      const shares = designs.map((design) => clusterShares(design, seed, repetitions));
      const range = (pick: (one: ClusterShares) => number): string =>
        percentRange(shares.map(pick));
      return [
        `${clusters}`,
        `${correlation}`,
        range(({ effective }) => effective),
        range(({ ordinary }) => ordinary),
        range(({ robust }) => robust),
      ];
    }),
  );
  return {
    title: 'One score, clustered cases',
    text:
      `Coverage of 95 % intervals in percent, ${SIZE} cases in each cluster, true rates 50 % and 80 %, ` +
      `${repetitions} repetitions each. The specification finds 94–98 for Wilson on the effective n with 5 to 50 ` +
      `clusters and 64–91 for the ordinary Wilson interval. The last column scores each case as the mean of ` +
      `${PARTS} passes.`,
    head: [
      'Clusters',
      'Correlation inside',
      'Wilson, effective n',
      'Wilson, rows as cases',
      'Cluster t, partial credit',
    ],
    rows,
  };
}

interface ClusterShares {
  readonly effective: number;
  readonly ordinary: number;
  readonly robust: number;
}

function clusterShares(design: ClusterDesign, seed: string, repetitions: number): ClusterShares {
  const random = seededRandom(`${seed} ${JSON.stringify(design)}`);
  const holds = ({ low, high }: Interval): boolean => low <= design.rate && design.rate <= high;
  let [effective, ordinary, robust] = [0, 0, 0];
  shareOf(repetitions, () => {
    const scores = clusteredPasses(random, design);
    const rate = scores.reduce((total, { score }) => total + score, 0) / scores.length;
    const rubrics = clusteredRubrics(random, design, PARTS);
    const values = rubrics.map(({ score, ...rest }) => ({ value: score, ...rest }));
    if (holds(wilsonOnEffectiveN(scores))) effective++;
    if (holds(wilson(rate, scores.length))) ordinary++;
    if (holds(clusterTInterval(clusteredMean(values)) ?? { low: 1, high: 0 })) robust++;
    return true;
  });
  return {
    effective: effective / repetitions,
    ordinary: ordinary / repetitions,
    robust: robust / repetitions,
  };
}
