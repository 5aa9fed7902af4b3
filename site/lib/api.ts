import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { benchmarkPath, dataPath, modelPath, textPath } from './address.ts';
import { boardsOf } from './boards.ts';
import { type ModelEntry, modelEntriesOf } from './models.ts';
import type { SiteData } from './site-data.ts';

/** `/api/v1/index.json`: what there is, and where; paths are relative to the site's base. */
export function indexDocument(data: SiteData): object {
  return {
    title: data.title,
    description: data.description,
    repository: data.repository ?? null,
    generated_at: data.generatedAt,
    commit: data.commit,
    benchmarks: data.benchmarks.map((benchmark) => benchmarkSummary(data, benchmark)),
    models: modelEntriesOf(data).map(({ id, model }) => ({
      id,
      title: model?.title ?? id,
      vendor: model?.vendor ?? null,
      page: modelPath(id),
      data: dataPath(modelPath(id)),
    })),
  };
}

/** A benchmark in lists: what it is, where it is, and its board. */
export function benchmarkSummary(data: SiteData, benchmark: Benchmark): object {
  const path = benchmarkPath(benchmark.id);
  return {
    ...summaryOf(benchmark),
    page: path,
    data: dataPath(path),
    text: textPath(path),
    board: boardsOf(data, benchmark).current ?? null,
  };
}

/** `/b/<id>.json`: a benchmark with all of its cases and boards. */
export function benchmarkDocument(data: SiteData, benchmark: Benchmark): object {
  const { current, older } = boardsOf(data, benchmark);
  return {
    ...summaryOf(benchmark),
    forked_from: benchmark.forked_from ?? null,
    prompt: benchmark.prompt,
    parameters: benchmark.parameters,
    trials: benchmark.trials,
    reducer: benchmark.reducer,
    score: benchmark.score,
    chance: benchmark.chance,
    canary: benchmark.canary ?? null,
    boards: [...(current ? [current] : []), ...older],
    cases: benchmark.cases.map(({ id, variables, expected, choices, tags, weight, hash }) => ({
      id,
      variables,
      expected: expected ?? null,
      ...(choices === undefined ? {} : { choices }),
      tags,
      weight,
      hash,
    })),
  };
}

/** `/m/<vendor>/<model>.json`: a model with its rows on all current boards. */
export function modelDocument({ id, model, results }: ModelEntry): object {
  return {
    id,
    model: model ?? null,
    results: results.map(({ benchmark, board, row, ranked }) => ({
      benchmark: benchmark.id,
      fingerprint: board.fingerprint,
      cases: board.cases,
      ranked,
      row,
    })),
  };
}

function summaryOf(benchmark: Benchmark) {
  return {
    id: benchmark.id,
    title: benchmark.title,
    description: benchmark.description,
    version: benchmark.version,
    license: benchmark.license,
    language: benchmark.language,
    tags: benchmark.tags,
    authors: benchmark.authors,
    fingerprint: benchmark.fingerprint,
    case_count: benchmark.cases.length,
  };
}
