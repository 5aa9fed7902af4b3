import {
  bernoulliSequence,
  decideSign,
  decideThreshold,
  driftProcess,
  empiricalBernsteinSequence,
  type PartialRun,
  possibleTotals,
  seededRandom,
  seededShuffle,
  signEValue,
} from '../../engine/statistics/index.ts';
import { coin } from './draw.ts';
import { percent, remembered, type Section, shareOf } from './table.ts';

function passesInOrder(cases: number, total: number, seed: string): number[] {
  return seededShuffle(
    Array.from({ length: cases }, (_, index) => Number(index < total)),
    seed,
  );
}

/** Chance that a sequence errs at any look. */
export function sequenceErrors(seed: string, repetitions: number): Section {
  const rows = [
    [
      'Finite benchmark of 200, 60 % pass',
      percent(finiteError(200, 120, seed, repetitions)),
      '1–4',
    ],
    [
      'Finite benchmark of 200, 90 % pass',
      percent(finiteError(200, 180, seed, repetitions)),
      '1–4',
    ],
    ['Sign e-process, 500 discordant cases', percent(signError(500, seed, repetitions)), '1.9–3.8'],
    [
      'Bernoulli, 500 looks, 60 % pass',
      percent(bernoulliError(500, 0.6, seed, repetitions)),
      'at most 5',
    ],
    [
      'Empirical Bernstein, 500 looks',
      percent(bernsteinError(500, false, seed, repetitions)),
      'at most 5',
    ],
    [
      'Empirical Bernstein, 300 of 500',
      percent(bernsteinError(300, true, seed, repetitions)),
      'at most 5',
    ],
    ['Drift e-process, 12 runs of 50 cases', percent(driftError(seed, DRIFT_SERIES)), 'at most 5'],
  ];
  return {
    title: 'Looking after every case',
    text:
      `Chance in percent that a sequence is wrong at any look, ${repetitions} repetitions (${DRIFT_SERIES} for drift). ` +
      `Below 5 at every stopping rule is what makes early stopping honest.`,
    head: ['Sequence', 'Error over all looks', 'specified'],
    rows,
  };
}

function finiteError(cases: number, total: number, seed: string, repetitions: number): number {
  const totals = remembered((run: PartialRun) => possibleTotals(run));
  return shareOf(repetitions, (repetition) => {
    let passes = 0;
    return passesInOrder(cases, total, `${seed} ${total} ${repetition}`).some((pass, index) => {
      passes += pass;
      const { low, high } = totals({ cases, seen: index + 1, passes });
      return low > total || high < total;
    });
  });
}

function signError(looks: number, seed: string, repetitions: number): number {
  const random = seededRandom(`${seed} sign`);
  return shareOf(repetitions, () => {
    let [onlyA, onlyB] = [0, 0];
    for (let look = 0; look < looks; look++) {
      if (coin(random, 0.5) === 1) onlyB++;
      else onlyA++;
      if (signEValue(onlyA, onlyB) >= 20) return true;
    }
    return false;
  });
}

function bernoulliError(looks: number, rate: number, seed: string, repetitions: number): number {
  const interval = remembered(([passes = 0, n = 0]: readonly number[]) =>
    bernoulliSequence(passes, n),
  );
  const random = seededRandom(`${seed} bernoulli`);
  return shareOf(repetitions, () => {
    let passes = 0;
    for (let n = 1; n <= looks; n++) {
      passes += coin(random, rate);
      const { low, high } = interval([passes, n]);
      if (low > rate || high < rate) return true;
    }
    return false;
  });
}

const BENCHMARK = 500;

function bernsteinError(
  looks: number,
  isDrawnOut: boolean,
  seed: string,
  repetitions: number,
): number {
  const random = seededRandom(`${seed} bernstein ${isDrawnOut}`);
  const scores = Array.from(
    { length: BENCHMARK },
    () => Math.round(20 * random.fraction() ** 0.5) / 20,
  );
  const truth = scores.reduce((total, score) => total + score, 0) / BENCHMARK;
  return shareOf(repetitions, (repetition) => {
    const drawn = isDrawnOut
      ? seededShuffle(scores, `${seed} ${repetition}`).slice(0, looks)
      : Array.from({ length: looks }, () => scores[random.below(BENCHMARK)] ?? 0);
    const options = isDrawnOut ? { population: BENCHMARK } : {};
    const { low, high } = empiricalBernsteinSequence(drawn, options);
    return low > truth || high < truth;
  });
}

