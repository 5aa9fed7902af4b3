import type { Board, BoardRow, Comparison } from '../../analysis/board.ts';
import type { Benchmark } from '../../benchmark/benchmark.ts';
import { pText } from '../../report/markdown.ts';
import { drawCosts, drawIntervals } from './charts.ts';
import { type Element, INK_PALE, Pages } from './page.ts';
import { type Column, drawTable } from './table.ts';
import { dollars, intervalText, methodsText, missingText, pointsText, rankText } from './words.ts';

/** One benchmark in a report. */
export interface ReportSection {
  readonly benchmark: Benchmark;
  readonly board: Board;
  /** The best two models compared, where there are two. */
  readonly comparison: Comparison | undefined;
  /** References to the benchmark: a line of text, and an entry of BibTeX. */
  readonly citation: string;
  readonly bibtex: string;
}

/** A file that the numbers come from. */
export interface ReportFile {
  /** Relative to the folder of results. */
  readonly file: string;
  readonly sha256: string;
}

/** What a report is made of; equal sources give equal bytes. */
export interface ReportSource {
  readonly title: string;
  readonly publisher: string;
  readonly sections: readonly ReportSection[];
  readonly files: readonly ReportFile[];
  readonly commit: string | null;
  readonly repository: string | null;
  readonly engineVersion: string;
}

const BOARD_COLUMNS: readonly Column[] = [
  { title: '#', share: 3, align: 'right' },
  { title: 'Rank', share: 6 },
  { title: 'Model', share: 28 },
  { title: 'Score', share: 7, align: 'right' },
  { title: '95 % interval', share: 12 },
  { title: 'Cases × trials', share: 10, align: 'right' },
  { title: 'Missing', share: 12 },
  { title: '$ / 100 cases', share: 10, align: 'right' },
  { title: 'Median latency', share: 11, align: 'right' },
];

const FILE_COLUMNS: readonly Column[] = [
  { title: 'File of results', share: 40 },
  { title: 'SHA-256', share: 60 },
];

/** The report as a tagged PDF: boards, charts, methods, provenance and how to cite it. */
export async function reportPdf(source: ReportSource): Promise<Uint8Array> {
  const { title, publisher, sections } = source;
  const pages = new Pages({ title, author: publisher, language: 'en', date: dateOf(sections) });
  pages.heading(pages.root, 1, title);
  pages.paragraph(pages.root, leadOf(source), { colour: INK_PALE });
  for (const section of sections) pages.group(pages.root, 'Sect', drawSection(pages, section));
  pages.group(pages.root, 'Sect', drawProvenance(pages, source));
  return pages.end(title);
}

/** The newest run, so that the date comes from the data and not from the clock. */
function dateOf(sections: readonly ReportSection[]): Date {
  const times = sections.flatMap(({ board }) =>
    board.rows.flatMap(({ run_at }) => (run_at === null ? [] : [Date.parse(run_at)])),
  );
  return new Date(Math.max(0, ...times));
}

function leadOf({ sections, publisher }: ReportSource): string {
  const models = new Set(sections.flatMap(({ board }) => board.rows.map(({ model }) => model)));
  const date = dateOf(sections).toISOString().slice(0, 10);
  return `${publisher}. ${sections.length} ${sections.length === 1 ? 'benchmark' : 'benchmarks'}, ${models.size} ${models.size === 1 ? 'model' : 'models'}; newest results of ${date}.`;
}

function drawSection(pages: Pages, section: ReportSection): (element: Element) => void {
  const { benchmark, board, comparison, citation, bibtex } = section;
  return (element) => {
    pages.heading(element, 2, benchmark.title);
    pages.paragraph(element, benchmark.description);
    pages.paragraph(element, factsOf(section), { colour: INK_PALE });
    drawTable(pages, element, BOARD_COLUMNS, board.rows.map(cellsOf));
    drawIntervals(pages, element, board);
    drawCosts(pages, element, board);
    if (comparison !== undefined) pages.paragraph(element, comparisonText(comparison));
    pages.heading(element, 3, 'Methods');
    pages.paragraph(element, methodsText(board.rows, board.tests));
    pages.heading(element, 3, 'Citation');
    pages.paragraph(element, citation);
    for (const line of bibtex.split('\n'))
      pages.text(element, 'Code', line, () => pages.write(line, { size: 8 }));
  };
}

function factsOf({ benchmark, board }: ReportSection): string {
  const effect = board.minimum_detectable_effect;
  const resolution =
    effect === null
      ? 'Too few cases to tell models apart.'
      : `Can tell apart models that differ by ${pointsText(effect)} points or more (80 % power).`;
  return `Version ${benchmark.version}, fingerprint ${board.fingerprint}. ${board.cases} cases, licence ${benchmark.license}. ${resolution}`;
}

function cellsOf(row: BoardRow, index: number): string[] {
  const cost = row.cost_usd_per_100_cases;
  return [
    String(index + 1),
    rankText(row),
    row.tier === 'verified' ? row.model : `${row.model} (${row.tier.replaceAll('_', '-')})`,
    row.score === null ? '–' : pointsText(row.score),
    intervalText(row),
    row.trials > 1 ? `${row.cases} × ${row.trials}` : String(row.cases),
    missingText(row),
    cost === null ? 'unknown' : dollars(cost),
    row.latency_ms_median === null ? '–' : `${Math.round(row.latency_ms_median)} ms`,
  ];
}

function comparisonText(comparison: Comparison): string {
  const { sentence, difference, low, high, p_value, test, cases } = comparison;
  return `${sentence} Difference ${pointsText(difference)} points (95 % interval ${pointsText(low)} to ${pointsText(high)}), ${pText(p_value)}, ${test.replaceAll('_', ' ')}, ${cases} shared cases.`;
}

function drawProvenance(pages: Pages, source: ReportSource): (element: Element) => void {
  const { commit, repository, engineVersion, sections, files } = source;
  const runs = new Set(
    sections.flatMap(({ board }) => board.rows.flatMap((row) => row.run_id ?? [])),
  );
  return (element) => {
    pages.heading(element, 2, 'Provenance');
    pages.paragraph(
      element,
      `Repository ${repository ?? 'none'}, commit ${commit ?? 'none'}. Made with BenchmarkHub ${engineVersion}. Runs on the boards: ${[...runs].sort().join(', ') || 'none'}.`,
    );
    if (files.length > 0)
      drawTable(
        pages,
        element,
        FILE_COLUMNS,
        files.map(({ file, sha256 }) => [file, sha256]),
      );
  };
}
