import { readFile, writeFile } from 'node:fs/promises';
import { judgeCoverage } from './judges.ts';
import { pairedCoverage, typeOneErrors, unpairedCoverage } from './pairs.ts';
import { clusterCoverage, rateCoverage } from './rates.ts';
import { comparisonStops, gateStops, sequenceErrors } from './sequences.ts';
import { markdownOf, type Section } from './table.ts';
import { gateVerdicts, rankErrors } from './verdicts.ts';

/** Every number below follows from this text: running the command again changes nothing. */
const SEED = 'benchmarkhub statistics 1';

const START = '<!-- simulation:start -->';
const END = '<!-- simulation:end -->';
const PAGE = new URL('../../docs/statistics.md', import.meta.url);

const SECTIONS: readonly (() => Section)[] = [
  () => rateCoverage(),
  () => clusterCoverage(SEED, 2000),
  () => pairedCoverage(SEED, 10_000),
  () => unpairedCoverage(SEED, 10_000),
  () => typeOneErrors(SEED, 20_000),
  () => rankErrors(SEED, 1000),
  () => gateVerdicts(SEED, 4000),
  () => sequenceErrors(SEED, 2000),
  () => gateStops(SEED, 500),
  () => comparisonStops(SEED, 2000),
  () => judgeCoverage(SEED, 2000),
];

/** Simulates all sections and puts the tables between the two marks of the page. */
async function main(): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`${PAGE.pathname} lacks ${START} … ${END}`);
  const tables = SECTIONS.map((section) => {
    const began = performance.now();
    const result = section();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`${result.title}: ${seconds} s\n`);
    return markdownOf(result);
  });
  const report = [START, '', `Seed: \`${SEED}\`.`, '', ...tables].join('\n');
  await writeFile(PAGE, page.slice(0, start) + report + page.slice(end));
}

await main();