const DRIFT_SERIES = 500;

function driftError(seed: string, repetitions: number): number {
  const random = seededRandom(`${seed} drift`);
  return shareOf(repetitions, (repetition) => {
    const rates = Array.from({ length: 50 }, () => random.fraction());
    const runs = Array.from({ length: 12 }, () => rates.map((rate) => coin(random, rate)));
    return driftProcess(runs, `${repetition}`, 99).some(({ e_value }) => e_value >= 20);
  });
}

/** When a gate on a finite benchmark decides. */
export function gateStops(seed: string, repetitions: number): Section {
  const specified: [number, string][] = [
    [0.6, '42'],
    [0.7, '124'],
    [0.78, '410–433'],
    [0.82, '410–433'],
    [0.9, '111'],
    [0.95, '54'],
  ];
  const decide = remembered((run: PartialRun) => decideThreshold(run, 0.8));
  const rows = specified.map(([rate, cases]) => {
    let [stops, wrong] = [0, 0];
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const order = passesInOrder(BENCHMARK, BENCHMARK * rate, `${seed} ${rate} ${repetition}`);
      let [passes, seen, decision] = [0, 0, 'undecided'];
      for (const pass of order) {
        passes += pass;
        seen++;
        decision = decide({ cases: BENCHMARK, seen, passes });
        if (decision !== 'undecided') break;
      }
      stops += seen / repetitions;
      if ((decision === 'reached') !== rate >= 0.8) wrong++;
    }
    return [`${Math.round(100 * rate)}`, stops.toFixed(0), cases, percent(wrong / repetitions)];
  });
  return {
    title: 'A gate at 80 % on 500 cases',
    text: `Average number of cases until the answer is certain enough, ${repetitions} repetitions.`,
    head: ['True rate, %', 'Cases seen', 'specified', 'Wrong answers, %'],
    rows,
  };
}

/** When a comparison decides. */
export function comparisonStops(seed: string, repetitions: number): Section {
  const specified: [number, string][] = [
    [0.15, '78 cases'],
    [0.1, '186 cases'],
    [0.05, '40 % decided'],
    [0, '1.9–3.8 % decided'],
  ];
  const rows = specified.map(([gap, figure]) => {
    const random = seededRandom(`${seed} compare ${gap}`);
    const stops: number[] = [];
    let wrong = 0;
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const { seen, winner } = compareUntilDecided(gap, random.fraction);
      if (winner !== 'undecided') stops.push(seen);
      if (winner === 'a') wrong++;
    }
    const average = stops.reduce((total, seen) => total + seen, 0) / stops.length;
    return [
      `${100 * gap}`,
      percent(stops.length / repetitions),
      average.toFixed(0),
      figure,
      percent(wrong / repetitions),
    ];
  });
  return {
    title: 'A comparison that may stop early, 500 cases',
    text:
      `B is better by the gap and 20 % of the cases are passed by one model only, ${repetitions} repetitions. ` +
      `Cases are averaged over the runs that decided.`,
    head: ['Gap, points', 'Decided, %', 'Cases seen', 'specified', 'Decided for A, %'],
    rows,
  };
}

function compareUntilDecided(
  gap: number,
  fraction: () => number,
): { seen: number; winner: ReturnType<typeof decideSign> } {
  let [onlyA, onlyB] = [0, 0];
  for (let seen = 1; seen <= BENCHMARK; seen++) {
    const luck = fraction();
    if (luck < (0.2 + gap) / 2) onlyB++;
    else if (luck < 0.2) onlyA++;
    const winner = decideSign(onlyA, onlyB);
    if (winner !== 'undecided') return { seen, winner };
  }
  return { seen: BENCHMARK, winner: 'undecided' };
}
