import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';

/** Stored results: every benchmark with every model, every case and every trial. */
export interface Shape {
  readonly benchmarks: number;
  readonly models: number;
  readonly cases: number;
  readonly trials: number;
}

/** The benchmarks that belong to the results. */
export function benchmarksOf({ benchmarks, cases }: Shape): Benchmark[] {
  return Array.from({ length: benchmarks }, (_, index) => ({
    id: `bench-${index}`,
    title: `Benchmark ${index}`,
    description: 'Made to be measured.',
    version: '1.0.0',
    license: 'MIT',
    authors: [],
    tags: [],
    language: 'en',
    prompt: [{ role: 'user', content: '{{question}}' }],
    examples: [],
    cases: Array.from({ length: cases }, (_, place) => ({
      id: `c${place}`,
      variables: {},
      tags: [],
      weight: 1,
      hash: `h${index}-${place}`,
      source: { file: 'cases.csv', line: place + 2, column: 1 },
    })),
    shuffle_choices: false,
    parameters: {},
    trials: 1,
    reducer: 'mean',
    reducer_k: 1,
    extract: [],
    score: [],
    chance: 0,
    gate: { metric: 'score', margin: 0.02, must_pass: [] },
    models: { ids: [], tags: [] },
    published: [],
    fingerprint: `f${index}`,
  }));
}

/** Writes one file for each benchmark and names them; three rows in a hundred have no score. */
export async function writeFiles(folder: string, shape: Shape): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const files: string[] = [];
  for (let index = 0; index < shape.benchmarks; index++) {
    const file = `bench-${index}.parquet`;
    const target = join(folder, file).replaceAll("'", "''");
    await connection.run(
      `COPY (${rowsSql(index, shape)}) TO '${target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 5000)`,
    );
    files.push(file);
  }
  connection.closeSync();
  instance.closeSync();
  return files;
}

/** Chances come from hashes, so that equal shapes give equal results. */
function rowsSql(index: number, { models, cases, trials }: Shape): string {
  const chance = (salt: string, ...keys: string[]) =>
    `(md5_number_lower('${salt} ${index} ' || ${keys.join(" || ' ' || ")}) % 1000003)::DOUBLE / 1000003`;
  return `
    WITH draws AS (
      SELECT model, place, trial,
        ${chance('pass', 'model', 'place', 'trial')} < 0.4 + 0.4 * model / ${models} + 0.4 * (${chance('hard', 'place')} - 0.5) AS passed,
        ${chance('lost', 'model', 'place', 'trial')} < 0.03 AS lost
      FROM range(${models}) AS m(model), range(${cases}) AS c(place), range(1, ${trials + 1}) AS t(trial)
    )
    SELECT
      'run-${index}' AS run_id,
      TIMESTAMP '2026-01-01 00:00:00' AS run_at,
      'bench-${index}' AS benchmark,
      'f${index}' AS fingerprint,
      'c' || place AS case_id,
      'h${index}-' || place AS case_hash,
      NULL::VARCHAR AS "cluster",
      1.0::DOUBLE AS weight,
      'vendor/model-' || model AS model,
      trial::INTEGER AS trial,
      md5('call ${index} ' || model || ' ' || place || ' ' || trial) AS call_key,
      md5('score ${index} ' || model || ' ' || place || ' ' || trial) AS score_key,
      CASE WHEN lost THEN 'timeout' ELSE 'answered' END AS outcome,
      'stop' AS finish_reason,
      CASE WHEN NOT lost THEN repeat(md5('text ' || model || ' ' || place || ' ' || trial), 4) END AS output,
      NULL::INTEGER AS reasoning_tokens,
      100::INTEGER AS input_tokens,
      (50 + place % 50)::INTEGER AS output_tokens,
      (0.0001 * (1 + model))::DOUBLE AS cost_usd,
      'price' AS cost_source,
      (300 + 50 * model + 10 * (place % 37))::DOUBLE AS latency_ms,
      NULL::DOUBLE AS first_token_ms,
      1::INTEGER AS attempts,
      'vendor' AS provider,
      'model-' || model AS served_model,
      NULL::VARCHAR AS error,
      TIMESTAMP '2026-01-01 00:00:01' AS asked_at,
      CASE WHEN NOT lost THEN passed::INTEGER::DOUBLE END AS score,
      CASE WHEN NOT lost THEN passed END AS passed,
      'answer' AS answer,
      [{scorer: 'equals', value: passed::INTEGER::DOUBLE, weight: 1.0::DOUBLE, passed: passed, answer: 'answer', reason: 'it is'}] AS scores,
      NULL::VARCHAR AS failure,
      'self_reported' AS tier,
      NULL::VARCHAR AS "commit",
      NULL::VARCHAR AS repository,
      '0.1.0' AS engine_version,
      '{}' AS parameters
    FROM draws
    ORDER BY model, place, trial`;
}
