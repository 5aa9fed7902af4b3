import { stringify } from 'yaml';
import type { BoardRow } from '../../analysis/board.ts';
import { addressOf, type Exporter, type ExportSource, pathName } from './exporter.ts';

/** `.eval_results/*.yaml` for the model repositories of Hugging Face: one file a model. */
export const huggingFace: Exporter = {
  format: 'hf',
  summary: 'eval results of Hugging Face: .eval_results/<benchmark>.yaml for each model',
  export: (source, notes) => {
    const rows = (source.board?.rows ?? []).filter(
      ({ score, tier }) => score !== null && tier !== 'baseline',
    );
    const place = { file: `benchmarks/${source.benchmark.id}/benchmark.yaml`, line: 1 };
    notes.approximated(
      place,
      'dataset.id',
      `the name of a data set at Hugging Face is not known; "${source.benchmark.id}" stands in`,
      {
        fix: 'write the id of the data set once it is there',
      },
    );
    return rows.map((row) => ({
      path: `${pathName(row.model)}/.eval_results/${source.benchmark.id}.yaml`,
      content: stringify([entryOf(row, source)], { lineWidth: 100 }),
    }));
  },
};

function entryOf(row: BoardRow, source: ExportSource): object {
  const { benchmark, now } = source;
  const url = row.source ?? addressOf(source);
  return {
    dataset: { id: benchmark.id, task_id: benchmark.id },
    value: row.score,
    date: (row.run_at ?? now.toISOString()).slice(0, 10),
    ...(url === null ? {} : { source: { url, name: benchmark.title } }),
    notes: notesOf(row, benchmark.fingerprint),
  };
}

function notesOf({ low, high, cases, trials, tier }: BoardRow, fingerprint: string): string {
  const interval =
    low === null || high === null ? '' : `95 % interval ${low.toFixed(4)} to ${high.toFixed(4)}; `;
  return `${interval}${cases} cases, ${trials} ${trials === 1 ? 'trial' : 'trials'}; ${tier}; fingerprint ${fingerprint.slice(0, 12)}`;
}
