import { type FailureReport, failureReport } from '../../engine/analysis/failures/report.ts';
import type { CodeShare, FailureSignature } from '../../engine/analysis/failures/signature.ts';
import { FAILURE_KINDS } from '../../engine/analysis/failures/taxonomy.ts';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { suggestion } from '../../engine/nearest.ts';
import type { Database } from '../../engine/node/duckdb.ts';
import { changesSince, failureRows } from '../../engine/node/failures.ts';
import { UserError } from '../../engine/problem.ts';
import { failureChangesMarkdown } from '../../engine/report/failure-changes.ts';
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
    ...RESULTS_OPTION,
  },
  run: runFailures,
};

async function runFailures(invocation: Invocation): Promise<number> {
  const workspace = await openValid(invocation);
  using database = await openAnalysis(workspace, resultsFolder(invocation));
  await requireKnown(database, 'model', textOption(invocation.values, 'model'));
  await requireKnown(database, 'run_id', textOption(invocation.values, 'base'));
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
  { values }: Invocation,
  database: Database,
  benchmark: Benchmark,
): Promise<FailureReport> {
  const rows = await failureRows(database, benchmark.id);
  const report = failureReport(benchmark, rows);
  const [model, base] = [textOption(values, 'model'), textOption(values, 'base')];
  const models = report.models.filter((one) => model === undefined || one.model === model);
  if (base === undefined) return { ...report, models };
  return { ...report, models, changes: await changesSince(database, benchmark, base, rows) };
}

function reportLines(report: FailureReport, auditOnly: boolean): string[] {
  const audit = auditLines(report);
  if (auditOnly) return audit;
  const unclear =
    report.unclear === null ? '' : `, ${points(report.unclear)} % of them not explained by rules`;
  return [
    `${report.benchmark}: ${report.failures} answers did not pass${unclear}`,
    ...report.models.flatMap(signatureLines),
    ...(report.changes === undefined
      ? []
      : [failureChangesMarkdown(report.benchmark, report.changes) || '  nothing changed']),
    ...audit,
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
  ]);
  const titles = ['where', 'case', 'proposes', 'expected', 'answered', 'evidence'];
  const columns = titles.map((title) => ({ title }));
  return [
    `  ${audit.length} cases of ${benchmark} to look at:`,
    ...tableLines(columns, rows).map((line) => `    ${line}`),
  ];
}
