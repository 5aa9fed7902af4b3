import type { Board } from '../../engine/analysis/board.ts';
import { missingOf } from './board-view.ts';
import type { ModelViews } from './model-view.ts';

/** A view of a board worth a link of its own. */
export interface Preset {
  readonly name: string;
  readonly query: string;
}

export function presetsOf(board: Board, models: ModelViews): Preset[] {
  const rows = board.rows.filter(({ tier }) => tier !== 'baseline');
  const isMixed = (has: (row: (typeof rows)[number]) => boolean) =>
    rows.some(has) && !rows.every(has);
  return [
    { name: 'All', query: '' },
    ...(isMixed(({ model }) => models(model).openWeights)
      ? [{ name: 'Open weights', query: 'open=1' }]
      : []),
    ...(isMixed(({ tier }) => tier === 'verified')
      ? [{ name: 'Verified only', query: 'tier=verified' }]
      : []),
    ...(rows.some(({ cost_usd_per_100_cases: cost }) => (cost ?? 0) > 0)
      ? [{ name: 'Cheapest first', query: 'sort=cost.ascending' }]
      : []),
    ...(rows.some(({ latency_ms_median: latency }) => latency !== null)
      ? [{ name: 'Fastest first', query: 'sort=latency.ascending' }]
      : []),
  ];
}

export function vendorsOf(board: Board, models: ModelViews): string[] {
  const vendors = board.rows.flatMap(({ model }) => models(model).vendor ?? []);
  return [...new Set(vendors)].sort((a, b) => a.localeCompare(b, 'en'));
}

/** Columns that can be hidden, and where they stand, from 1: rank, model and score always stay. */
export function hideableColumns(board: Board): { readonly name: string; readonly place: number }[] {
  const names = [
    'Tied with',
    'Cost',
    'Latency',
    'Cases',
    ...(missingOf(board) > 0 ? ['Missing'] : []),
    'Date',
    'Tier',
    'Run',
  ];
  return names.map((name, index) => ({ name, place: index + 4 }));
}
