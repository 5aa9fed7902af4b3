import { hashOf } from '../../engine/hash.ts';
import { formOf } from '../../engine/judges/answer-form.ts';
import { asksJudges } from '../../engine/judges/asks.ts';
import { type BiasReport, biasReports, type VoteOnAnswer } from '../../engine/judges/bias.ts';
import type { Calibration, Share } from '../../engine/judges/calibration.ts';
import { answerKey, type HumanLabel } from '../../engine/judges/labels.ts';
import type { Registry } from '../../engine/model/model.ts';
import { judgedAnswers } from '../../engine/node/judged-boards.ts';
import type { Result } from '../../engine/results/columns.ts';
import { votesOf } from '../../engine/results/votes.ts';
import type { Command, Invocation } from '../command.ts';
import { judgingLines } from '../terminal/board.ts';
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
    const sources = { root, resultsFolder: resultsFolder(invocation) };
    const { rows, labels, calibration } = await judgedAnswers(sources, benchmark);
    const judges = biasReports(votesOn(rows, labels, registry));
    if (calibration.scores.length > 0 || judges.length > 0)
      reports.push({ benchmark: benchmark.id, ...calibration, judges });
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
    const form = formOf(row.output);
    return votesOf(row.votes).map(({ vote }) => ({
      vote,
      case_id: row.case_id,
      model: row.model,
      vendor: models.get(row.model)?.vendor ?? '',
      judge_vendor: models.get(vote.judge)?.vendor ?? '?',
      ...form,
      human: label === undefined || label === 'cannot_tell' ? null : Number(label === 'pass'),
    }));
  });
}

function linesOf(report: Report): string[] {
  return [
    report.benchmark,
    ...judgingLines({ judging: report }),
    `people among themselves labelled ${report.double_labelled} answers twice`,
    ...report.judges.map(biasLine),
    '',
  ];
}

function biasLine(judge: BiasReport): string {
  const interval = (share: Share | null) =>
    share === null
      ? '–'
      : `${share.value.toFixed(2)} (${share.low.toFixed(2)} to ${share.high.toFixed(2)})`;
  return `${judge.judge}: ${judge.votes} votes, usable ${interval(judge.usable)}, same in both orders ${interval(judge.position_consistency)}, alike when asked twice ${interval(judge.self_consistency)}, per doubled length ${interval(judge.length_slope)}, marked up ${interval(judge.format_gap)}, leniency ${interval(judge.leniency)}, to its own family ${interval(judge.family_gap)}, to other languages than ${judge.language_gap?.language ?? 'the usual one'} ${interval(judge.language_gap)}`;
}
