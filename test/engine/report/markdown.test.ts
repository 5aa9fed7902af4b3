import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownText } from '../../../engine/report/markdown.ts';
import { randomText, seeded } from '../benchmark/generate.ts';

const J = '\u2060';

test('markup, mentions, references and links come out as text', () => {
  const texts: readonly (readonly [text: string, safe: string])[] = [
    ['plain words, 1.5 %', 'plain words, 1.5 %'],
    ['@octocat and @org/team', `@${J}octocat and @${J}org/team`],
    ['me@example.org', `me@${J}example.org`],
    ['#12, GH-12, o/r#12', `\\#${J}12, GH-${J}12, o/r\\#${J}12`],
    ['[text](http://x.org)', `\\[text\\]\\(http:${J}//x.org\\)`],
    ['https://x.org FTP://x.org www.x.org', `https:${J}//x.org FTP:${J}//x.org www${J}.x.org`],
    ['![i](x)', '\\!\\[i\\]\\(x\\)'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert\\(1\\)&gt;'],
    ['<!-- marker -->', '&lt;\\!-- marker --&gt;'],
    ['&lt;b&gt; &#64;a', `&amp;lt;b&amp;gt; &amp;\\#${J}64;a`],
    ['`code` ```', '\\`code\\` \\`\\`\\`'],
    ['a | b', 'a \\| b'],
    ['**b** _i_ ~s~ $x$', '\\*\\*b\\*\\* \\_i\\_ \\~s\\~ \\$x\\$'],
    ['\\| \\`', '\\\\\\| \\\\\\`'],
    [':tada: 10:30', `:${J}tada: 10:30`],
    ['# title', '\\# title'],
    ['- item', '\\- item'],
    ['1. item', `1${J}. item`],
    ['=====', '\\====='],
    ['> quote', '&gt; quote'],
    ['two\r\n\r\n| rows |\u2028x', 'two \\| rows \\| x'],
    ['safe\u202Egnp.exe\u202C', 'safe gnp.exe'],
    ['a\u200bb\u0000c\ufeffd\u00ade\u3164f', 'a b c d e f'],
    ['\u001b[31mred', '\\[31mred'],
    ['', ''],
  ];
  for (const [text, safe] of texts) assert.equal(markdownText(text), safe, text);
});

test('long text is cut between characters, in no time', () => {
  assert.equal(markdownText('x'.repeat(201)), `${'x'.repeat(199)}…`);
  assert.equal(markdownText('x'.repeat(200)), 'x'.repeat(200));
  assert.equal(markdownText('😀'.repeat(10), 5), '😀😀😀😀…');
  assert.equal(markdownText('\ud83d', 5), '\ufffd');
  const started = performance.now();
  markdownText('@|:'.repeat(3_000_000));
  assert.ok(performance.now() - started < 5000);
});

test('whatever comes in, nothing that means something comes out', () => {
  const random = seeded(8);
  for (let round = 0; round < 3_000; round++) {
    const safe = markdownText(`${randomText(random, 10)}@#<${randomText(random, 10)}|`);
    assert.doesNotMatch(safe, /[\n\r<>\p{Cc}]/u);
    assert.doesNotMatch(safe, /(?<!\\)(?:\\\\)*[`*_{}[\]()#|~]/);
    assert.doesNotMatch(safe, /@\w/);
  }
});
