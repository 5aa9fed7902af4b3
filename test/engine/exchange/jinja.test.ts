import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateJinja, renderJinja } from '../../../engine/exchange/jinja/render.ts';
import { TemplateError } from '../../../engine/exchange/jinja/syntax.ts';
import type { JsonObject } from '../../../engine/json.ts';

const VARIABLES: JsonObject = {
  answer: 'work #### 12 ',
  choices: { text: ['x', 'y'], label: ['A', 'B'] },
  key: 'B',
  items: [1, 2, 3],
  flag: true,
  empty: '',
  style: '{"tone":"formal"}',
};

const RENDERED: readonly (readonly [string, string])[] = [
  ["{{answer.split('####')[-1].strip() if answer is defined else target}}", '12'],
  ['{{choices.label.index(key)}}', '1'],
  ['{{choices["text"][0]}}{{items[-1]}}{{answer[0:4]}}', 'x3work'],
  ['{% for i in items if false %}', 'error'],
  [
    '{% for i in items -%} {{loop.index}}={{i}}{% if not loop.last %},{% endif %} {%- endfor %}',
    '1=1,2=2,3=3',
  ],
  ['{% if empty %}a{% elif items | length > 2 and key in "AB" %}b{% else %}c{% endif %}', 'b'],
  ['{% set x = items[0] + 1 %}{{ x * 2 }}{# a comment #}', '4'],
  [
    "{{ ['a', 'b'] | join('-') ~ '!' }} {{ missing | default('none') }} {{ flag }} {{ items }}",
    'a-b! none True [1, 2, 3]',
  ],
  ["a\n  {{- ' b ' -}}  \nc", 'a b c'],
  ['{{ (style | load).tone }}', 'formal'],
  ['{{ missing }}', 'error'],
  ['{{ items.pop() }}', 'error'],
  ["{{ ''.__class__.__mro__ }}", 'error'],
  ['{% include "/etc/passwd" %}', 'error'],
  ['{{ open("x") }}', 'error'],
  ['{{ constructor }}', 'error'],
  ['{{ choices.constructor }}', 'error'],
  ['{% if x %}', 'error'],
  ['{{ "unclosed }}', 'error'],
  ['{{ 1 / 0 }}', 'error'],
];

test('a subset of Jinja is evaluated as Jinja does; the rest is refused', () => {
  for (const [template, expected] of RENDERED) {
    const result = attempt(() => renderJinja(template, VARIABLES, 'jinja'));
    assert.equal(result, expected, template);
  }
});

test('Nunjucks prints values as JavaScript does, and nothing for what is not defined', () => {
  assert.equal(
    renderJinja('{{flag}}|{{missing}}|{{items | dump}}', VARIABLES, 'nunjucks'),
    'true||[1,2,3]',
  );
  assert.deepEqual(evaluateJinja('choices.text', VARIABLES, 'nunjucks'), ['x', 'y']);
});

test('a hostile template ends in bounded time and memory', () => {
  const bomb = "{% set x = 'aaaaaaaaaa' %}".concat(
    "{% set x = x.replace('a', x) %}".repeat(20),
    '{{x}}',
  );
  const loops = `${'{% for a in items %}'.repeat(40)}x${'{% endfor %}'.repeat(40)}`;
  const deep = `{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}`;
  const long = `{{ ${'1+'.repeat(90_000)}1 }}`;
  for (const template of [bomb, loops, deep, long, 'x'.repeat(300_000)])
    assert.equal(
      attempt(() => renderJinja(template, VARIABLES, 'jinja')),
      'error',
    );
});

function attempt(work: () => string): string {
  try {
    return work();
  } catch (error) {
    assert.ok(error instanceof TemplateError, String(error));
    return 'error';
  }
}
