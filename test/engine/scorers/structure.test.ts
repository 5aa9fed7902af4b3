import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expected } from '../../../engine/benchmark/benchmark.ts';
import type { JsonObject } from '../../../engine/json.ts';
import { scoreBy } from './helpers.ts';
import differences from './vectors/json-diff.json' with { type: 'json' };
import documents from './vectors/xml.json' with { type: 'json' };

type Row = readonly [
  type: string,
  options: JsonObject,
  answer: string,
  expected: Expected | undefined,
  value: number | null,
];

test(`json_diff: vectors of ${differences.source}`, () => {
  for (const [output, expected, value] of differences.vectors) {
    // A list counts whole, not as accepted answers: in a list of lists it is the only item.
    const wanted = Array.isArray(expected) ? [expected] : expected;
    const score = scoreBy('json_diff', {}, JSON.stringify(output), wanted as Expected);
    const what = `${JSON.stringify(output)} and ${JSON.stringify(expected)}: ${score.value}`;
    assert.ok(score.value !== null && score.value >= Number(value) - 1e-12, what);
    if (!Array.isArray(expected)) assert.ok(score.value <= Number(value) + 1e-12, what);
  }
});

test(`xml: verdicts of ${documents.source}`, () => {
  for (const [text, isWellFormed] of documents.vectors) {
    const score = scoreBy('xml', { find: false }, String(text));
    assert.equal(score.value, isWellFormed ? 1 : 0, `${text}: ${score.reason}`);
  }
});

