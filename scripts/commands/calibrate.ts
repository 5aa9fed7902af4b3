import { hashOf } from '../../engine/hash.ts';
import { asksJudges } from '../../engine/judges/asks.ts';
import { type BiasReport, biasReports, type VoteOnAnswer } from '../../engine/judges/bias.ts';
import { type Calibration, calibrate as measure } from '../../engine/judges/calibration.ts';
import { answerKey, type HumanLabel } from '../../engine/judges/labels.ts';
import type { Registry } from '../../engine/model/model.ts';
import { currentRows, judgedAnswer, readLabels } from '../../engine/node/reviews.ts';
import type { Result } from '../../engine/results/columns.ts';
import { votesOf } from '../../engine/results/votes.ts';
import type { Estimate } from '../../engine/statistics/index.ts';
import type { Command, Invocation } from '../command.ts';
import { points } from '../terminal/format.ts';
import { tableLines } from '../terminal/table.ts';
import { openValid, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const calibrate: Command = {
  summary: 'measure judges against human labels, and correct their scores',
  usage: '[benchmark…]',
  options: RESULTS_OPTION,
  run: runCalibrate,
};

type Report = { readonly benchmark: string; readonly judges: readonly BiasReport[] } & Calibration;

async function runCalibrate(invocation: Invocation): Promise<number> {
  const { terminal, json, root } = invocation;
  const { benchmarks, registry } = await openValid(invocation);
  const reports: Report[] = [];
  for (const benchmark of benchmarks.filter(asksJudges)) {
    const rows = await currentRows(resultsFolder(invocation), benchmark);
    const answers = rows.flatMap((row) => judgedAnswer(row) ?? []);
    const labels = (await readLabels(root, benchmark.id)).filter(
      ({ fingerprint }) => fingerprint === benchmark.fingerprint,
    );
    const judges = biasReports(votesOn(rows, labels, registry));
    if (answers.length > 0 || judges.length > 0)
      reports.push({ benchmark: benchmark.id, ...measure(answers, labels), judges });
  }
  if (json) terminal.out(JSON.stringify({ benchmarks: reports }, null, 2));
  else if (reports.length === 0) terminal.log('there are no judged answers');
  else for (const report of reports) for (const line of linesOf(report)) terminal.out(line);
  return 0;
}

/** Every stored vote with what is known of the answer it was about. */
function votesOn(
  rows: readonly Result[],
  labels: readonly HumanLabel[],
  { models }: Registry,
): VoteOnAnswer[] {
  const human = new Map(
    labels
      .filter(({ source }) => source === 'random')
      .map((label) => [answerKey(label), label.label]),
  );
  return rows.flatMap((row) => {
    const label = human.get(
      answerKey({ case_hash: row.case_hash, output_hash: hashOf(row.output) }),
    );
    return votesOf(row.votes).map(({ vote }) => ({
      vote,
      case_id: row.case_id,
      model: row.model,
      vendor: models.get(row.model)?.vendor ?? '',
      judge_vendor: models.get(vote.judge)?.vendor ?? '?',
      length: row.output?.length ?? 0,
      human: label === undefined || label === 'cannot_tell' ? null : Number(label === 'pass'),
    }));
  });
}

function linesOf(report: Report): string[] {
  const interval = (share: Pick<Estimate, 'value' | 'low' | 'high'> | null) =>
    share?.value == null || share.low === null || share.high === null
      ? '–'
      : `${share.value.toFixed(2)} (${share.low.toFixed(2)} to ${share.high.toFixed(2)})`;
  const rows = report.scores.map((score) => [
    score.model,
    `${points(score.judged)}`,
    score.method === 'none'
      ? '–'
      : `${points(score.value)} (${points(score.low)}–${points(score.high)})`,
    score.method === 'rogan_gladen'
      ? 'errors of all models'
      : score.method === 'stratified'
        ? 'own labels'
        : 'too few labels',
    String(score.labels),
  ]);
  const columns = [
    { title: 'model' },
    { title: 'judged %', align: 'right' },
    { title: 'corrected %', align: 'right' },
    { title: 'by' },
    { title: 'labels', align: 'right' },
  ] as const;
  return [
    `${report.benchmark}: ${report.status}, ${report.labels} random labels`,
    `kappa ${interval(report.kappa)}, sensitivity ${interval(report.sensitivity)}, specificity ${interval(report.specificity)}`,
    `people among themselves: kappa ${interval(report.human_kappa)} on ${report.double_labelled} answers`,
    ...tableLines(columns, rows),
    ...report.judges.map(
      (judge) =>
        `${judge.judge}: ${judge.votes} votes, usable ${interval(judge.usable)}, same in both orders ${interval(judge.position_consistency)}, alike when asked twice ${interval(judge.self_consistency)}, per doubled length ${interval(judge.length_slope)}, leniency ${interval(judge.leniency)}, to its own family ${interval(judge.family_gap)}`,
    ),
    '',
  ];
}
