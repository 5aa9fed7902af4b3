import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { parseBenchmark } from '../../engine/benchmark/parse.ts';
import { type PanelFile, panelOf } from '../../engine/judges/panel.ts';
import { priced } from '../../engine/node/execute.ts';
import { diskFolder } from '../../engine/node/files.ts';
import { openWorkspace, type Workspace } from '../../engine/node/workspace.ts';
import { estimateRun, type ModelEstimate } from '../../engine/plan/estimate.ts';
import { memoryJournal } from '../../engine/run/journal.ts';
import { BUILT_IN_MODELS, PACKAGE_ROOT } from '../../scripts/workspace.ts';
import type { Section } from '../statistics/table.ts';

/** What judging 100 answers takes, before any judge has been asked. */
export interface ModeCost {
  readonly mode: string;
  readonly calls: number;
  readonly cost_usd: number;
  /** Dollars of each judge, by id. */
  readonly judges: Readonly<Record<string, number>>;
}

const BENCHMARK = 'rubric-explanations';
const ANSWERS = 100;
const MODES = ['single', 'round_robin', 'cascade', 'jury'] as const;

/** Share of cases in which the first judge of a cascade is taken to be unsure, in the last row. */
const ESCALATED = 0.2;

/** The shipped judged benchmark under each mode, by the estimate that `plan` shows. */
export async function modeCosts(): Promise<ModeCost[]> {
  const { benchmark } = await parseBenchmark(diskFolder(PACKAGE_ROOT, `benchmarks/${BENCHMARK}`));
  if (benchmark?.judges === undefined) throw new Error(`${BENCHMARK} has no judges`);
  const workspace = await openWorkspace(PACKAGE_ROOT, BUILT_IN_MODELS, [BENCHMARK]);
  const { models } = benchmark.judges;
  const costs = MODES.map((mode) => costOf(workspace, benchmark, { models, mode }));
  return [...costs, ...escalated(costs)];
}

function costOf({ registry }: Workspace, benchmark: Benchmark, file: PanelFile): ModeCost {
  const judges = file.models.flatMap((id) => {
    const model = registry.models.get(id);
    return model === undefined ? [] : [priced(model, undefined)];
  });
  // A model of no judge's vendor, so that nobody is recused.
  const vendors = new Set(judges.map(({ vendor }) => vendor));
  const candidate = [...registry.models.values()].find(
    ({ vendor, price, tags }) =>
      !vendors.has(vendor) && price !== undefined && !tags.includes('baseline'),
  );
  if (candidate === undefined) throw new Error('every model is of a judge’s vendor');
  const trials = Math.ceil(ANSWERS / benchmark.cases.length);
  const share = ANSWERS / (trials * benchmark.cases.length);
  const plan = {
    benchmark: { ...benchmark, judges: panelOf(file) },
    models: [candidate],
    trials,
    judges,
  };
  const rows = estimateRun([plan], memoryJournal()).models.filter(({ judge }) => judge === true);
  return {
    mode: file.mode ?? 'jury',
    calls: Math.round(share * rows.reduce((sum, row) => sum + row.new, 0)),
    cost_usd: share * rows.reduce((sum, row) => sum + (row.cost_usd ?? 0), 0),
    judges: Object.fromEntries(
      rows.map((row: ModelEstimate) => [row.model, share * (row.cost_usd ?? 0)]),
    ),
  };
}

/** A cascade of which a share goes on to the two others: between the first alone and the jury. */
function escalated(costs: readonly ModeCost[]): ModeCost[] {
  const [cascade, jury] = ['cascade', 'jury'].map((name) =>
    costs.find(({ mode }) => mode === name),
  );
  if (cascade === undefined || jury === undefined) return [];
  const between = (low: number, high: number) => low + ESCALATED * (high - low);
  const ids = Object.keys(jury.judges);
  return [
    {
      mode: `cascade, ${100 * ESCALATED} % not sure`,
      calls: Math.round(between(cascade.calls, jury.calls)),
      cost_usd: between(cascade.cost_usd, jury.cost_usd),
      judges: Object.fromEntries(
        ids.map((id) => [id, between(cascade.judges[id] ?? 0, jury.judges[id] ?? 0)]),
      ),
    },
  ];
}

/** What each mode costs at the list prices of models.yaml. */
export async function costSection(): Promise<Section> {
  const costs = await modeCosts();
  const ids = Object.keys(costs.find(({ mode }) => mode === 'jury')?.judges ?? {});
  const dollars = (value: number | undefined) =>
    value === undefined ? '–' : `$${value.toFixed(3)}`;
  return {
    title: 'What each mode costs',
    text: `100 answers to [\`${BENCHMARK}\`](../benchmarks/${BENCHMARK}/benchmark.yaml) (four criteria or five a case), by the estimate that \`plan\` shows before any judge has been asked: prompts counted as they are sent, replies of middling length, the list prices of [models.yaml](../models.yaml), 5 % of the questions asked twice.`,
    head: ['mode', 'calls', 'dollars', ...ids],
    rows: costs.map(({ mode, calls, cost_usd, judges }) => [
      mode,
      String(calls),
      dollars(cost_usd),
      ...ids.map((id) => dollars(judges[id])),
    ]),
  };
}
