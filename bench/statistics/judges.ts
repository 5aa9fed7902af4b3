import {
  correctedRate,
  poweredMean,
  type Random,
  seededRandom,
} from '../../engine/statistics/index.ts';
import { coin } from './draw.ts';
import { percent, type Section } from './table.ts';

const CASES = 1000;

interface Judge {
  readonly sensitivity: number;
  readonly specificity: number;
}

function verdict(random: Random, { sensitivity, specificity }: Judge, passed: number): number {
  return coin(random, passed === 1 ? sensitivity : 1 - specificity);
}

/** Coverage of a judged pass rate once people labelled some cases. */
export function judgeCoverage(seed: string, repetitions: number): Section {
  const judges: Judge[] = [
    { sensitivity: 0.95, specificity: 0.9 },
    { sensitivity: 0.85, specificity: 0.7 },
  ];
  const rows = judges.flatMap((judge) =>
    [0.5, 0.9].flatMap((rate) =>
      [20, 60, 200].map((labels) => {
        const random = seededRandom(`${seed} ${JSON.stringify(judge)} ${rate} ${labels}`);
        return [
          `${judge.sensitivity} / ${judge.specificity}`,
          `${100 * rate}`,
          `${labels}`,
          ...poweredCells(random, judge, rate, labels, repetitions),
          roganGladenCell(random, judge, rate, labels, repetitions),
        ];
      }),
    ),
  );
  return {
    title: 'Scores of a judge, corrected by human labels',
    text:
      `Coverage of 95 % intervals of the true pass rate in percent; ${CASES} judged cases, ${repetitions} repetitions. ` +
      `PPI++ has labels of a random sample of the cases, with and without the one unseen error that is assumed ` +
      `here; Rogan-Gladen a separate set with half of the labels on ` +
      `passed and half on failed answers (in brackets: share refused because the judge looked too uninformative).`,
    head: [
      'Sensitivity / specificity',
      'True rate, %',
      'Labels',
      'PPI++ here',
      'as published',
      'Rogan-Gladen',
    ],
    rows,
  };
}

/** With the assumed unseen error and without. */
function poweredCells(
  random: Random,
  judge: Judge,
  rate: number,
  labels: number,
  repetitions: number,
): [string, string] {
  let [careful, published] = [0, 0];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const cases = Array.from({ length: CASES }, (_, index) => {
      const human = coin(random, rate);
      return { human, judge: verdict(random, judge, human), cluster: `${index}` };
    });
    const holds = (unseen_error: number): boolean => {
      const options = { unseen_error };
      const { low, high } = poweredMean(cases.slice(0, labels), cases.slice(labels), options);
      return low <= rate && rate <= high;
    };
    if (holds(1)) careful++;
    if (holds(0)) published++;
  }
  return [percent(careful / repetitions), percent(published / repetitions)];
}

function roganGladenCell(
  random: Random,
  judge: Judge,
  rate: number,
  labels: number,
  repetitions: number,
): string {
  const half = labels / 2;
  const count = (cases: number, draw: () => number): number =>
    Array.from({ length: cases }, draw).reduce((total, one) => total + one, 0);
  let [refused, covered] = [0, 0];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const result = correctedRate({
      cases: CASES,
      judged_passed: count(CASES, () => verdict(random, judge, coin(random, rate))),
      human_passed: half,
      true_positive: count(half, () => verdict(random, judge, 1)),
      human_failed: half,
      true_negative: count(half, () => 1 - verdict(random, judge, 0)),
    });
    if (result.status !== 'corrected') refused++;
    else if (result.low <= rate && rate <= result.high) covered++;
  }
  const share = percent(covered / Math.max(1, repetitions - refused));
  return refused === 0 ? share : `${share} (${percent(refused / repetitions)})`;
}
