import type { BoardRow } from '../../analysis/board.ts';
import { hashOf, hashOfBytes } from '../../hash.ts';
import { instance, SCHEMA_VERSION } from './every-eval-ever-instance.ts';
import {
  addressOf,
  type ExportedFile,
  type Exporter,
  type ExportSource,
  jsonText,
  pathName,
} from './exporter.ts';

/** Every Eval Ever: one file a model with our interval, and its instances beside it. */
export const everyEvalEver: Exporter = {
  format: 'eee',
  summary: 'Every Eval Ever: aggregate JSON with intervals, and instances (JSONL)',
  export: (source) => (source.board?.rows ?? []).flatMap((row) => filesOf(row, source)),
};

function filesOf(row: BoardRow, source: ExportSource): ExportedFile[] {
  if (row.score === null) return [];
  const { benchmark } = source;
  const folder = `data/${benchmark.id}/${modelFolder(row.model)}`;
  // The name follows from the content, so that a second export finds the first one.
  const id = uuidOf(hashOf([benchmark.fingerprint, row.model, row.tier, row.run_id]));
  const evaluationId = `${benchmark.id}/${row.model}/${timestamp(row.run_at ?? source.now.toISOString())}`;
  const results = source.results.filter(
    ({ model, tier }) => model === row.model && tier === row.tier,
  );
  const scored = results.filter(({ score, output }) => score !== null && output !== null);
  const text = scored
    .map((result) => `${JSON.stringify(instance(result, evaluationId, source))}\n`)
    .join('');
  const path = `${folder}/${id}_samples.jsonl`;
  const details =
    scored.length === 0
      ? {}
      : { detailed_evaluation_results: detailsOf(path, text, scored.length) };
  const files = [
    {
      path: `${folder}/${id}.json`,
      content: jsonText({ ...aggregate(row, evaluationId, source), ...details }),
    },
  ];
  return scored.length === 0 ? files : [...files, { path, content: text }];
}

/** `developer/model`, which the schema wants of every path. */
function modelFolder(model: string): string {
  const [developer = '', ...name] = model.split('/');
  return name.length === 0
    ? `unknown/${pathName(model)}`
    : `${pathName(developer)}/${pathName(name.join('/'))}`;
}

/** A hash in the form of a random UUID, version 4. */
function uuidOf(hash: string): string {
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`];
  return [...parts, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-');
}

function detailsOf(path: string, text: string, rows: number): object {
  return {
    format: 'jsonl',
    file_path: path,
    hash_algorithm: 'sha256',
    checksum: hashOfBytes(new TextEncoder().encode(text)),
    total_rows: rows,
  };
}

/** Seconds since 1970 as text, which the schema wants. */
function timestamp(time: string): string {
  return String(Math.floor(Date.parse(time) / 1000));
}

function aggregate(row: BoardRow, evaluationId: string, source: ExportSource): object {
  const { benchmark, now, repository, engineVersion } = source;
  const isPublished = row.tier === 'published';
  return {
    schema_version: SCHEMA_VERSION,
    evaluation_id: evaluationId,
    ...(row.run_at === null ? {} : { evaluation_timestamp: timestamp(row.run_at) }),
    retrieved_timestamp: timestamp(now.toISOString()),
    source_metadata: {
      source_name: benchmark.title,
      source_type: isPublished ? 'documentation' : 'evaluation_run',
      source_organization_name: repository ?? 'unknown',
      evaluator_relationship: 'other',
      additional_details: {
        tier: row.tier,
        ...(row.source === undefined ? {} : { source: row.source }),
      },
    },
    eval_library: isPublished
      ? { name: 'unknown', version: 'unknown' }
      : { name: 'benchmarkhub', version: engineVersion },
    model_info: modelInfo(row, source),
    evaluation_results: [evaluationResult(row, evaluationId, source)],
  };
}

function modelInfo(row: BoardRow, { models, results }: ExportSource): object {
  const model = models.get(row.model);
  const platform = results.find((result) => result.model === row.model)?.provider;
  return {
    name: model?.title ?? row.model,
    id: row.model,
    ...(model === undefined ? {} : { developer: model.vendor }),
    ...(platform ? { inference_platform: platform } : {}),
    additional_details: {
      deployment_type: 'unknown',
      model_availability:
        model === undefined ? 'unknown' : model.open_weights ? 'open_weights' : 'closed_weights',
    },
  };
}

function evaluationResult(row: BoardRow, evaluationId: string, source: ExportSource): object {
  const { benchmark } = source;
  const address = addressOf(source);
  return {
    evaluation_result_id: `${evaluationId}#score`,
    evaluation_name: benchmark.id,
    source_data:
      address === null
        ? { dataset_name: benchmark.title, source_type: 'other' }
        : { dataset_name: benchmark.title, source_type: 'url', url: [address] },
    ...(row.run_at === null ? {} : { evaluation_timestamp: timestamp(row.run_at) }),
    metric_config: {
      evaluation_description: benchmark.description,
      metric_id: 'score',
      metric_name: benchmark.score.map(({ name }) => name).join(', ') || 'score',
      metric_unit: 'proportion',
      lower_is_better: false,
      score_type: 'continuous',
      min_score: 0,
      max_score: 1,
    },
    score_details: scoreDetails(row, benchmark.fingerprint),
    generation_config: generationConfig(source),
  };
}

function scoreDetails(row: BoardRow, fingerprint: string): object {
  const { score, low, high, method, effective_cases, trials, missing } = row;
  const interval =
    low === null || high === null
      ? {}
      : { confidence_interval: { lower: low, upper: high, confidence_level: 0.95, method } };
  const samples = row.cases > 0 ? { num_samples: row.cases } : {};
  return {
    score,
    details: {
      fingerprint,
      tier: row.tier,
      effective_cases: String(effective_cases),
      trials: String(trials),
      missing: String(missing),
    },
    uncertainty: { ...interval, ...samples },
  };
}

function generationConfig({ benchmark }: ExportSource): object {
  const { temperature, top_p, max_tokens, ...others } = benchmark.parameters;
  const rest = Object.entries(others).map(([name, value]) => [name, JSON.stringify(value)]);
  return {
    generation_args: {
      ...(temperature === undefined ? {} : { temperature }),
      ...(top_p === undefined ? {} : { top_p }),
      ...(max_tokens === undefined ? {} : { max_tokens }),
      prompt_template: benchmark.prompt
        .map(({ role, content }) => `${role}: ${content}`)
        .join('\n\n'),
    },
    additional_details: Object.fromEntries(rest),
  };
}
