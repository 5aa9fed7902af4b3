import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { isAsked } from '../../engine/benchmark/published-only.ts';
import { openWorkspace } from '../../engine/node/workspace.ts';
import { BUILT_IN_MODELS, PACKAGE_ROOT } from '../workspace.ts';
import { generatedIds } from './load.ts';

/** What the table needs of a board in the JSON that `run --json` and `report --json` print. */
interface BoardJson {
  readonly benchmark: string;
  readonly minimum_detectable_effect: number;
  readonly rows: readonly { readonly model: string; readonly score: number | null }[];
}

const PAGE = join(PACKAGE_ROOT, 'docs', 'benchmark-quality.md');
const [BEGIN, END] = ['<!-- table -->', '<!-- /table -->'];
const BASELINES = ['random', 'majority', 'longest', 'echo'];

function row(benchmark: Benchmark, board: BoardJson, generated: ReadonlySet<string>): string {
  const { id, cases, chance } = benchmark;
  const clusters = new Set(cases.map((testCase) => testCase.cluster ?? testCase.id)).size;
  const specs = [...benchmark.score, ...cases.flatMap(({ score }) => score ?? [])];
  // Without judges an answer has no score, which is never 0.
  const points = (value: number | null) => (value === null ? '–' : (value * 100).toFixed(1));
  const isJudged = benchmark.judges !== undefined;
  const score = (name: string) =>
    board.rows.find(({ model }) => model === `baseline/${name}`)?.score ?? null;
  return `| ${[
    `[${id}](../benchmarks/${id}/${existsSync(join(PACKAGE_ROOT, 'benchmarks', id, 'README.md')) ? 'README.md' : 'benchmark.yaml'})`,
    cases.length,
    clusters,
    [...new Set(specs.map(({ type }) => `\`${type}\``))].join(' '),
    generated.has(id) ? 'yes' : 'by hand',
    points(isJudged ? null : board.minimum_detectable_effect),
    points(chance),
    ...BASELINES.map((name) => points(score(name))),
  ].join(' | ')} |`;
}

/** Writes the table of the page on quality from the boards of a run of the baselines on stdin. */
const { boards }: { boards: readonly BoardJson[] } = JSON.parse(await text(process.stdin));
const { benchmarks } = await openWorkspace(PACKAGE_ROOT, BUILT_IN_MODELS);
const generated = new Set(generatedIds(PACKAGE_ROOT));
const rows = benchmarks.filter(isAsked).flatMap((benchmark) => {
  const board = boards.find((candidate) => candidate.benchmark === benchmark.id);
  return board === undefined ? [] : [row(benchmark, board, generated)];
});
const head = [
  'benchmark',
  'cases',
  'clusters',
  'scorers',
  'generator',
  'smallest difference',
  'chance',
  ...BASELINES,
];
const lines = [
  `| ${head.join(' | ')} |`,
  `|---|${'---:|'.repeat(2)}---|---|${'---:|'.repeat(6)}`,
  ...rows,
];
const page = await readFile(PAGE, 'utf8');
const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
if (before < 0 || after < before) throw new Error(`${PAGE} lacks ${BEGIN} … ${END}`);
await writeFile(
  PAGE,
  `${page.slice(0, before + BEGIN.length)}\n\n${lines.join('\n')}\n\n${page.slice(after)}`,
);
