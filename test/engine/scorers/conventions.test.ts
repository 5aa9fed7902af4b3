import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { documentScorer, documentStep } from '../../../engine/scorers/document.ts';
import { SCORERS, STEPS } from '../../../engine/scorers/index.ts';

const FOLDER = new URL('../../../engine/scorers/', import.meta.url);
/** Files that are no scorer: the contracts, the tables, and what works with all scorers. */
const MACHINERY = [
  'catalogue.ts',
  'checked-options.ts',
  'document.ts',
  'extract.ts',
  'groups.ts',
  'index.ts',
  'resolve.ts',
  'score-case.ts',
  'scorer.ts',
  'step.ts',
  'written.ts',
];

const scorerFiles = filesIn('').filter((file) => !MACHINERY.includes(file));

test('every scorer has a file of its name, and every file is in the table', () => {
  const files = Object.keys(SCORERS).map((type) => `${type.replaceAll('_', '-')}.ts`);
  assert.deepEqual(scorerFiles, files.sort());
});

test('keys of the tables are the names of what they hold', () => {
  for (const [type, scorer] of Object.entries(SCORERS)) assert.equal(scorer.type, type);
  for (const [name, step] of Object.entries(STEPS)) assert.equal(step.step, name);
});

for (const file of [
  ...scorerFiles,
  ...filesIn('steps/'),
  ...filesIn('text/'),
  ...filesIn('ifeval/'),
]) {
  test(`${file} imports contracts, text helpers and pure packages only`, () => {
    const source = readFileSync(new URL(file, FOLDER), 'utf8');
    const imports = [...source.matchAll(/from '([^']+)'/g)].map((match) => match[1] ?? '');
    const allowed =
      /^(?:zod|re2js|(?:\.\.?\/)+(?:json|nearest|scorer|step|benchmark\/(?:benchmark|personal)|sandbox\/(?:execution|sandbox|tests)|judges\/(?:rubric|prompt|question|screened))\.ts|(?:\.\.?\/)+(?:text|ifeval)\/[\w/-]+\.ts|\.\/[\w-]+\.ts|\.\.\/[\w-]+\.ts)$/;
    for (const name of imports) assert.match(name, allowed);
    if (scorerFiles.includes(file)) {
      const others = imports.filter((name) => /^\.\/(?!scorer\.ts|text\/|ifeval\/)/.test(name));
      assert.deepEqual(others, [], 'a scorer imports no other scorer');
    }
  });
}

test('no regular expression is made of a text from a benchmark', () => {
  const made = [...scorerFiles, ...filesIn('steps/')].filter((file) =>
    /new RegExp\((?!literal)/.test(readFileSync(new URL(file, FOLDER), 'utf8')),
  );
  assert.deepEqual(made, []);
});

for (const scorer of Object.values(SCORERS)) {
  test(`the documentation of ${scorer.type} is complete`, () => {
    const page = documentScorer(scorer);
    assert.equal(page.type, scorer.type);
    for (const option of page.options) {
      assert.ok(option.description.endsWith('.'), option.name);
      assert.notEqual(option.type, 'any', option.name);
    }
  });
}

test('the documentation tells types, defaults and what is required', () => {
  const { options } = documentScorer(SCORERS.includes ?? assert.fail());
  assert.deepEqual(
    options.map(({ name, type, default: value, required }) => [name, type, value, required]),
    [
      ['match', 'any | all', '"any"', false],
      ['ignore_case', 'boolean', 'false', false],
      ['values', 'list of string', null, false],
    ],
  );
  const after = documentStep(STEPS.after ?? assert.fail());
  assert.equal(after.shorthand, 'text');
  assert.equal(after.options[0]?.required, true);
});

function filesIn(folder: string): string[] {
  return readdirSync(new URL(folder, FOLDER))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}${name}`)
    .sort();
}
