import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Schema, Validator } from 'jsonschema';
import { EXPORTERS } from '../../../engine/exchange/export/index.ts';
import { Notes } from '../../../engine/exchange/import/notes.ts';
import { ROW, sourceWith } from './export-source.ts';
import { ROOT } from './helpers.ts';

/** References inside a schema are looked up below its id, of which these have none. */
const schemaOf = (name: string): Schema => ({
  ...JSON.parse(readFileSync(join(ROOT, `test/input/every-eval-ever/${name}.schema.json`), 'utf8')),
  $id: `https://example.org/${name}.json`,
});

const AGGREGATE = schemaOf('eval');
const INSTANCE = schemaOf('instance_level_eval');

function errorsOf(value: unknown, schema: Schema): string[] {
  return new Validator().validate(value, schema).errors.map(({ stack }) => stack);
}

test('every file and every line of the export keeps to the official schema', async () => {
  const source = await sourceWith();
  const published = {
    ...ROW,
    model: 'x/p',
    tier: 'published',
    run_at: null,
    source: 'https://a.b/c',
  };
  const plain = { ...source, site: null, repository: null, commit: null };
  const rows = [ROW, { ...ROW, low: null, high: null }, published] as (typeof ROW)[];
  const sources = [
    source,
    ...(source.board ? [{ ...plain, board: { ...source.board, rows } }] : []),
  ];
  let [files, lines] = [0, 0];
  for (const each of sources) {
    for (const { path, content } of (await EXPORTERS.eee?.export(each, new Notes())) ?? []) {
      if (path.endsWith('.json')) {
        files++;
        assert.deepEqual(errorsOf(JSON.parse(String(content)), AGGREGATE), [], path);
        continue;
      }
      for (const line of String(content).trim().split('\n')) {
        lines++;
        assert.deepEqual(errorsOf(JSON.parse(line), INSTANCE), [], path);
      }
    }
  }
  assert.ok(files >= 4 && lines >= 4, `${files} files, ${lines} lines`);
});

test('the schema would tell: a missing score, an unknown field, a number as text', async () => {
  const files = (await EXPORTERS.eee?.export(await sourceWith(), new Notes())) ?? [];
  const text = files.find(({ path }) => path.endsWith('.json'))?.content;
  const aggregate = JSON.parse(String(text));
  for (const broken of [
    {
      ...aggregate,
      evaluation_results: [{ ...aggregate.evaluation_results[0], score_details: {} }],
    },
    { ...aggregate, unknown: 1 },
    { ...aggregate, retrieved_timestamp: 5 },
  ])
    assert.notDeepEqual(errorsOf(broken, AGGREGATE), []);
});
