import type { Board, BoardRow } from '../../engine/analysis/board.ts';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import type { Model } from '../../engine/model/model.ts';
import { boardsOf, rankedRows } from './boards.ts';
import type { SiteData } from './site-data.ts';

/** A model's row on the current board of a benchmark. */
export interface ModelResult {
  readonly benchmark: Benchmark;
  readonly board: Board;
  readonly row: BoardRow;
  /** How many models are ranked there. */
  readonly ranked: number;
}

/** A model that has a page: known to the registry, or only to a board. */
export interface ModelEntry {
  readonly id: string;
  readonly model: Model | undefined;
  readonly results: readonly ModelResult[];
}

/** Every model of the registry and of the boards, measured ones first, then by name. */
export function modelEntriesOf(data: SiteData): ModelEntry[] {
  const results = resultsByModel(data);
  const known = new Map(data.models.map((model) => [model.id, model]));
  return [...new Set([...known.keys(), ...results.keys()])]
    .map((id) => ({ id, model: known.get(id), results: results.get(id) ?? [] }))
    .sort(
      (a, b) =>
        Number(b.results.length > 0) - Number(a.results.length > 0) ||
        nameOf(a).localeCompare(nameOf(b), 'en'),
    );
}

/** Models on older boards alone have a page too, for those boards link to it. */
function resultsByModel(data: SiteData): Map<string, ModelResult[]> {
  const results = new Map<string, ModelResult[]>();
  for (const benchmark of data.benchmarks) {
    const { current, older } = boardsOf(data, benchmark);
    for (const row of older.flatMap((board) => board.rows)) {
      results.set(row.model, results.get(row.model) ?? []);
    }
    if (current === undefined) continue;
    const ranked = rankedRows(current).length;
    for (const row of current.rows) {
      const result = { benchmark, board: current, row, ranked };
      results.set(row.model, [...(results.get(row.model) ?? []), result]);
    }
  }
  return results;
}

function nameOf({ id, model }: ModelEntry): string {
  return model?.title ?? id;
}

/** What models can be filtered by. */
export const MODEL_TAGS = ['measured', 'open weights', 'reasoning', 'baseline'] as const;

/** The tags a model has. */
export function tagsOfModel({ id, model, results }: ModelEntry): string[] {
  const has: Record<(typeof MODEL_TAGS)[number], boolean> = {
    measured: results.some(({ row }) => row.tier !== 'published'),
    'open weights': model?.open_weights ?? false,
    reasoning: model?.reasoning ?? false,
    baseline: id.startsWith('baseline/'),
  };
  return MODEL_TAGS.filter((tag) => has[tag]);
}
