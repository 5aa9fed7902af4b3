import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../engine/problem.ts';
import { UserError } from '../engine/problem.ts';
import type { Context } from './context.ts';
import type { CheckAnnotation, CheckRun } from './github/client.ts';
import { refusalText } from './github/refusal.ts';
import { writeSticky } from './github/sticky.ts';
import { withinBytes } from './host.ts';
import { COMMENT_CHARS, commentMarkdown } from './report/comment.ts';
import type { Report } from './report/report.ts';
import { annotationText } from './text/annotation.ts';

/** Characters of a check's summary that GitHub takes. */
const CHECK_CHARS = 60_000;
const SUMMARY_CHARS = 900_000;
const ANNOTATIONS_PER_REQUEST = 50;
const MAX_ANNOTATIONS = 500;

/** Where a report goes; the summary always gets it. */
export interface Delivery {
  readonly comment: boolean;
  readonly check: boolean;
}

/**
 * Tells the report: files and summary first, which nothing can refuse, then the comment and the
 * check. A refusal of those is a warning with the way out, and never loses what was paid for.
 */
export async function deliver(context: Context, report: Report, to: Delivery): Promise<void> {
  const { host } = context;
  await writeReport(context, report);
  await host.summarise(commentMarkdown(report, SUMMARY_CHARS));
  host.output('status', report.status);
  host.output('regressions', String(report.judgement?.regressions ?? 0));
  host.output('cost-usd', String(report.cost.spent ?? report.cost.expected));
  if (host.inputs.dryRun) return;
  if (to.check) await attempt(context, 'the check', () => writeCheck(context, report));
  if (to.comment && report.pull !== null && wantsComment(context, report))
    await attempt(context, 'the comment', () => writeComment(context, report, report.pull ?? 0));
}

async function writeReport({ host }: Context, report: Report): Promise<void> {
  await mkdir(host.folder, { recursive: true });
  const files = { 'report-json': 'report.json', 'report-markdown': 'report.md' } as const;
  await writeFile(join(host.folder, files['report-json']), JSON.stringify(report, null, 2));
  const markdown = commentMarkdown(report, SUMMARY_CHARS);
  await writeFile(join(host.folder, files['report-markdown']), markdown);
  for (const name of ['report-json', 'report-markdown'] as const)
    host.output(name, join(host.folder, files[name]));
}

function wantsComment({ host }: Context, { judgement, status }: Report): boolean {
  const { comment } = host.inputs;
  if (comment !== 'on-change') return comment !== 'never';
  const changed = (judgement?.regressions ?? 0) + (judgement?.improvements ?? 0) > 0;
  return changed || status === 'invalid';
}

async function writeComment(
  { github, host }: Context,
  report: Report,
  pull: number,
): Promise<void> {
  const id = await writeSticky(github, pull, commentMarkdown(report, COMMENT_CHARS));
  host.output('comment-id', String(id));
}

/** Fifty annotations fit into a request; more are added to the check that the first has made. */
async function writeCheck({ github, host }: Context, report: Report): Promise<void> {
  const annotations = checkAnnotations(report).slice(0, MAX_ANNOTATIONS);
  const part = (from: number): CheckRun => ({
    headSha: report.headSha,
    title: report.title,
    summary: withinBytes(commentMarkdown(report, CHECK_CHARS), CHECK_CHARS),
    conclusion: conclusionOf(report, host.inputs.failOn),
    detailsUrl: report.runUrl,
    annotations: annotations.slice(from, from + ANNOTATIONS_PER_REQUEST),
  });
  const id = await github.createCheck(part(0));
  for (
    let from = ANNOTATIONS_PER_REQUEST;
    from < annotations.length;
    from += ANNOTATIONS_PER_REQUEST
  )
    await github.addAnnotations(id, part(from));
}

/** Whether the check is green, by what the repository has chosen to fail on. */
export function conclusionOf(
  { status, judgement }: Pick<Report, 'status' | 'judgement'>,
  failOn: 'error' | 'regression' | 'never',
): CheckRun['conclusion'] {
  if (failOn !== 'never' && status === 'invalid') return 'failure';
  if (failOn === 'regression' && (judgement?.regressions ?? 0) > 0) return 'failure';
  return status === 'done' ? 'success' : 'neutral';
}

function checkAnnotations({ problems, regressedCases }: Report): CheckAnnotation[] {
  return [
    ...problems.map(
      ({ file, line, message, fix }): CheckAnnotation => ({
        path: file,
        line,
        level: 'failure',
        message: annotationText(fix === '' ? message : `${message} → ${fix}`),
      }),
    ),
    ...regressedCases.map(
      (one): CheckAnnotation => ({
        path: one.file,
        line: one.line,
        level: 'warning',
        message: annotationText(`${one.model} passed the case ${one.case} before and fails it now`),
      }),
    ),
  ];
}

/** Regressed cases as the log annotates them. */
export function regressionProblems({ regressedCases }: Report): Problem[] {
  return regressedCases.map((one) => ({
    file: one.file,
    line: one.line,
    column: 1,
    severity: 'warning',
    message: `${one.model} passed the case ${one.case} before and fails it now`,
    fix: '',
  }));
}

async function attempt({ host }: Context, what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    let text: string;
    try {
      text = refusalText(error, what);
    } catch {
      text = `${what} could not be written: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (host.inputs.comment === 'always' && what === 'the comment') throw new UserError(text);
    host.warn(text);
  }
}
