import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  casePath,
  dataPath,
  hrefUnder,
  maybeRepositoryAddress,
  maybeWebAddress,
  modelPath,
  segment,
} from '../../site/lib/address.ts';
import { tallyInWords } from '../../site/lib/answers.ts';
import { rankText } from '../../site/lib/board-view.ts';
import { day, listInWords, moment, points, seconds, usd } from '../../site/lib/format.ts';
import { domainOf, whiskerOf } from '../../site/lib/whisker.ts';

test('a path gets the base path once, however the base is written', () => {
  for (const base of ['/hub/', '/hub', 'hub', 'hub/']) {
    assert.equal(hrefUnder(base)('b/x/'), '/hub/b/x/');
  }
  assert.equal(hrefUnder('/')('b/x/'), '/b/x/');
  assert.equal(hrefUnder('')('/b/x/'), '/b/x/');
});

test('names become plain, lower-case parts of paths that never meet', () => {
  assert.equal(segment('c-001'), 'c-001');
  assert.equal(modelPath('meta-llama/Llama-3.3-70B'), 'm/meta-llama/llama-3.3-70b/');
  assert.match(segment('a b'), /^a-b-[0-9a-f]{8}$/);
  assert.notEqual(segment('a b'), segment('a_ b'));
  for (const awkward of ['..', '.', '', '日本語', '../../etc/passwd', 'a'.repeat(300), '%2e%2e']) {
    assert.match(segment(awkward), /^[a-z0-9][a-z0-9._-]{0,95}$/);
  }
  assert.equal(dataPath(casePath('b', 'c')), 'b/b/cases/c.json');
});

test('only plain web addresses of strangers become links', () => {
  assert.equal(maybeWebAddress('https://example.org/a?b=1&c'), 'https://example.org/a?b=1&c');
  for (const text of [
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil',
    'https://a"b',
    undefined,
  ])
    assert.equal(maybeWebAddress(text), undefined);
  assert.equal(maybeRepositoryAddress('a/b'), 'https://github.com/a/b');
  assert.equal(maybeRepositoryAddress('https://git.example/a/b.git'), 'https://git.example/a/b');
});

test('numbers are written with the digits they deserve', () => {
  assert.deepEqual([0, 0.8744, 1].map(points), ['0.0', '87.4', '100.0']);
  assert.deepEqual([0, 0.0000312, 0.042, 1.5, 12_345.6].map(usd), [
    '$0',
    '$0.000031',
    '$0.042',
    '$1.50',
    '$12,346',
  ]);
  assert.deepEqual([1, 640, 12_345].map(seconds), ['<0.01', '0.64', '12.3']);
  assert.equal(day('2026-11-20T23:59:00Z'), '20 Nov 2026');
  assert.equal(moment('2026-11-20T14:05:09Z'), '20 Nov 2026, 14:05 UTC');
  assert.equal(day('soon'), 'soon');
  assert.equal(listInWords(['a', 'b', 'c']), 'a, b and c');
});

test('a rank is the range the data allow', () => {
  assert.equal(rankText({ rank_low: 2, rank_high: 2 }), '2');
  assert.equal(rankText({ rank_low: 1, rank_high: 4 }), '1–4');
  assert.equal(rankText({ rank_low: null, rank_high: null }), '–');
});

test('the axis holds every interval of the models, not the floor of the baselines', () => {
  const verified = { tier: 'verified', score: 0.85, low: 0.78, high: 0.93 } as const;
  const floor = { tier: 'baseline', score: 0.1, low: 0, high: 0.2 } as const;
  assert.deepEqual(domainOf([verified, floor]), [0.7, 1]);
  assert.deepEqual(domainOf([floor]), [0, 0.2]);
  assert.deepEqual(domainOf([]), [0, 1]);
  assert.equal(whiskerOf(floor, [0.7, 1])?.x, null);
  assert.equal(whiskerOf({ ...verified, score: null }, [0.7, 1]), null);
  assert.equal(whiskerOf(verified, [0.7, 1])?.x, 52);
});

test('answers without a score are counted apart', () => {
  assert.equal(
    tallyInWords({ passed: 6, failed: 2, unscored: 1 }),
    '6 answers passed, 2 did not and 1 has no score.',
  );
  assert.equal(
    tallyInWords({ passed: 0, failed: 0, unscored: 0 }),
    'No model has answered this case yet.',
  );
});
