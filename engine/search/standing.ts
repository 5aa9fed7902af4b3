import type { Board } from '../analysis/board.ts';
import type { Standing } from './facets.ts';

/** What boards say of how far each benchmark has been measured. */
export function standingsOf(boards: readonly Board[]): (id: string) => Standing | undefined {
  const current = new Map(
    boards.filter((board) => board.current).map((board) => [board.benchmark, board]),
  );
  return (id) => {
    const rows = current.get(id)?.rows ?? [];
    const measured = rows
      .map(({ run_at }) => run_at ?? '')
      .sort()
      .at(-1);
    if (measured === undefined || measured === '') return undefined;
    const scores = rows.flatMap(({ tier, score }) =>
      tier === 'baseline' || score === null ? [] : [score],
    );
    return { measured, best: scores.length === 0 ? null : Math.max(...scores) };
  };
}
