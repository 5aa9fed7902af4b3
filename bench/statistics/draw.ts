import type { CaseScore, PairedCase, PairedCounts, Random } from '../../engine/statistics/index.ts';

/** Groups of cases that succeed and fail together. */
export interface ClusterDesign {
  readonly clusters: number;
  /** Cases in each cluster. */
  readonly size: number;
  /** Correlation between two cases of a cluster, 0…1. */
  readonly correlation: number;
  /** Chance to pass, 0…1. */
  readonly rate: number;
}

/** 1 with chance `rate`, else 0. */
export function coin(random: Random, rate: number): number {
  return Number(random.fraction() < rate);
}

/**
 * Passes and failures of a design: a case copies its cluster's own draw with chance √correlation,
 * and is drawn alone otherwise, so any two of them correlate as wanted.
 */
export function clusteredPasses(random: Random, design: ClusterDesign): CaseScore[] {
  const share = Math.sqrt(design.correlation);
  return Array.from({ length: design.clusters }, (_, cluster) => {
    const common = coin(random, design.rate);
    return Array.from({ length: design.size }, () => ({
      score: coin(random, share) === 1 ? common : coin(random, design.rate),
      cluster: `${cluster}`,
      weight: 1,
    }));
  }).flat();
}

/** As `clusteredPasses`, each score the mean of `parts` of them: rubrics with partial credit. */
export function clusteredRubrics(
  random: Random,
  design: ClusterDesign,
  parts: number,
): CaseScore[] {
  const sheets = Array.from({ length: parts }, () => clusteredPasses(random, design));
  const [first = []] = sheets;
  return first.map((one, index) => ({
    ...one,
    score: sheets.reduce((total, sheet) => total + (sheet[index]?.score ?? 0), 0) / parts,
  }));
}

/** Two models on the same cases. */
export interface PairDesign {
  readonly cases: number;
  /** Share of the cases only one passes. */
  readonly discordance: number;
  /** B − A. */
  readonly difference: number;
}

/** The four counts; what both pass or fail alike is split evenly. */
export function pairedCounts(random: Random, design: PairDesign): PairedCounts {
  const onlyB = (design.discordance + design.difference) / 2;
  const counts = { both: 0, only_a: 0, only_b: 0, neither: 0 };
  for (let index = 0; index < design.cases; index++) {
    const luck = random.fraction();
    if (luck < onlyB) counts.only_b++;
    else if (luck < design.discordance) counts.only_a++;
    else if (luck < (1 + design.discordance) / 2) counts.both++;
    else counts.neither++;
  }
  return counts;
}

/** The cases behind the four counts. */
export function casesOf({ both, only_a, only_b, neither }: PairedCounts): PairedCase[] {
  const kinds: [number, number, number][] = [
    [both, 1, 1],
    [only_a, 1, 0],
    [only_b, 0, 1],
    [neither, 0, 0],
  ];
  return kinds
    .flatMap(([count, a, b]) => Array.from({ length: count }, () => ({ a, b })))
    .map((pair, index) => ({ ...pair, cluster: `${index}`, weight: 1 }));
}
