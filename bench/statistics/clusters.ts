// Which interval holds a pass rate best when few clusters vary together? Coverage in percent of
// Wilson on the effective n, of the cluster-robust t, and of the hull of both; 8 cases a cluster.
// `node bench/statistics/clusters.ts [--repetitions 800]`
import { parseArgs } from 'node:util';
import {
  clusteredMean,
  clusterTInterval,
  type Interval,
  seededRandom,
  wilsonOnEffectiveN,
} from '../../engine/statistics/index.ts';
import { clusteredPasses } from './draw.ts';

const { values } = parseArgs({ options: { repetitions: { type: 'string', default: '800' } } });
const repetitions = Number(values.repetitions);

process.stdout.write(
  '| clusters | correlation | true rate, % | Wilson | cluster t | hull of both |\n',
);
process.stdout.write('| --: | --: | --: | --: | --: | --: |\n');
for (const clusters of [6, 10, 20, 50])
  for (const correlation of [0.2, 0.5])
    for (const rate of [0.5, 0.8, 0.9])
      process.stdout.write(`| ${rowOf(clusters, correlation, rate).join(' | ')} |\n`);

function rowOf(clusters: number, correlation: number, rate: number): string[] {
  const random = seededRandom(`${clusters} ${correlation} ${rate}`);
  const held = [0, 0, 0];
  for (let one = 0; one < repetitions; one++) {
    const scores = clusteredPasses(random, { clusters, size: 8, correlation, rate });
    const wilson = wilsonOnEffectiveN(scores);
    const values = scores.map(({ score, ...rest }) => ({ value: score, ...rest }));
    const robust = clusterTInterval(clusteredMean(values)) ?? { low: 0, high: 1 };
    const hull = {
      low: Math.min(wilson.low, robust.low),
      high: Math.max(wilson.high, robust.high),
    };
    [wilson, robust, hull].forEach(({ low, high }: Interval, index) => {
      if (low <= rate && rate <= high) held[index] = (held[index] ?? 0) + 1;
    });
  }
  const shares = held.map((count) => ((100 * count) / repetitions).toFixed(1));
  return [`${clusters}`, `${correlation}`, `${100 * rate}`, ...shares];
}
