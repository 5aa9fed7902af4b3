import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { GROUPS } from '../../../engine/scorers/groups.ts';
import { SCORERS, STEPS } from '../../../engine/scorers/index.ts';
import { type Alias, KNOWN_ELSEWHERE, NOT_HERE } from './known-elsewhere.ts';

// docs/scorers.md is made here, out of the tests' own data: `node --test --test-update-snapshots
// test/engine/scorers/vector-table.test.ts` writes it.

const FOLDER = new URL('./', import.meta.url);
const TABLE = fileURLToPath(new URL('../../../docs/scorers.md', FOLDER));

/** Lists of vectors in files that are no list of lines, and the scorer that is held against each. */
const LISTS: readonly (readonly [file: string, list: string, type: string])[] = [
  ['ifeval.json', 'vectors', 'ifeval'],
  ['json-diff.json', 'vectors', 'json_diff'],
  ['mathematics.json', 'pairs', 'math'],
  ['quantities.json', 'equal', 'quantity'],
  ['rankings.json', 'kendall', 'kendall'],
  ['rankings.json', 'ndcg', 'ndcg'],
  ['sql.json', 'vectors', 'sql_parse'],
  ['xml.json', 'vectors', 'xml'],
];

const NOTES: readonly string[] = [
  '## Conversations',
  '',
  'With `turns:` a scorer looks at the last reply. `turn: 2` has it look at the second, `turn: all` at all replies, one below the other; a part of a group may name a turn of its own:',
  '',
  '```yaml',
  'turns: ["Now in metres.", "And as a whole number?"]',
  'score:',
  '  - { type: includes, values: ["3.2"], turn: 2 }',
  '  - { type: number }',
  '  - { type: refusal, not: true, turn: all }',
  '```',
  '',
  '## Instructions',
  '',
  'IFEval is told by prompt and by instruction. The first is the score of `ifeval`; the second, over all instructions of all cases, is a metric of two counts:',
  '',
  '```yaml',
  'score:',
  '  - { type: ifeval }',
  '  - { type: ifeval, name: followed, level: followed, weight: 0 }',
  '  - { type: ifeval, name: given, level: given, weight: 0 }',
  'metrics: { instruction_accuracy: followed / given }',
  '```',
];

interface Source {
  readonly type: string;
  readonly source: string;
  readonly count: number;
}

test('docs/scorers.md tells where the vectors of every scorer come from', (t) => {
  const sources = [...lineFiles(), ...listFiles()];
  const rows = Object.keys(SCORERS).flatMap((type) => rowsOf(type, sources));
  const total = sources.reduce((sum, { count }) => sum + count, 0);
  const text = [
    '# Scorers',
    '',
    `${Object.keys(SCORERS).length} scorers and ${Object.keys(STEPS).length} extract steps. \`benchmarkhub scorers\` lists them, \`benchmarkhub scorers <name>\` tells options and an example, and so does the site under docs/scorers/.`,
    '',
    `Where the values come from that the tests hold them against: ${total} vectors of reference implementations and published tables, and cases worked out by hand. This file is written by test/engine/scorers/vector-table.test.ts.`,
    '',
    '| scorer | source of the vectors | number |',
    '| :-- | :-- | --: |',
    ...rows,
    '',
    ...NOTES,
    '',
    '## Known elsewhere as',
    '',
    'What has the same name here is left out.',
    '',
    '| elsewhere | here |',
    '| :-- | :-- |',
    ...KNOWN_ELSEWHERE.map(aliasRow),
    '',
    '## Not here',
    '',
    ...NOT_HERE.map(([names, why]) => `- ${names}: ${why}.`),
    '',
  ].join('\n');
  t.assert.fileSnapshot(text, TABLE, { serializers: [String] });
});

test('every name under which something is known elsewhere leads to something', () => {
  const known = { ...SCORERS, ...STEPS, ...GROUPS };
  const here = KNOWN_ELSEWHERE.flatMap((each) => each.here);
  assert.deepEqual(
    here.filter((name) => !Object.hasOwn(known, name)),
    [],
  );
});

test('every file of vectors is in the table', () => {
  const known = new Set([...LISTS.map(([file]) => file), 'porter-stems.jsonl']);
  const files = readdirSync(new URL('vectors/', FOLDER));
  const types = files.filter((file) => !known.has(file)).map((file) => file.replace('.jsonl', ''));
  assert.deepEqual(
    types.filter((type) => !Object.hasOwn(SCORERS, type)),
    [],
  );
});

function aliasRow({ tool, names, here, how }: Alias): string {
  const code = (list: readonly string[]) => list.map((name) => `\`${name}\``).join(' ');
  return `| ${tool} ${code(names)} | ${code(here)}${how === undefined ? '' : ` (${how})`} |`;
}

function rowsOf(type: string, sources: readonly Source[]): string[] {
  const mine = sources.filter((source) => source.type === type);
  if (mine.length > 0)
    return mine.map(
      ({ source, count }) => `| ${type} | ${source.replaceAll('|', '\\|')} | ${count} |`,
    );
  const files = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.test.ts') && names(file, type))
    .map((file) => file.replace('.test.ts', ''));
  assert.ok(files.length > 0, `nothing tests ${type}`);
  return [`| ${type} | worked out by hand, in the tests ${files.join(', ')} | |`];
}

function names(file: string, type: string): boolean {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  return new RegExp(`['"\`]${type}['"\`]`).test(text) || file === `${type}.test.ts`;
}

function lineFiles(): Source[] {
  const files = readdirSync(new URL('vectors/', FOLDER)).filter((file) => file.endsWith('.jsonl'));
  return files
    .filter((file) => file !== 'porter-stems.jsonl')
    .map((file) => {
      const [head = '', ...lines] = readText(file).trim().split('\n');
      return {
        type: file.replace('.jsonl', ''),
        source: JSON.parse(head).made,
        count: lines.length,
      };
    });
}

function listFiles(): Source[] {
  return LISTS.flatMap(([file, list, type]) =>
    [JSON.parse(readText(file))]
      .flat()
      .map((group) => ({ type, source: group.source, count: group[list].length })),
  );
}

function readText(file: string): string {
  return readFileSync(new URL(`vectors/${file}`, FOLDER), 'utf8');
}
