import { acrossOf } from '../../engine/analysis/across.ts';
import type { Board, Comparison } from '../../engine/analysis/board.ts';
import type { CaseRow } from '../../engine/analysis/rows.ts';
import { boardsOf } from '../../engine/node/boards.ts';
import { compareModels } from '../../engine/node/compare.ts';
import type { Database } from '../../engine/node/duckdb.ts';
import { withJudging } from '../../engine/node/judged-boards.ts';
import { readLedger } from '../../engine/node/ledger.ts';
import { withPreferences } from '../../engine/node/preferences.ts';
import type { Workspace } from '../../engine/node/workspace.ts';
import { UserError } from '../../engine/problem.ts';
import { acrossMarkdown } from '../../engine/report/across.ts';
import { boardMarkdown, comparisonMarkdown } from '../../engine/report/markdown.ts';
import { predictionsMarkdown } from '../../engine/report/predictions.ts';
import { predictionReport } from '../../engine/results/predictions.ts';
import { type Command, type Invocation, textOption } from '../command.ts';
import { openAnalysis, openValid, RESULTS_OPTION, resultsFolder } from '../workspace.ts';
import { writePdfReport } from './report/pdf.ts';

const FORMATS = ['markdown', 'json', 'pdf'];

export const report: Command = {
  summary:
    'boards, the best two models of each compared, predicted against actual cost, as Markdown, JSON or PDF',
  usage: '[benchmark…]',
  options: {
    format: {
      type: 'string',
      value: FORMATS.join('|'),
      about: 'form of the report (default: markdown)',
    },
    across: {
      type: 'boolean',
      about: 'all benchmarks in one table: who leads overall, how surely',
    },
    out: {
      type: 'string',
      value: 'FILE',
      about: 'where a PDF is written (default: report.pdf in the workspace)',
    },
    ...RESULTS_OPTION,
  },
  run: runReport,
};

async function runReport(invocation: Invocation): Promise<number> {
  const chosen = textOption(invocation.values, 'format');
  const format = invocation.json && chosen !== 'pdf' ? 'json' : (chosen ?? 'markdown');
  if (!FORMATS.includes(format))
    throw new UserError(`--format takes ${FORMATS.join(', ')}, not "${format}"`);
  if (format === 'pdf' && invocation.values.across === true)
    throw new UserError('--across is not in the PDF', 'take --format markdown or json');
  const workspace = await openValid(invocation);
  using database = await openAnalysis(workspace, resultsFolder(invocation));
  if (invocation.values.across === true) return reportAcross(invocation, database, workspace);
  const sources = { root: invocation.root, resultsFolder: resultsFolder(invocation) };
  const { benchmarks } = workspace;
  const current = (await boardsOf(database, benchmarks)).filter((board) => board.current);
  const judged = await withJudging(current, benchmarks, sources);
  const boards = await withPreferences(judged, benchmarks, sources);
  const comparisons = await compareLeaders(database, workspace, boards);
  const predictions = predictionReport(
    await readLedger(resultsFolder(invocation)),
    workspace.benchmarks.map(({ id }) => id),
  );
  if (format === 'pdf') await writePdfReport(invocation, workspace, boards, comparisons);
  else if (format === 'json')
    invocation.terminal.out(JSON.stringify({ boards, comparisons, predictions }, null, 2));
  else
    invocation.terminal.out(
      [
        ...boards.map(boardMarkdown),
        ...comparisons.map(comparisonMarkdown),
        predictionsMarkdown(predictions),
      ]
        .filter((part) => part !== '')
        .join('\n\n'),
    );
  return 0;
}

/** All benchmarks together. */
async function reportAcross(
  { json, values, terminal }: Invocation,
  database: Database,
  workspace: Workspace,
): Promise<number> {
  // The columns of case_scores.sql are those of CaseRow; a test holds them together.
  const rows = (await database.run('case_scores')) as unknown as CaseRow[];
  const across = acrossOf(workspace.benchmarks, rows);
  const isJson = json || textOption(values, 'format') === 'json';
  terminal.out(isJson ? JSON.stringify(across, null, 2) : acrossMarkdown(across));
  return 0;
}

/** The question a reader asks first: is the first really better than the second? */
async function compareLeaders(
  database: Database,
  workspace: Workspace,
  boards: readonly Board[],
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const board of boards) {
    const ranked = board.rows.filter(({ rank_low }) => rank_low !== null);
    const [first] = ranked;
    // One model may stand in several tiers.
    const second = ranked.find(({ model }) => model !== first?.model);
    const benchmark = workspace.benchmarks.find(({ id }) => id === board.benchmark);
    if (first === undefined || second === undefined || benchmark === undefined) continue;
    const comparison = await compareModels(database, benchmark, second.model, first.model);
    if (comparison !== undefined) comparisons.push(comparison);
  }
  return comparisons;
}
