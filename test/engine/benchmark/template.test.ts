import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  lookUp,
  namelessBraces,
  parseTemplate,
  renderTemplate,
  variablesOf,
} from '../../../engine/benchmark/template.ts';
import { randomText, seeded } from './generate.ts';

test('a value is put in as it is, and never read as a template again', () => {
  const random = seeded(4);
  for (let round = 0; round < 2_000; round++) {
    const [before, value, after] = [randomText(random), randomText(random), randomText(random)];
    const safe = (text: string) => text.replaceAll(/[{}\\]/g, '');
    const template = `${safe(before)}{{ x }}${safe(after)}`;
    const rendered = renderTemplate(template, { x: value, a: 'LEAK' });
    assert.equal(rendered, `${safe(before)}${value}${safe(after)}`);
  }
});

test('the parts of a template are the whole of it', () => {
  const random = seeded(5);
  for (let round = 0; round < 2_000; round++) {
    const template = randomText(random, 12);
    const parts = parseTemplate(template);
    const written = parts.map((part) => ('text' in part ? part.text : `{{${part.variable}}}`));
    // White space inside the braces is not kept.
    assert.equal(bare(written.join('')), bare(template.replaceAll('\\{{', '{{')));
    for (const part of parts)
      if ('variable' in part) assert.ok(template.startsWith('{{', part.offset));
  }
});

test('what is a variable, and what is plain text', () => {
  const rendered: readonly (readonly [template: string, text: string])[] = [
    ['{{a}} {{ a }} {{\ta\n}}', '1 1 1'],
    ['\\{{a}}', '{{a}}'],
    ['{{a}', '{{a}'],
    ['{ {a}}', '{ {a}}'],
    ['{{{a}}}', '{1}'],
    ['{{}} {{ }} {{1a}} {{a b}} {{a|upper}}', '{{}} {{ }} {{1a}} {{a b}} {{a|upper}}'],
    ['\\frac{{x}^2}{2} {"a": {"b": 1}}', '\\frac{{x}^2}{2} {"a": {"b": 1}}'],
    ['{{Größe}} {{名前}} {{naïve_1-x}}', '2 3 4'],
    ['{{o.b.0}} {{o.c d}}', 'five {{o.c d}}'],
    ['{{o}}', '{\n  "b": [\n    "five"\n  ]\n}'],
    ['{{t}} {{n}} {{f}}', 'true null 0.1'],
    ['{{x.y}}', 'dotted'],
  ];
  const variables = {
    a: 1,
    Größe: '2',
    名前: '3',
    'naïve_1-x': 4,
    o: { b: ['five'] },
    t: true,
    n: null,
    f: 0.1,
    'x.y': 'dotted',
  };
  for (const [template, text] of rendered) assert.equal(renderTemplate(template, variables), text);
});

test('only what a case holds can be reached', () => {
  for (const name of [
    'constructor',
    '__proto__',
    'toString',
    'a.length',
    'a.constructor',
    'l.push',
  ])
    assert.equal(lookUp(name, { a: 'text', l: [1] }), undefined, name);
  assert.throws(() => renderTemplate('{{toString}}', {}), /has no value/);
});

test('names are listed once, and braces without a name apart', () => {
  assert.deepEqual(variablesOf('{{a}} {{b.c}} {{a}} \\{{d}}'), ['a', 'b.c']);
  assert.deepEqual(namelessBraces('{{a}} {{first name}} \\{{x y}} {{}}'), ['first name']);
});

function bare(text: string): string {
  return text.replaceAll(/\s/g, '');
}
