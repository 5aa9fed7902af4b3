import { type QualityReport, qualityOf, SATURATION } from '../../engine/analysis/quality.ts';
import type { CaseRow } from '../../engine/analysis/rows.ts';
import { boardsOf } from '../../engine/node/boards.ts';
import type { Command, Invocation } from '../command.ts';
import { points } from '../terminal/format.ts';
import { tableLines } from '../terminal/table.ts';
import { printable } from '../terminal/terminal.ts';
import { openAnalysis, openValid, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const quality: Command = {
  summary: 'how good the benchmarks are: reliability, separation, saturation, and cases to look at',
  usage: '[benchmark…]',
  options: RESULTS_OPTION,
  run: runQuality,
};

async function runQuality(invocation: Invocation): Promise<number> {
  const workspace = await openValid(invocation);
  using database = await openAnalysis(workspace, resultsFolder(invocation));
  const boards = (await boardsOf(database, workspace.benchmarks)).filter(({ current }) => current);
  // The columns of case_scores.sql are those of CaseRow; a test holds them together.
  const rows = (await database.run('case_scores')) as unknown as CaseRow[];
  const reports = workspace.benchmarks.flatMap((benchmark) => {
    const board = boards.find((candidate) => candidate.benchmark === benchmark.id);
    const mine = rows.filter(
      (row) => row.benchmark === benchmark.id && row.fingerprint === benchmark.fingerprint,
    );
    return board === undefined ? [] : [qualityOf(benchmark, board, mine)];
  });
  const { terminal } = invocation;
  if (invocation.json) terminal.out(JSON.stringify({ benchmarks: reports }, null, 2));
  else for (const report of reports) for (const line of reportLines(report)) terminal.out(line);
  return 0;
}

function reportLines(report: QualityReport): string[] {
  const shown = (value: number | null, digits = 2) =>
    value === null ? '–' : value.toFixed(digits);
  const share = report.separability === null ? '–' : `${points(report.separability)} %`;
  const audit = report.audit.map(({ case_id, state, source, evidence }) => [
    `${printable(source.file)}:${source.line}`,
    printable(case_id),
    state,
    evidence,
  ]);
  const columns = [
    { title: 'where' },
    { title: 'case' },
    { title: 'state' },
    { title: 'evidence' },
  ];
  return [
    `${report.benchmark}: ${report.models} models, ${report.cases} cases`,
    `  reliability (alpha) ${shown(report.alpha)}, pairs told apart ${share}, signal to noise ${shown(report.signal_to_noise, 1)}`,
    `  ${SATURATION[report.saturation]}`,
    ...(report.note === '' ? [] : [`  ${report.note}`]),
    ...(audit.length === 0 ? [] : tableLines(columns, audit).map((line) => `  ${line}`)),
  ];
}
