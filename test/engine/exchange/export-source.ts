import { zstdCompressSync } from 'node:zlib';
import type { Board, BoardRow } from '../../../engine/analysis/board.ts';
import { spreadFields } from '../../../engine/analysis/board-spread.ts';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import type { ExportSource } from '../../../engine/exchange/export/exporter.ts';
import { Notes } from '../../../engine/exchange/import/notes.ts';
import { RECORDING_READERS } from '../../../engine/exchange/recorded/index.ts';
import { scoreRecordings } from '../../../engine/exchange/recorded/score.ts';
import { file, importOne } from './helpers.ts';

/** A scored row of a board. */
export const ROW: BoardRow = {
  model: 'x/m',
  tier: 'self_reported',
  score: 0.5,
  low: 0.1,
  high: 0.9,
  method: 'wilson_effective_n',
  rank_low: 1,
  rank_high: 1,
  letters: [],
  tied_with: [],
  cases: 2,
  effective_cases: 2,
  clusters: 2,
  trials: 1,
  missing: 0,
  missing_by_outcome: {},
  score_if_missing_fail: 0.5,
  score_if_missing_pass: 0.5,
  cost_usd: 0,
  cost_usd_per_100_cases: 0,
  latency_ms_median: null,
  first_token_ms_median: null,
  latency_ms_p95: null,
  ...spreadFields(undefined, 0),
  repeats: null,
  tokens_output_mean: null,
  truncated: 0,
  passed: 0.5,
  run_id: 'run',
  run_at: '2026-01-02T00:00:00.000Z',
  commit: null,
};

/** A benchmark of two cases with two recorded answers, one of them wrong. */
export async function sourceWith(changes: Partial<Benchmark> = {}): Promise<ExportSource> {
  const cases =
    '{"id":"a","question":"1 + 1?","answer":"2"}\n{"id":"b","question":"=cmd()","answer":"4"}\n';
  const read = await importOne([file('quiz.jsonl', cases)], 'table');
  const benchmark: Benchmark = {
    ...read,
    license: 'MIT',
    title: 'Quiz & 100% {sums}',
    authors: [
      { name: 'Ada Lovelace', orcid: '0000-0002-1825-0097' },
      { name: 'Quiz contributors' },
    ],
    ...changes,
  };
  const outputs = [
    file(
      'o.csv',
      'model,id,output,input_tokens,output_tokens\nx/m,a,2,3,1\nx/m,b,=HYPERLINK(1),3,9\n',
    ),
  ];
  const notes = new Notes();
  const recordings =
    (await RECORDING_READERS.outputs?.read({ files: outputs, notes, model: undefined })) ?? [];
  const stamp = {
    runId: 'run',
    runAt: new Date('2026-01-02T00:00:00Z'),
    tier: 'self_reported',
    commit: null,
    repository: null,
    engineVersion: '0.0.0',
    unasked: 'cancelled',
  } as const;
  const { results } = await scoreRecordings(benchmark, recordings, new Map(), stamp, notes);
  const board: Board = {
    benchmark: benchmark.id,
    fingerprint: benchmark.fingerprint,
    current: true,
    cases: 2,
    minimum_detectable_effect: null,
    tests: 0,
    rows: [ROW, { ...ROW, model: 'x/none', score: null }],
  };
  return {
    benchmark,
    board,
    results,
    files: [{ name: 'cases.jsonl', bytes: new TextEncoder().encode(cases) }],
    models: new Map(),
    repository: 'owner/name',
    site: null,
    commit: 'abc-dirty',
    publisher: 'Hub',
    contributors: [],
    engineVersion: '0.1.0',
    now: new Date('2026-03-04T05:06:07Z'),
    zstd: (bytes) => zstdCompressSync(bytes),
  };
}
