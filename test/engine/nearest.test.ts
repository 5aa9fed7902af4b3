import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest, suggestion } from '../../engine/nearest.ts';
import { pick, seeded } from './benchmark/generate.ts';

const WORDS = [
  'title',
  'description',
  'temperature',
  'top_p',
  'max_tokens',
  'score',
  'cases',
] as const;

test('a word with a slip of the finger is found', () => {
  const slips = [
    'titel',
    'tilte',
    'Title',
    'discription',
    'temprature',
    'topp',
    'max-tokens',
    'socre',
    'casess',
  ];
  assert.deepEqual(
    slips.map((slip) => nearest(slip, WORDS)),
    [
      'title',
      'title',
      'title',
      'description',
      'temperature',
      'top_p',
      'max_tokens',
      'score',
      'cases',
    ],
  );
});

test('any one edit of a word of three letters and more leads back to it', () => {
  const random = seeded(3);
  for (let round = 0; round < 2_000; round++) {
    const word = pick(random, WORDS);
    const at = Math.floor(random() * word.length);
    const [before, after] = [word.slice(0, at), word.slice(at)];
    const edited = pick(random, [
      `${before}x${after}`,
      before + after.slice(1),
      `${before}x${after.slice(1)}`,
    ]);
    assert.equal(nearest(edited, WORDS), word, edited);
  }
});

test('a word that is near nothing gets the list', () => {
  assert.equal(nearest('banana', WORDS), undefined);
  assert.equal(suggestion('banana', ['a1', 'b2']), 'allowed: a1, b2');
  assert.equal(suggestion('banana', []), '');
  assert.equal(suggestion('scor', WORDS), 'did you mean "score"?');
  assert.equal(nearest('anything', []), undefined);
});

test('of equally near words the first is taken, and no endless word is compared', () => {
  assert.equal(nearest('cat', ['bat', 'hat']), 'bat');
  const started = performance.now();
  assert.equal(nearest('x'.repeat(1_000_000), [...WORDS, 'x'.repeat(999_999)]), undefined);
  assert.ok(performance.now() - started < 2000);
});
