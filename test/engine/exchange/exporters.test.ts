import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zstdDecompressSync } from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';
import { parse } from 'yaml';
import type { ExportSource } from '../../../engine/exchange/export/exporter.ts';
import { EXPORTERS } from '../../../engine/exchange/export/index.ts';
import { Notes } from '../../../engine/exchange/import/notes.ts';
import { RECORDING_READERS } from '../../../engine/exchange/recorded/index.ts';
import { hashOfBytes } from '../../../engine/hash.ts';
import { sourceWith } from './export-source.ts';
import { file } from './helpers.ts';

async function exported(
  format: string,
  source: ExportSource,
): Promise<Record<string, string | Uint8Array>> {
  const files = (await EXPORTERS[format]?.export(source, new Notes())) ?? [];
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}

const textOf = async (format: string, source: ExportSource) =>
  String(Object.values(await exported(format, source))[0]);

test('CSV guards formulas, JSON and JSONL hold every row', async () => {
  const source = await sourceWith();
  const csv = await exported('csv', source);
  assert.match(String(csv['quiz.cases.csv']), /'=cmd\(\)/);
  assert.match(String(csv['quiz.results.csv']), /'=HYPERLINK/);
  const json = await exported('json', source);
  assert.equal(JSON.parse(String(json['quiz.results.json'])).length, 2);
  const jsonl = await exported('jsonl', source);
  assert.equal(String(jsonl['quiz.cases.jsonl']).trim().split('\n').length, 2);
});

test('Parquet can be read again', async () => {
  const files = await exported('parquet', await sourceWith());
  for (const content of Object.values(files)) {
    assert.ok(content instanceof Uint8Array);
    const compressors = { ZSTD: (page: Uint8Array) => new Uint8Array(zstdDecompressSync(page)) };
    const rows = await parquetReadObjects({ file: content.slice().buffer, compressors });
    assert.equal(rows.length, 2);
  }
});

test('Every Eval Ever: required fields, our interval, no failed row as a zero, checksums that hold', async () => {
  const files = await exported('eee', await sourceWith());
  const paths = Object.keys(files).sort();
  assert.equal(paths.length, 2, 'a model without a score has no file');
  const aggregate = JSON.parse(String(files[paths[0] ?? '']));
  for (const key of [
    'schema_version',
    'evaluation_id',
    'retrieved_timestamp',
    'source_metadata',
    'model_info',
    'eval_library',
    'evaluation_results',
  ])
    assert.ok(key in aggregate, key);
  const [result] = aggregate.evaluation_results;
  assert.equal(result.metric_config.lower_is_better, false);
  assert.deepEqual([result.metric_config.min_score, result.metric_config.max_score], [0, 1]);
  assert.deepEqual(result.score_details.uncertainty.confidence_interval, {
    lower: 0.1,
    upper: 0.9,
    confidence_level: 0.95,
    method: 'wilson_effective_n',
  });
  assert.equal(aggregate.retrieved_timestamp, '1772600767');
  const instances = String(files[paths[1] ?? '']);
  assert.equal(
    aggregate.detailed_evaluation_results.checksum,
    hashOfBytes(new TextEncoder().encode(instances)),
  );
  const [first] = instances
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    [
      first.sample_id,
      first.evaluation.score,
      first.output.raw,
      first.input.reference,
      first.token_usage.total_tokens,
    ],
    ['a', 1, ['2'], ['2'], 4],
  );
  assert.equal(first.evaluation_id, aggregate.evaluation_id);
  for (const details of [
    aggregate.source_metadata.additional_details,
    result.score_details.details,
  ])
    assert.ok(Object.values(details).every((value) => typeof value === 'string'));
  assert.doesNotMatch(JSON.stringify(aggregate) + instances, /NaN|Infinity/);
  assert.deepEqual(await exported('eee', await sourceWith()), files, 'a second export is the same');
});

test('Every Eval Ever comes back as it went', async () => {
  const source = await sourceWith();
  const files = await exported('eee', source);
  const [path, content] = Object.entries(files).find(([name]) => name.endsWith('.jsonl')) ?? [];
  const foreign = [file(path ?? '', String(content))];
  const recordings =
    (await RECORDING_READERS['every-eval-ever']?.read({
      files: foreign,
      notes: new Notes(),
      model: undefined,
    })) ?? [];
  assert.deepEqual(
    recordings.map(({ model, caseId, output, score }) => [model, caseId, output, score]),
    source.results.map(({ model, case_id, output, score }) => [model, case_id, output, score]),
  );
});

test('citations are safe in TeX, YAML and text', async () => {
  const source = await sourceWith();
  const bib = await textOf('bibtex', source);
  assert.match(bib, /title += \{\{Quiz \\& 100\\% \\\{sums\\\}\}\}/);
  assert.match(bib, /author += \{Ada Lovelace and \{Quiz contributors\}\}/);
  const cff = parse(await textOf('cff', source));
  assert.equal(cff['cff-version'], '1.2.0');
  assert.equal(cff.authors[0].orcid, 'https://orcid.org/0000-0002-1825-0097');
  assert.equal(cff.url, 'https://github.com/owner/name/tree/abc/benchmarks/quiz');
  const apa = await textOf('apa', source);
  assert.match(
    apa,
    /^Lovelace, A\., & Quiz contributors\. \(2026\)\. Quiz & 100% \{sums\} \(Version 1\.0\.0, quiz@1\.0\.0#[0-9a-f]{12}\) \[Data set\]\. Hub\. https:/,
  );
  assert.match(await textOf('apa', await sourceWith({ authors: [] })), /^\(2026\)/);
});

test('Croissant names the files with their hashes and the columns of the cases', async () => {
  const source = await sourceWith();
  const metadata = JSON.parse(await textOf('croissant', source));
  assert.equal(metadata.conformsTo, 'http://mlcommons.org/croissant/1.0');
  assert.equal(
    metadata.distribution[0].sha256,
    hashOfBytes(source.files[0]?.bytes ?? new Uint8Array()),
  );
  assert.deepEqual(metadata.recordSet[0].field.map(({ name }: { name: string }) => name).sort(), [
    'expected',
    'question',
  ]);
});

test('eval results of Hugging Face carry the interval in words', async () => {
  const [path, text] = Object.entries(await exported('hf', await sourceWith()))[0] ?? [];
  assert.equal(path, 'x_m/.eval_results/quiz.yaml');
  const [entry] = parse(String(text));
  assert.deepEqual([entry.value, entry.date], [0.5, '2026-01-02']);
  assert.match(entry.notes, /95 % interval 0\.1000 to 0\.9000; 2 cases, 1 trial/);
});
