import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Benchmark, TestCase } from '../../engine/benchmark/benchmark.ts';
import { hashOf } from '../../engine/hash.ts';
import { writeResultFile } from '../../engine/node/results.ts';
import { openWorkspace, requireValid } from '../../engine/node/workspace.ts';
import type { Result } from '../../engine/results/columns.ts';

/** A workspace with as many benchmarks, each with results of every model for every case. */
export interface SiteShape {
  readonly benchmarks: number;
  readonly cases: number;
  readonly models: number;
  readonly trials: number;
}

/** Makes the workspace unless an earlier bench left it whole; equal shapes give equal files. */
export async function makeSiteWorkspace(root: string, shape: SiteShape): Promise<void> {
  const whole = join(root, 'whole');
  if (existsSync(whole)) return;
  await rm(root, { recursive: true, force: true });
  await mkdir(root, { recursive: true });
  await writeFile(join(root, 'models.yaml'), modelsText(shape));
  for (let index = 0; index < shape.benchmarks; index++) await writeBenchmark(root, index, shape);
  const workspace = await openWorkspace(root, join(import.meta.dirname, '../../models.yaml'));
  requireValid(workspace);
  for (const benchmark of workspace.benchmarks)
    await writeResultFile(
      join(root, 'results'),
      `${benchmark.id}/run.parquet`,
      resultsOf(benchmark, shape),
    );
  await writeFile(whole, '');
}

async function writeBenchmark(root: string, index: number, { cases }: SiteShape): Promise<void> {
  const folder = join(root, 'benchmarks', `sums-${index}`);
  await mkdir(folder, { recursive: true });
  const rows = Array.from(
    { length: cases },
    (_, place) => `c${place},What is ${index} + ${place}?,${index + place}`,
  );
  await writeFile(
    join(folder, 'benchmark.yaml'),
    `title: Sums with ${index}\ndescription: Adds ${index} to numbers.\nversion: 1.0.0\nlicense: MIT\ntags: [sums, group-${index % 20}]\nprompt: "{{question}}"\ncases: cases.csv\nscore: [equals]\n`,
  );
  await writeFile(join(folder, 'cases.csv'), `id,question,expected\n${rows.join('\n')}\n`);
}

function modelsText({ models }: SiteShape): string {
  const lines = Array.from(
    { length: models },
    (_, place) =>
      `  vendor-${place % 4}/model-${place}: { price: free, routes: ["local:m${place}"] }`,
  );
  return `providers:\n  local: { base_url: "http://127.0.0.1:9/v1" }\nmodels:\n${lines.join('\n')}\n`;
}

function* resultsOf(benchmark: Benchmark, { models, trials }: SiteShape): Generator<Result> {
  for (let place = 0; place < models; place++)
    for (const testCase of benchmark.cases)
      for (let trial = 1; trial <= trials; trial++)
        yield resultOf(benchmark, testCase, place, trial);
}

const RUN_AT = new Date('2026-01-01T00:00:00Z');

function resultOf(benchmark: Benchmark, testCase: TestCase, place: number, trial: number): Result {
  const key = hashOf([benchmark.id, testCase.id, place, trial]);
  const drawn = Number.parseInt(key.slice(0, 4), 16) / 65_536;
  const passed = drawn < 0.4 + 0.05 * (place % 10);
  const expected = String(testCase.expected);
  const answer = passed ? expected : `${expected}1`;
  const reason = passed ? `${answer} is ${expected}` : `${answer} is not ${expected}`;
  return {
    run_id: `20260101-000000-${hashOf([benchmark.id]).slice(0, 4)}`,
    run_at: RUN_AT,
    benchmark: benchmark.id,
    fingerprint: benchmark.fingerprint,
    case_id: testCase.id,
    case_hash: testCase.hash,
    cluster: null,
    weight: 1,
    model: `vendor-${place % 4}/model-${place}`,
    trial,
    call_key: key,
    score_key: key,
    outcome: 'answered',
    finish_reason: 'stop',
    output: answer,
    reasoning_tokens: null,
    input_tokens: 20,
    output_tokens: 4,
    cost_usd: 0.0001 * (1 + place),
    cost_source: 'price',
    latency_ms: Math.round(200 + 40 * place + 300 * drawn),
    first_token_ms: null,
    attempts: 1,
    provider: 'local',
    served_model: `m${place}`,
    error: null,
    asked_at: RUN_AT,
    score: Number(passed),
    passed,
    answer,
    scores: [{ scorer: 'equals', value: Number(passed), weight: 1, passed, answer, reason }],
    failure: passed ? null : 'wrong_value',
    tier: 'self_reported',
    commit: null,
    repository: null,
    engine_version: '0.1.0',
    parameters: '{}',
  };
}
