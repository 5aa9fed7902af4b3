import { type Boards, boardsOf, latestRun, measuredModels } from './boards.ts';
import type { Fact } from './facts.ts';
import { integer, moment } from './format.ts';
import type { SiteData } from './site-data.ts';

/** How much there is, and how fresh it is. */
export function siteFacts(data: SiteData): Fact[] {
  const boards = data.benchmarks.map((benchmark) => boardsOf(data, benchmark));
  const current = boards.flatMap((board) => board.current ?? []);
  const cases = data.benchmarks.reduce((sum, benchmark) => sum + benchmark.cases.length, 0);
  const models = new Set(current.flatMap(measuredModels));
  const last = latestRun(current);
  return [
    { name: 'Benchmarks', text: integer(data.benchmarks.length) },
    { name: 'Cases', text: integer(cases) },
    { name: 'Models measured', text: models.size === 0 ? 'baselines only' : integer(models.size) },
    ...(last?.run_at ? [{ name: 'Last run', text: moment(last.run_at) }] : []),
    ...(last?.commit
      ? [{ name: 'At commit', text: last.commit.slice(0, 7), title: last.commit, mono: true }]
      : []),
  ];
}

/** Benchmarks with the most measured models first, else as they come. */
export function mostMeasured<Item extends { readonly boards: Boards }>(
  items: readonly Item[],
): Item[] {
  const measured = ({ boards }: Item) => measuredModels(boards.current).length;
  return items.toSorted((a, b) => measured(b) - measured(a));
}
