import {
  type FailureReport,
  type FailureRows,
  failureReport,
} from '../../engine/analysis/failures/report.ts';
import type { CodeShare, FailureSignature } from '../../engine/analysis/failures/signature.ts';
import { FAILURE_KINDS } from '../../engine/analysis/failures/taxonomy.ts';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { suggestion } from '../../engine/nearest.ts';
import type { Database } from '../../engine/node/duckdb.ts';
import { changesSince, failureRows } from '../../engine/node/failures.ts';
import { UserError } from '../../engine/problem.ts';
import { failureChangesMarkdown } from '../../engine/report/failure-changes.ts';
import { CODING_OPTIONS, codeFailures } from '../coding.ts';
import { type Command, type Invocation, textOption } from '../command.ts';
import { points } from '../terminal/format.ts';
import { tableLines } from '../terminal/table.ts';
import { printable } from '../terminal/terminal.ts';
import { openAnalysis, openValid, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const failures: Command = {
  summary: 'why answers did not pass: kinds of failure by model, what grew, and cases to look at',
  usage: '[benchmark…]',
  options: {
    model: { type: 'string', value: 'ID', about: 'only this model, against all the others' },
    base: { type: 'string', value: 'RUN', about: 'which kinds grew since this run' },
    audit: { type: 'boolean', about: 'only the cases whose answer or scorer looks wrong' },
    ...CODING_OPTIONS,
    ...RESULTS_OPTION,
  },
  run: runFailures,
};

async function runFailures(invocation: Invocation): Promise<number> {
  const workspace = await openValid(invocation);
  using database = await openAnalysis(workspace, resultsFolder(invocation));
  await requireKnown(database, 'model', textOption(invocation.values, 'model'));
  await requireKnown(database, 'run_id', textOption(invocation.values, 'base'));
  if (invocation.values.judge !== undefined)
    await codeFailures(
      invocation,
      workspace,
      database,
      await rowsOf(invocation, database, workspace.benchmarks),
    );
  const reports: FailureReport[] = [];
  for (const benchmark of workspace.benchmarks)
    reports.push(await reportOf(invocation, database, benchmark));
  const { json, terminal, values } = invocation;
  if (json) terminal.out(JSON.stringify({ benchmarks: reports }, null, 2));
  else
    for (const report of reports)
      for (const line of reportLines(report, values.audit === true)) terminal.out(line);
  return 0;
}

async function rowsOf(
  invocation: Invocation,
  database: Database,
  benchmarks: readonly Benchmark[],
): Promise<{ benchmark: Benchmark; rows: FailureRows }[]> {
  const folder = resultsFolder(invocation);
  return Promise.all(
    benchmarks.map(async (benchmark) => ({
      benchmark,
      rows: await failureRows(database, benchmark.id, folder),
    })),
  );
}

async function requireKnown(
  database: Database,
  column: 'model' | 'run_id',
  name: string | undefined,
): Promise<void> {
  if (name === undefined) return;
  const { rows } = await database.query(`SELECT DISTINCT ${column} AS name FROM results`);
  const known = rows.map((row) => String(row.name));
  if (!known.includes(name))
    throw new UserError(`there are no results of "${name}"`, suggestion(name, known));
}

async function reportOf(
  invocation: Invocation,
  database: Database,
  benchmark: Benchmark,
): Promise<FailureReport> {
  const { values } = invocation;
  const folder = resultsFolder(invocation);
  const rows = await failureRows(database, benchmark.id, folder);
  const report = failureReport(benchmark, rows);
  const [model, base] = [textOption(values, 'model'), textOption(values, 'base')];
  const models = report.models.filter((one) => model === undefined || one.model === model);
  if (base === undefined) return { ...report, models };
  return {
    ...report,
    models,
    changes: await changesSince(database, benchmark, base, rows, folder),
  };
}

function reportLines(report: FailureReport, auditOnly: boolean): string[] {
  const audit = auditLines(report);
  if (auditOnly) return audit;
  const unclear =
    report.unclear === null ? '' : `, ${points(report.unclear)} % of them not explained`;
  return [
    `${report.benchmark}: ${report.failures} answers did not pass${unclear}`,
    ...coderLines(report),
    ...report.models.flatMap(signatureLines),
    ...(report.changes === undefined
      ? []
      : [failureChangesMarkdown(report.benchmark, report.changes) || '  nothing changed']),
    ...audit,
  ];
}

function coderLines({ coders }: FailureReport): string[] {
  if (coders === undefined) return [];
  const { judges, coded, double_coded, agreement } = coders;
  const rows = agreement.map(({ code, uses, kappa, shown_as }) => [
    code,
    String(uses),
    kappa.value === null || kappa.low === null || kappa.high === null
      ? '–'
      : `${kappa.value.toFixed(2)} (${kappa.low.toFixed(2)} to ${kappa.high.toFixed(2)})`,
    shown_as === null ? '' : `shown as ${shown_as}`,
  ]);
  const columns = [
    { title: 'code' },
    { title: 'uses', align: 'right' },
    { title: 'kappa' },
    { title: '' },
  ] as const;
  return [
    `  ${coded} answers sorted by ${printable(judges.join(', '))}, ${double_coded} of them twice`,
    ...(rows.length === 0 ? [] : tableLines(columns, rows)).map((line) => `    ${line}`),
  ];
}

const COLUMNS = [
  { title: 'failure' },
  { title: '% of cases', align: 'right' },
  { title: '95 % interval', align: 'right' },
  { title: 'others', align: 'right' },
  { title: '' },
  { title: 'meaning' },
] as const;

function signatureLines({
  model,
  tier,
  cases,
  failed,
  codes,
  missing,
}: FailureSignature): string[] {
  const without = Object.entries(missing).map(([code, count]) => `${count} × ${code}`);
  const more = without.length > 0 ? `; without a score: ${without.join(', ')}` : '';
  const mark = tier === 'verified' ? '' : ` (${tier.replaceAll('_', ' ')})`;
  return [
    `  ${printable(model)}${mark}: ${points(failed)} % of ${cases} cases failed${more}`,
    ...(codes.length === 0 ? [] : tableLines(COLUMNS, codes.map(codeCells))).map(
      (line) => `    ${line}`,
    ),
  ];
}

function codeCells({ code, share, low, high, field, stands_out: side }: CodeShare): string[] {
  const interval = low === null || high === null ? 'too few' : `${points(low)}–${points(high)}`;
  const others = field === null ? '–' : points(field);
  const note = side === null ? '' : `${side} than others`;
  return [code, points(share), interval, others, note, FAILURE_KINDS[code].means];
}

function auditLines({ benchmark, audit }: FailureReport): string[] {
  if (audit.length === 0) return [`  no case of ${benchmark} looks wrong`];
  const rows = audit.map((one) => [
    `${printable(one.source.file)}:${one.source.line}`,
    printable(one.case_id),
    one.proposes,
    printable(one.expected).slice(0, 40),
    printable(one.answer ?? '–').slice(0, 40),
    one.evidence,
    one.audit === undefined ? '' : `${one.audit.code} (${printable(one.audit.judge)})`,
  ]);
  const titles = ['where', 'case', 'proposes', 'expected', 'answered', 'evidence', 'judge says'];
  const columns = titles.map((title) => ({ title }));
  return [
    `  ${audit.length} cases of ${benchmark} to look at:`,
    ...tableLines(columns, rows).map((line) => `    ${line}`),
  ];
}
