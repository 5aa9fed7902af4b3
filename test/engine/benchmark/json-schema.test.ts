import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Validator } from 'jsonschema';
import { parse } from 'yaml';
import { benchmarkJsonSchema } from '../../../engine/benchmark/json-schema.ts';
import { SCHEMA_FILE } from '../../../scripts/commands/schema.ts';
import { PACKAGE_ROOT } from '../../../scripts/workspace.ts';
import { SUMS } from './folder.ts';

const SCHEMA = benchmarkJsonSchema();

function isValid(value: unknown): boolean {
  return new Validator().validate(value, SCHEMA).valid;
}

test('the committed schema is the one in the code', () => {
  const text = `${JSON.stringify(SCHEMA, null, 2)}\n`;
  // Not `equal`: the difference of two such files tells nobody anything.
  assert.ok(readFileSync(SCHEMA_FILE, 'utf8') === text, 'run `npm run schema`');
});

test('every benchmark of this repository and every valid input obeys the schema', () => {
  const golden = join(PACKAGE_ROOT, 'test', 'golden', 'validate');
  const valid = globSync('*.json', { cwd: golden })
    .filter((name) => JSON.parse(readFileSync(join(golden, name), 'utf8')).valid === true)
    .map(
      (name) => `test/input/validate/${name.replace(/\.json$/, '')}/benchmarks/*/benchmark.yaml`,
    );
  const files = globSync(['benchmarks/*/benchmark.yaml', ...valid], { cwd: PACKAGE_ROOT });
  assert.ok(files.length >= valid.length && valid.length > 0);
  for (const file of files) {
    const { errors } = new Validator().validate(
      parse(readFileSync(join(PACKAGE_ROOT, file), 'utf8')),
      SCHEMA,
    );
    assert.deepEqual(errors.map(String), [], file);
  }
});

test('the schema refuses what `validate` refuses in a field, and takes what it takes', () => {
  assert.ok(isValid(SUMS));
  const refused: Record<string, unknown> = {
    titel: 'x',
    score: [{ type: 'number', tolerence: 1 }],
    extract: ['trimm'],
    parameters: { temperature: 3 },
    reducer: 'average',
    version: '1.0',
    prompt: [{ role: 'judge', content: 'x' }],
    cases: 7,
  };
  for (const [field, value] of Object.entries(refused))
    assert.ok(!isValid({ ...SUMS, [field]: value }), field);
  const taken: Record<string, unknown> = {
    score: ['equals', { type: 'number', tolerance: 0.1, weight: 2, extract: ['trim'] }],
    extract: ['trim', { last_number: {} }, { after: 'Answer:' }],
    cases: [{ id: 'a', question: 'q', expected: 1 }],
    models: ['a/b'],
  };
  for (const [field, value] of Object.entries(taken))
    assert.ok(isValid({ ...SUMS, [field]: value }), field);
});

test('every field and every scorer is described, so that an editor can explain it', () => {
  const { properties } = SCHEMA as { properties: Record<string, { description?: string }> };
  const bare = Object.keys(properties).filter((name) => !properties[name]?.description);
  assert.deepEqual(bare, []);
});