/** Worked out by hand; a document type is refused although it is well-formed. */
const VALUES: readonly Row[] = [
  ['json_diff', {}, 'no JSON', { a: 1 }, 0],
  ['json_diff', {}, '{"a": 1}', [{ a: 2 }, { a: 1 }], 1],
  ['json_diff', {}, '{"a": "{\\"b\\": 1}"}', { a: { b: 1 } }, 1],
  ['json_diff', { preserve_strings: true }, '{"a": "[1]"}', { a: '[1]' }, 1],
  ['json_diff', { find: false }, 'Here: {"a": 1}', { a: 1 }, 0],
  ['json_diff', {}, '{"__proto__": 1}', {}, 0],
  ['xml', {}, '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', undefined, 0],
  ['xml', {}, '<!DOCTYPE a><a/>', undefined, 0],
  ['xml', {}, 'Here you are:\n```xml\n<a><b/></a>\n```', undefined, 1],
  ['xml', {}, 'Here you are: <a><b/></a> Good?', undefined, 1],
  ['xml', { find: false }, 'Here you are: <a/>', undefined, 0],
  ['xml', { required: ['b'] }, '<a><b/></a>', undefined, 1],
  ['xml', { required: ['a/b'] }, '<a><b/></a>', undefined, 1],
  ['xml', { required: ['a/c'] }, '<a><b><c/></b></a>', undefined, 0],
  ['xml', { required: ['b', 'c'], partial: true }, '<a><b/></a>', undefined, 0.5],
  ['xml', {}, '<a>'.repeat(300) + '</a>'.repeat(300), undefined, 0],
  // The signs of promptfoo's contains-html.
  ['html', {}, '<p>one</p>', undefined, 1],
  ['html', {}, '<foo>one</foo>', undefined, 1],
  ['html', {}, '<foo>', undefined, 0],
  ['html', {}, '<foo bar="1">', undefined, 1],
  ['html', {}, '<br/>', undefined, 1],
  ['html', {}, '<!DOCTYPE html>', undefined, 1],
  ['html', {}, 'a < b and c > d', undefined, 0],
  ['html', {}, 'plain &amp; simple', undefined, 0],
  ['html', {}, '&amp; <!-- x -->', undefined, 1],
  ['html', {}, 'See <div>this</div>', undefined, 1],
  ['html', { find: false }, 'See <div>this</div>', undefined, 0],
  ['html', { required: ['h1', 'p'] }, '<H1>a</H1><p>b</p>', undefined, 1],
  ['html', { required: ['h1', 'p'] }, '<h1>a</h1>', undefined, 0],
  ['html', { required: ['h1', 'p'], partial: true }, '<h1>a</h1>', undefined, 0.5],
  // RFC 4180: quotes, quoted delimiters and line breaks, CRLF.
  ['csv', {}, 'a,b\r\n1,2\r\n', 'a,b\n1,2', 1],
  ['csv', {}, 'a,b\n"1,5","x ""y"""', [{ a: '1,5', b: 'x "y"' }], 1],
  ['csv', {}, 'a,b\n"1\n2",3', [{ a: '1\n2', b: 3 }], 1],
  ['csv', {}, 'b,a\n2,1', 'a,b\n1,2', 1],
  ['csv', {}, 'a;b\n1;2', 'a,b\n1,2', 1],
  ['csv', {}, 'a\tb\n1\t2', 'a,b\n1,2', 1],
  ['csv', { delimiter: 'comma' }, 'a;b\n1;2', 'a,b\n1,2', 0],
  [
    'csv',
    {},
    '```csv\na,b\n1,2\n```',
    [
      ['a', 'b'],
      [1, 2],
    ],
    1,
  ],
  ['csv', {}, 'a,b\n1,2,3', undefined, 0],
  ['csv', {}, 'a,a\n1,2', undefined, 0],
  ['csv', {}, 'a,b\n"1,2', undefined, 0],
  ['csv', {}, '', undefined, 0],
  ['csv', {}, 'a,b\n1,2', undefined, 1],
  ['csv', { columns: ['b'] }, 'a,b\n1,2', undefined, 1],
  ['csv', { columns: ['c'] }, 'a,b\n1,2', undefined, 0],
  ['csv', { header: false }, '1,2\n3,4', '1,2\n3,4', 1],
  ['csv', { partial: true }, 'a,b\n1,2\n3,5', 'a,b\n1,2\n3,4', 0.75],
  ['csv', { partial: true }, 'a,b\n1,2', 'a,b\n1,2\n3,4', 0.5],
  ['csv', { partial: true }, 'a\n1', 'a,b\n1,2', 0.5],
  ['csv', {}, 'a,b\n3,4\n1,2', 'a,b\n1,2\n3,4', 0],
  ['csv', { ordered: false }, 'a,b\n3,4\n1,2', 'a,b\n1,2\n3,4', 1],
  ['csv', { ordered: false, partial: true }, 'a,b\n3,4\n1,9', 'a,b\n1,2\n3,4', 0.5],
  ['csv', {}, 'a,b\n1,2', 5, null],
  ['csv', {}, 'a,b\n1,2', 'a,b\n1', null],
  // YAML 1.2 core schema.
  ['yaml', {}, 'a: 1\nb: [x, y]', { a: 1, b: ['x', 'y'] }, 1],
  ['yaml', {}, '{"a": 1}', { a: 1 }, 1],
  ['yaml', {}, '```yaml\na: 1\n```', { a: 1 }, 1],
  ['yaml', {}, 'a: no', { a: 'no' }, 1],
  ['yaml', {}, 'a: yes', { a: true }, 0],
  ['yaml', {}, '- 1\n- 2', [1, 2], 1],
  ['yaml', {}, 'a: 1', 'a: 1.0', 1],
  ['yaml', {}, 'a: 1\na: 2', undefined, 0],
  ['yaml', {}, 'a: [1', undefined, 0],
  ['yaml', {}, 'just a sentence', undefined, 0],
  ['yaml', {}, 'a: &x [1, 1]\nb: *x', { a: [1, 1], b: [1, 1] }, 1],
  ['yaml', {}, 'a: !!binary aGk=', undefined, 0],
  ['yaml', { fields: ['a.b'] }, 'a: {b: 1, c: 2}', { a: { b: 1 } }, 1],
  ['yaml', { partial: true }, 'a: 1\nb: 2', { a: 1, b: 3 }, 0.5],
  ['yaml', { tolerance: 0.1 }, 'a: 1.05', { a: 1 }, 1],
  ['yaml', { fields: ['a'] }, 'a: 1', undefined, null],
  ['yaml', {}, 'a: 1', 'a: [1', null],
  // CommonMark 0.31 and the extensions of GitHub.
  ['markdown', {}, '# Title', undefined, 1],
  ['markdown', {}, 'plain text', undefined, 0],
  ['markdown', { headings: ['Results'] }, '## **Results**:', undefined, 1],
  ['markdown', { headings: ['results'] }, 'Results\n=======', undefined, 1],
  ['markdown', { headings: ['Results'] }, '```\n# Results\n```', undefined, 0],
  ['markdown', { headings: ['Results'] }, '#Results', undefined, 0],
  ['markdown', { parts: ['table'] }, '| a | b |\n| --- | :-: |\n| 1 | 2 |', undefined, 1],
  ['markdown', { parts: ['table'] }, 'a | b\nc | d', undefined, 0],
  ['markdown', { parts: ['list', 'ordered_list'] }, '- a\n\n1. b', undefined, 1],
  ['markdown', { parts: ['task_list'] }, '- [x] a', undefined, 1],
  ['markdown', { parts: ['quote', 'link', 'image'] }, '> [a](b) ![c](d)', undefined, 1],
  ['markdown', { parts: ['link'] }, '![c](d)', undefined, 0],
  ['markdown', { languages: ['Python'] }, '```python\nx\n```', undefined, 1],
  ['markdown', { languages: ['python'] }, '```js\nx\n```', undefined, 0],
  ['markdown', { parts: ['code'] }, '```js\nx', undefined, 0],
  ['markdown', { parts: ['code', 'list'], partial: true }, '- a', undefined, 0.5],
  ['regex_groups', { groups: '(?<y>\\d{4})-(?<m>\\d\\d)' }, '2024-05', { y: 2024, m: '05' }, 1],
  ['regex_groups', { groups: '(?<y>\\d{4})-(?<m>\\d\\d)' }, '2024-05', { y: 2024, m: 5 }, 0],
  [
    'regex_groups',
    { groups: '(?<y>\\d{4})-(?<m>\\d\\d)', partial: true },
    '2024-05',
    { y: 2024, m: '06' },
    0.5,
  ],
  ['regex_groups', { groups: '(?<n>\\d)', pick: 'last' }, '1 2 3', { n: 3 }, 1],
  ['regex_groups', { groups: '(?<n>\\d)' }, '1 2 3', { n: 1 }, 1],
  ['regex_groups', { groups: '(?<a>x)|(?<b>y)' }, 'x', { a: 'x', b: null }, 1],
  ['regex_groups', { groups: '(?<a>\\w+)', ignore_case: true }, 'PARIS', { a: 'Paris' }, 1],
  ['regex_groups', { groups: '(?<a>x)' }, 'y', { a: 'x' }, 0],
  ['regex_groups', { groups: '(?<a>x)' }, 'x', { b: 'x' }, 0],
  ['regex_groups', { groups: '(?<a>x)' }, 'x', 'x', null],
  ['regex_groups', { groups: '(?<a>x)' }, 'x', {}, null],
];

test('structure: values', () => {
  for (const [type, options, answer, expected, value] of VALUES) {
    const score = scoreBy(type, options, answer, expected);
    const what = `${type} ${JSON.stringify(options)} of ${answer.slice(0, 60)}: ${score.reason}`;
    if (value === null || score.value === null) assert.equal(score.value, value, what);
    else assert.ok(Math.abs(score.value - value) < 1e-12, `${what}, ${score.value}`);
  }
});

test('yaml: aliases that explode are refused, not expanded', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 12; level++) {
    const items = Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ');
    lines.push(`a${level}: &a${level} [${items}]`);
  }
  assert.equal(scoreBy('yaml', {}, lines.join('\n')).value, 0);
});
