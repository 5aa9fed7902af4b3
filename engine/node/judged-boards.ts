import type { Board } from '../analysis/board.ts';
import type { Benchmark } from '../benchmark/benchmark.ts';
import { asksJudges } from '../judges/asks.ts';
import { type Calibration, calibrate } from '../judges/calibration.ts';
import type { HumanLabel } from '../judges/labels.ts';
import { judgedAnswer } from '../judges/review-items.ts';
import type { Result } from '../results/columns.ts';
import { currentRows, readLabels } from './reviews.ts';

/** Where labels and results lie. */
export interface JudgedSources {
  /** Folder that holds `reviews/`. */
  readonly root: string;
  readonly resultsFolder: string;
}

/** The judged answers of a benchmark as it stands now, and what people said of them. */
export interface JudgedAnswers {
  readonly rows: readonly Result[];
  /** Of this fingerprint only. */
  readonly labels: readonly HumanLabel[];
  readonly calibration: Calibration;
}

/** What labels say of a benchmark's judges. @throws UserError for a line that is no label. */
export async function judgedAnswers(
  { root, resultsFolder }: JudgedSources,
  benchmark: Benchmark,
): Promise<JudgedAnswers> {
  const rows = await currentRows(resultsFolder, benchmark);
  const labels = (await readLabels(root, benchmark.id)).filter(
    ({ fingerprint }) => fingerprint === benchmark.fingerprint,
  );
  const answers = rows.flatMap((row) => judgedAnswer(row) ?? []);
  return { rows, labels, calibration: calibrate(answers, labels) };
}

/** The boards, those that judges scored with how far these are trusted and the corrected scores. */
export async function withJudging(
  boards: readonly Board[],
  benchmarks: readonly Benchmark[],
  sources: JudgedSources,
): Promise<Board[]> {
  const judged = new Map(
    benchmarks.filter(asksJudges).map((benchmark) => [benchmark.fingerprint, benchmark]),
  );
  const found: Board[] = [];
  for (const board of boards) {
    const benchmark = board.current ? judged.get(board.fingerprint) : undefined;
    const calibration =
      benchmark === undefined ? undefined : (await judgedAnswers(sources, benchmark)).calibration;
    const isJudged = calibration !== undefined && calibration.scores.length > 0;
    found.push(isJudged ? { ...board, judging: calibration } : board);
  }
  return found;
}
