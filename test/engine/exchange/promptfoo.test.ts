import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linearPattern } from '../../../engine/exchange/import/lm-eval/patterns.ts';
import { assertionFromText } from '../../../engine/exchange/import/promptfoo/csv-tests.ts';
import type { JsonObject } from '../../../engine/json.ts';
import { scoreCase } from '../../../engine/scorers/score-case.ts';
import { file, importFiles, importOne, noteWords } from './helpers.ts';

function config(assertion: JsonObject, vars: JsonObject = {}) {
  return [
    file('promptfooconfig.json', {
      prompts: ['{{question}}'],
      providers: ['openai:gpt-4o'],
      tests: [{ vars: { question: 'q', ...vars }, assert: [assertion] }],
    }),
  ];
}

/** What an answer scores by the scorers that a line of JavaScript became. */
async function scoreOf(
  code: string,
  output: string,
  vars: JsonObject = {},
): Promise<number | null> {
  const benchmark = await importOne(config({ type: 'javascript', value: code }, vars));
  const [testCase] = benchmark.cases;
  assert.ok(testCase);
  const score = scoreCase(testCase.score ?? benchmark.score, benchmark.extract, {
    output,
    expected: testCase.expected,
    variables: testCase.variables,
  });
  return score.score;
}

/** Code, an answer it accepts, an answer it refuses: checked against JavaScript itself below. */
const LINES: readonly (readonly [string, string, string])[] = [
  ["output.includes('red')", 'a red car', 'a blue car'],
  ["output.toLowerCase().includes('red')", 'RED', 'green'],
  ["!output.includes('red')", 'blue', 'red'],
  ["output.startsWith('Ahoy')", 'Ahoy there', 'Oh, Ahoy'],
  ["output.endsWith('!')", 'Yes!', 'Yes.'],
  ["output === 'yes'", 'yes', 'no'],
  ["output.trim().toLowerCase() == 'yes'", ' YES ', 'no'],
  ["output !== 'no'", 'yes', 'no'],
  ['output.length < 5', 'abcd', 'abcde'],
  ['output.length >= 3', 'abc', 'ab'],
  ['/^\\d{3}$/.test(output)', '123', '12a'],
  ['output.match(/a+b/i) !== null', 'xAAb', 'b'],
  ["output.includes('a') && output.includes('b')", 'ab', 'c'],
  ["output.includes('a') || output.includes('b')", 'b', 'c'],
  ["(output.includes('a'))", 'a', 'c'],
  ["return output.includes('a');", 'a', 'c'],
  ["JSON.parse(output).color === 'yellow'", '{"color":"yellow"}', '{"color":"red"}'],
  ['JSON.parse(output).a[1].b === 2', '{"a":[0,{"b":2}]}', '{"a":[0,{"b":3}]}'],
  [
    "JSON.parse(output).list.includes('x') && JSON.parse(output).n === 1",
    '{"list":["x"],"n":1}',
    '{"list":["y"],"n":1}',
  ],
  ["JSON.parse(output).a !== 'x'", '{"a":"y"}', '{"a":"x"}'],
  ['output.includes(context.vars.want)', 'the thing', 'nothing else'],
];

test('one-line assertions in JavaScript score as JavaScript does', async () => {
  const vars = { want: 'the thing' };
  for (const [code, right, wrong] of LINES) {
    const run = new Function(
      'output',
      'context',
      `return (${code.replace(/^return |;$/g, '')})`,
    ) as (output: string, context: object) => unknown;
    assert.ok(run(right, { vars }), `${code} accepts ${right}`);
    assert.ok(!run(wrong, { vars }), `${code} refuses ${wrong}`);
    assert.equal(await scoreOf(code, right, vars), 1, `${code} on ${right}`);
    assert.equal(await scoreOf(code, wrong, vars), 0, `${code} on ${wrong}`);
  }
});

test('other code is refused with its line, never executed', async () => {
  for (const value of [
    'process.exit(3)',
    'fetch("http://x")',
    'output.split(" ").length > 3',
    '(() => { while (true); })()',
    'output.includes(`x`)',
  ]) {
    const imported = await importFiles(config({ type: 'javascript', value }));
    assert.deepEqual(imported.benchmarks, []);
    assert.ok(noteWords(imported).includes('dropped assert: javascript'), value);
  }
});

test('cells of tables are read by the grammar of promptfoo', () => {
  const cells: readonly (readonly [string, JsonObject])[] = [
    ['Paris', { type: 'equals', value: 'Paris' }],
    ['note: this', { type: 'equals', value: 'note: this' }],
    ['equals:x', { type: 'equals', value: 'x' }],
    ['not-icontains:x', { type: 'not-icontains', value: 'x' }],
    ['is-json', { type: 'is-json' }],
    ['similar(0.8):x', { type: 'similar', value: 'x', threshold: 0.8 }],
    ['contains-any: a, b ', { type: 'contains-any', value: ['a', 'b'] }],
    ['fn:output.length', { type: 'javascript', value: 'output.length' }],
    ['grade:be kind', { type: 'llm-rubric', value: 'be kind' }],
    ['python:1', { type: 'python', value: '1' }],
    ['file://x.py', { type: 'python', value: 'file://x.py' }],
    ['regex:a:b', { type: 'regex', value: 'a:b' }],
  ];
  for (const [cell, expected] of cells) assert.deepEqual(assertionFromText(cell), expected, cell);
});

test('patterns with look-around are rewritten where they have a linear form', () => {
  assert.equal(linearPattern('(?<=is )(.*)(?=.)')?.pattern, '(?:is )(.*)(?:.)');
  assert.equal(linearPattern('((?<=a)(x)|(?<=b)(x))')?.pattern, '(?:a|b)(x)');
  assert.equal(linearPattern('(-?[$0-9.,]{2,})|(-?[0-9]+)')?.group, 0);
  assert.equal(linearPattern('(a)(?!b)'), undefined);
  assert.equal(linearPattern('(a)\\1'), undefined);
});
