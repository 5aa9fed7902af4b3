import { stratified } from '../../engine/judges/calibration.ts';
import { seededRandom, wilson } from '../../engine/statistics/index.ts';
import { percent, type Section } from '../statistics/table.ts';

/** A judge that passes right answers with one chance and fails wrong ones with the other. */
interface Judge {
  readonly sensitivity: number;
  readonly specificity: number;
}

/** Judges whose boards are simulated. */
export const SIMULATED_JUDGES: readonly Judge[] = [
  { sensitivity: 0.95, specificity: 0.9 },
  { sensitivity: 0.85, specificity: 0.7 },
  { sensitivity: 0.99, specificity: 0.6 },
];

const RATES = [0.3, 0.5, 0.7, 0.9];
const CASES = 400;
const LABELS_OF_A_VERDICT = 20;

/** How many boards' intervals held the true share of passes. */
export interface Coverage extends Judge {
  readonly boards: number;
  readonly corrected: number;
  /** By what the judge says alone. */
  readonly uncorrected: number;
}

/** 1,000 boards of 400 cases, judges and true rates in turn, 20 labels of each verdict. */
export function simulateBoards(seed: string, boards = 1000): Coverage[] {
  const random = seededRandom(seed);
  const coin = (probability: number) => random.fraction() < probability;
  const tallies = SIMULATED_JUDGES.map((judge) => ({
    ...judge,
    boards: 0,
    corrected: 0,
    uncorrected: 0,
  }));
  for (let board = 0; board < boards; board++) {
    const tally = tallies[board % tallies.length];
    const rate = RATES[Math.floor(board / tallies.length) % RATES.length];
    if (tally === undefined || rate === undefined) continue;
    const cases = Array.from({ length: CASES }, () => {
      const human = coin(rate);
      return { human, passed: coin(human ? tally.sensitivity : 1 - tally.specificity) };
    });
    const labelled = [true, false].flatMap((verdict) =>
      cases.filter(({ passed }) => passed === verdict).slice(0, LABELS_OF_A_VERDICT),
    );
    const judged = cases.filter(({ passed }) => passed).length / CASES;
    const holds = ({ low, high }: { low: number; high: number }) => low <= rate && rate <= high;
    tally.boards++;
    if (holds(stratified(judged, CASES, labelled))) tally.corrected++;
    if (holds(wilson(judged, CASES))) tally.uncorrected++;
  }
  return tallies;
}

/** How often intervals hold the truth, before and after human labels. */
export function coverageSection(): Section {
  const rows = simulateBoards('boards');
  const sum = (pick: (row: Coverage) => number) => rows.reduce((all, row) => all + pick(row), 0);
  const cells = (name: string, boards: number, corrected: number, uncorrected: number) => [
    name,
    String(boards),
    `${corrected} (${percent(corrected / boards)} %)`,
    `${uncorrected} (${percent(uncorrected / boards)} %)`,
  ];
  return {
    title: 'Corrected scores hold the truth',
    text: `Simulated boards of ${CASES} cases, of which people labelled ${LABELS_OF_A_VERDICT} that the judge passed and ${LABELS_OF_A_VERDICT} that it failed; true rates ${RATES.join(', ')}. In how many the 95 % interval holds the true rate:`,
    head: [
      'sensitivity / specificity',
      'boards',
      'corrected by labels',
      'what the judge says alone',
    ],
    rows: [
      ...rows.map((row) =>
        cells(
          `${row.sensitivity} / ${row.specificity}`,
          row.boards,
          row.corrected,
          row.uncorrected,
        ),
      ),
      cells(
        'all',
        sum(({ boards }) => boards),
        sum(({ corrected }) => corrected),
        sum(({ uncorrected }) => uncorrected),
      ),
    ],
  };
}
