import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conversationOf, cut, expectedTexts, gistOf } from '../../site/lib/conversation.ts';
import { FIXTURE_BENCHMARKS } from './fixture/benchmarks.ts';

const [benchmark] = FIXTURE_BENCHMARKS;
assert.ok(benchmark);
const [first] = benchmark.cases;
assert.ok(first);

test('a conversation is what the model reads, text of the case put in as it is', () => {
  const hostile = benchmark.cases.find((testCase) => testCase.id === 'script');
  assert.ok(hostile);
  assert.deepEqual(conversationOf(benchmark, hostile), [
    { role: 'system', content: 'Answer with a number only, rounded to two decimals.' },
    {
      role: 'user',
      content: '</p><script>alert(1)</script><img src=x onerror=alert(2)> What is 2 + 2?',
    },
  ]);
});

test('the gist of a case is the variable that tells cases apart', () => {
  const table = { ...first, variables: { table: 'the same for all', question: 'one?' } };
  const other = { ...first, variables: { table: 'the same for all', question: 'two?\n\nthree?' } };
  const prompt = [{ role: 'user', content: '{{table}} {{question}}' }] as const;
  const asked = { ...benchmark, prompt, cases: [table, other] };
  assert.equal(gistOf(asked, other), 'two? three?');
  assert.equal(gistOf({ ...asked, prompt: [] }, other), first.id);
});

test('expected answers are listed one by one, objects readable', () => {
  assert.deepEqual(expectedTexts({ ...first, expected: ['a', 2, null] }), ['a', '2', 'null']);
  assert.deepEqual(expectedTexts({ ...first, expected: { a: 1 } }, 2), ['{\n  "a": 1\n}']);
  const { expected, ...open } = first;
  assert.notEqual(expected, undefined);
  assert.deepEqual(expectedTexts(open), []);
});

test('text is cut between characters, not inside one', () => {
  assert.equal(cut('abc', 3), 'abc');
  assert.equal(cut('ab 😀😀', 4), 'ab…');
});
