import { type Decision, decide, type Question } from '../engine/analysis/until.ts';
import type { BenchmarkPlan } from '../engine/plan/plan.ts';
import { UserError } from '../engine/problem.ts';
import { type RunStamp, resultsOf } from '../engine/results/collect.ts';
import { emptyTally } from '../engine/results/tally.ts';
import type { Journal } from '../engine/run/journal.ts';
import type { RunProgress } from '../engine/run/progress.ts';
import { seededShuffle } from '../engine/statistics/index.ts';
import { numberOption, type Option, textOption, type Values } from './command.ts';

/** Options of a run that may end early. */
export const UNTIL_OPTIONS: Readonly<Record<string, Option>> = {
  until: {
    type: 'string',
    value: 'decided',
    about: 'stop as soon as --threshold, or which of two models is better, is settled',
  },
  threshold: {
    type: 'string',
    value: 'SHARE',
    about: 'with --until decided: the pass rate in question, such as 0.8',
  },
};

/** What `--until decided` asks of a plan; `undefined` without it. @throws UserError when it is unclear. */
export function questionOf(
  values: Values,
  { benchmark, models }: BenchmarkPlan,
): Question | undefined {
  const until = textOption(values, 'until');
  const threshold = numberOption(values, 'threshold', 0, 1);
  if (until === undefined) {
    if (threshold === undefined) return undefined;
    throw new UserError('--threshold needs --until decided');
  }
  if (until !== 'decided') throw new UserError(`--until takes "decided", not "${until}"`);
  if (threshold !== undefined) return { kind: 'threshold', threshold };
  const [a, b, ...more] = models.map(({ id }) => id);
  if (a === undefined || b === undefined || more.length > 0)
    throw new UserError(
      `--until decided compares two models, and ${benchmark.id} would ask ${models.length}`,
      'name two with --models, or give a pass rate with --threshold 0.8',
    );
  return { kind: 'compare', a, b };
}

/** The plan with its cases in a random order that its content alone fixes. */
export function inRandomOrder(plan: BenchmarkPlan): BenchmarkPlan {
  const { benchmark } = plan;
  const cases = seededShuffle(benchmark.cases, `until ${benchmark.fingerprint}`);
  return { ...plan, benchmark: { ...benchmark, cases } };
}

/** Looks at a run while it goes on. */
export interface Watch extends Disposable {
  /** Aborted as soon as the question is settled. */
  readonly decided: AbortSignal;
  /** The newest answer; looks once more. */
  readonly answer: () => Decision;
}

const LOOK_INTERVAL_MS = 200;

/** A look scores what is there, so the next one waits until a share of the run is new. */
const LOOK_SHARE = 0.01;

/** Watches a run until its question is settled; `progress` is `undefined` before it starts. */
export function watchRun(
  question: Question,
  plan: BenchmarkPlan,
  journal: Journal,
  stamp: RunStamp,
  progress: () => RunProgress | undefined,
): Watch {
  const controller = new AbortController();
  const answer = () =>
    decide(question, resultsOf(plan, journal, stamp, emptyTally()), plan.benchmark.cases.length);
  let looked = -1;
  const timer = setInterval(() => {
    const now = progress();
    const done = (now?.reused ?? 0) + (now?.asked ?? 0);
    if (done === 0 || done - looked < LOOK_SHARE * (now?.total ?? 0)) return;
    looked = done;
    if (answer().decided) controller.abort();
  }, LOOK_INTERVAL_MS);
  return { decided: controller.signal, answer, [Symbol.dispose]: () => clearInterval(timer) };
}
