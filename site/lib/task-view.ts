import { languageName } from './facts.ts';
import { count, day, listInWords, points, pointsInterval, seconds, usd, words } from './format.ts';
import type { ModelView, ModelViews } from './model-view.ts';
import { picksOf, type TaskAnswer, type TaskRow } from './task-answer.ts';

/** One of the four answers to "which model is best for …?". */
export interface AnswerCard {
  readonly name: string;
  readonly model: ModelView | undefined;
  /** Score with its interval, in points. */
  readonly score: string;
  /** Whom it is tied with, what it costs, or why there is none. */
  readonly note: string;
}

export function answerCards(answer: TaskAnswer, models: ModelViews): AnswerCard[] {
  const { rows } = answer;
  const picks = picksOf(rows, (model) => models(model).openWeights);
  const card = (
    name: string,
    row: TaskRow | undefined,
    note: (row: TaskRow) => string,
    none: string,
  ): AnswerCard => ({
    name,
    model: row && models(row.model),
    score: row ? scoreText(row) : '',
    note: row ? note(row) : none,
  });
  return [
    card('Best quality', picks.quality, () => tieText(rows), 'No model has been measured yet.'),
    card(
      'Best value',
      picks.value,
      ({ cost }) =>
        `${usd(cost ?? 0)} per 100 cases: the cheapest that cannot be told from the best.`,
      'No cost is known of those at the top.',
    ),
    card('Best open weights', picks.open, openText, 'No model with open weights has been ranked.'),
    card(
      'Fastest',
      picks.fastest,
      ({ latency }) =>
        `${seconds(latency ?? 0)} s median: the fastest that cannot be told from the best.`,
      'No latency is known of those at the top.',
    ),
  ];
}

/** `88.7 points (78.5–94.4)`. */
export function scoreText({ score, low, high }: TaskRow): string {
  return `${points(score)} points (${pointsInterval(low, high)})`;
}

function tieText(rows: readonly TaskRow[]): string {
  const tied = rows.filter(({ top }) => top).length - 1;
  if (rows.length === 1) return 'The only ranked model.';
  if (tied === 0) return `Significantly better than each of the other ${rows.length - 1}.`;
  return `Tied with ${tied} of the ${count(rows.length - 1, 'other model')}.`;
}

function openText(row: TaskRow): string {
  const { behind, top } = row;
  if (behind === undefined) return 'It is the best of all.';
  const range = behindInterval(behind);
  return top
    ? `Cannot be told from the best: ${range} points behind it.`
    : `Behind the best by ${points(behind.difference)} points (${range}).`;
}

/** How far behind a model may be: `0.3 to 25.5`, `−6.8 to 16.5`; below zero it is ahead. */
export function behindInterval({ low, high }: { low: number; high: number }): string {
  const text = (share: number) =>
    points(share)
      .replace(/^-(?=0\.0$)/, '')
      .replace('-', '−');
  return `${text(low)} to ${text(high)}`;
}

/** The answer in a sentence. */
export function taskFinding({ rows, floor, measured }: TaskAnswer, models: ModelViews): string {
  const [best] = rows;
  if (best === undefined) {
    if (measured.length > 0) return 'No model has taken all of the benchmarks yet.';
    return floor === null
      ? 'No model has been measured yet.'
      : `No model has been measured yet: only baselines, which reach at most ${points(floor)} points.`;
  }
  const others = rows
    .filter((row) => row.top && row !== best)
    .map(({ model }) => models(model).title);
  const leader = `${models(best.model).title} scores highest with ${scoreText(best)}`;
  if (rows.length === 1) return `${leader}; no other model has been ranked.`;
  if (others.length === 0) return `${leader}, significantly more than every other model.`;
  return others.length <= 3
    ? `${leader}, but cannot be told from ${listInWords(others)}.`
    : `${leader}, but cannot be told from ${others.length} of the other ${rows.length - 1} models.`;
}

/** What the answer rests on, and what it therefore leaves open. */
export function limitsOf({ task, measured, partial }: TaskAnswer): string[] {
  const cases = measured.reduce((sum, { benchmark }) => sum + benchmark.cases.length, 0);
  const languages = [...new Set(measured.map(({ benchmark }) => benchmark.language))];
  const scorers = [
    ...new Set(measured.flatMap(({ benchmark }) => benchmark.score.map(({ name }) => words(name)))),
  ];
  const dates = measured
    .flatMap(({ board }) =>
      board.rows.flatMap(({ run_at, tier }) => (tier === 'published' ? [] : (run_at ?? []))),
    )
    .sort();
  const [first, last] = [dates[0], dates.at(-1)];
  const resolutions = measured.flatMap(({ board }) => board.minimum_detectable_effect ?? []);
  return [
    ...(measured.length === 0
      ? []
      : [
          `It rests on ${count(cases, 'case')} of ${count(measured.length, 'benchmark')}, in ${listInWords(languages.map(languageName))}, scored by ${listInWords(scorers)}. Whatever else “${task.tag}” means to you is not in it.`,
        ]),
    ...(resolutions.length > 0
      ? [
          `Differences below ${points(Math.min(...resolutions))} points cannot be seen with so many cases.`,
        ]
      : []),
    ...(partial.length > 0
      ? [`${count(partial.length, 'model')} left out for not having taken all of the benchmarks.`]
      : []),
    ...(first && last
      ? [
          `Cost and latency are those of runs ${day(first) === day(last) ? `of ${day(last)}` : `from ${day(first)} to ${day(last)}`}, from where they took place.`,
        ]
      : []),
    'Your prompts are not these prompts: twenty questions of your own say more about your use than any board.',
  ];
}

/** What quality costs, in a sentence; or nothing when no cost is known. */
export function valueFinding({ rows }: TaskAnswer, models: ModelViews): string | undefined {
  const priced = rows.filter(({ cost }) => (cost ?? 0) > 0);
  const front = frontOf(priced);
  const [cheapest] = front.toReversed();
  if (cheapest === undefined) return undefined;
  const names = front.map(({ model }) => models(model).title);
  return front.length === 1
    ? `${names[0]} is both the cheapest and the highest of those with a known cost.`
    : `Whoever pays more than ${usd(cheapest.cost ?? 0)} per 100 cases gets a higher score only from ${listInWords(names.slice(0, -1).slice(0, 4))}${front.length > 5 ? ' and others' : ''}, on the dashed line; which differences are real stands in the table.`;
}

/** Rows that no other row beats in score without costing more; best score first. */
function frontOf(rows: readonly TaskRow[]): TaskRow[] {
  return rows.filter((row) =>
    rows.every(
      (other) => other === row || other.score < row.score || (other.cost ?? 0) > (row.cost ?? 0),
    ),
  );
}
